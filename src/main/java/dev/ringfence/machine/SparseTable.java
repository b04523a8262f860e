package dev.ringfence.machine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A frame of numbers of eight bytes of which few are not zero, as page tables are: those numbers
/// by rising index, each with its index in bits that paging-structure entries of this machine leave
/// zero.
final class SparseTable {
  /// The most numbers that are kept so.
  private static final int MOST = 48;

  private static final int INDEX_SHIFT = 52;
  private static final long INDEX = 0x1FFL << INDEX_SHIFT;

  private SparseTable() {}

  /// The number at an index.
  static long get(long[] table, int index) {
    for (long word : table) {
      if (index(word) == index) {
        return word & ~INDEX;
      }
    }
    return 0;
  }

  /// The table with another number at an index, which may be the table itself; or null when it
  /// cannot be kept so.
  static long @Nullable [] with(long[] table, int index, long value) {
    int at = 0;
    while (at < table.length && index(table[at]) < index) {
      at++;
    }
    boolean known = at < table.length && index(table[at]) == index;
    if (value == 0) {
      return known ? without(table, at) : table;
    }
    if ((value & INDEX) != 0 || !known && table.length == MOST) {
      return null;
    }
    long[] next = table;
    if (!known) {
      next = Arrays.copyOf(table, table.length + 1);
      System.arraycopy(table, at, next, at + 1, table.length - at);
    }
    next[at] = value | (long) index << INDEX_SHIFT;
    return next;
  }

  private static long[] without(long[] table, int at) {
    long[] next = Arrays.copyOf(table, table.length - 1);
    System.arraycopy(table, at + 1, next, at, next.length - at);
    return next;
  }

  static int index(long word) {
    return (int) ((word & INDEX) >>> INDEX_SHIFT);
  }

  static long value(long word) {
    return word & ~INDEX;
  }
}
