package dev.ringfence.kernel.memory;

import dev.ringfence.kernel.paging.Pager;

/// What a page fault came to.
public enum FaultOutcome {
  ZERO_FILLED,
  COPIED,
  MAPPED,
  /// Nothing allows the access.
  REFUSED,
  /// The page lies behind the end of the file that is mapped there, or the pool of huge pages is
  /// exhausted.
  BEYOND,
  /// The page has been put away; it is on its way, and [Pager#takeWait] says when it arrives.
  AWAY,
  OUT_OF_MEMORY
}
