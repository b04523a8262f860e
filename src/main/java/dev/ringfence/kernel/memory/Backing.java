package dev.ringfence.kernel.memory;

import org.jspecify.annotations.Nullable;

/// A file as memory maps it: where the pages of a segment come from, and where they go back to.
public interface Backing {
  /// Whether the file reaches into the page.
  boolean has(long page);

  /// Copies a page's bytes out of the file, with zeros behind its end.
  void load(long page, byte[] to);

  /// Copies a page's bytes into the file, as far as it goes.
  void store(long page, byte[] from);

  /// The segment through which it is mapped now, or null.
  @Nullable Segment segment();

  /// Sets [#segment].
  void segment(@Nullable Segment segment);
}
