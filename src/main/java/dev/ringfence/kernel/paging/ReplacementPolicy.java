package dev.ringfence.kernel.paging;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the page is chosen that gives its frame to another.
public enum ReplacementPolicy {
  /// The least recently used one, as a clock approximates it.
  LRU_CLOCK,
  /// The one that came first.
  FIFO,
  /// Any.
  RANDOM,
  /// One that is in no working set.
  WORKING_SET;

  /// The one with such a name in scenarios, or null.
  public static @Nullable ReplacementPolicy of(String word) {
    for (ReplacementPolicy policy : values()) {
      if (policy.word().equals(word)) {
        return policy;
      }
    }
    return null;
  }

  /// Its name in scenarios.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
