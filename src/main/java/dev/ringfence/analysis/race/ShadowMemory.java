package dev.ringfence.analysis.race;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The accesses to each word of 8 bytes of a memory: an address space, or a segment that address
/// spaces share. It is as large as what was accessed.
final class ShadowMemory {
  private static final int PAGE_SHIFT = 12;
  private static final int WORD_SHIFT = 3;
  private static final int WORDS = 1 << PAGE_SHIFT - WORD_SHIFT;

  private final Map<Long, @Nullable Access[]> pages = new HashMap<>();
  private long lastPage = -1;
  private @Nullable Access @Nullable [] last;

  /// The accesses to the words of a page, each the first of a list.
  ///
  /// @param address within the page
  @Nullable Access[] words(long address) {
    long page = address >>> PAGE_SHIFT;
    @Nullable Access[] known = last;
    if (known == null || page != lastPage) {
      known = pages.computeIfAbsent(page, _ -> new Access[WORDS]);
      last = known;
      lastPage = page;
    }
    return known;
  }

  /// The place of an address's word within its page.
  static int word(long address) {
    return (int) (address >>> WORD_SHIFT) & WORDS - 1;
  }

  /// Forgets the accesses to pages.
  void forget(long from, long to) {
    last = null;
    long first = from >>> PAGE_SHIFT;
    long end = to >>> PAGE_SHIFT;
    if (end - first < pages.size()) {
      for (long page = first; page < end; page++) {
        pages.remove(page);
      }
    } else {
      pages.keySet().removeIf(page -> page >= first && page < end);
    }
  }
}
