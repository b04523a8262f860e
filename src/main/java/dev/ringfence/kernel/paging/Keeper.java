package dev.ringfence.kernel.paging;

/// Whoever keeps frames besides the page tables that map them, and knows how to get their contents
/// again: a segment, or the image of a program.
public interface Keeper {
  /// Whether a page that has been written can be put away.
  boolean canLetGo(boolean dirty);

  /// Puts a page away whose frame is about to be taken. False if that fails.
  ///
  /// @param dirty whether it has been written since it was brought in
  boolean letGo(long page, boolean dirty);
}
