package dev.ringfence.kernel.hugetlb;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Which huge pages of a mapping are promised and have not been used yet.
///
/// Those of a private mapping are promised to the address space that made it, and not to its
/// children: they may find the pool exhausted when they write (`mmap(2)`, `MAP_PRIVATE`).
public final class Reservation {
  private final HugePages pool;
  private final @Nullable Object owner;
  private final BitSet promised = new BitSet();

  private Reservation(HugePages pool, @Nullable Object owner) {
    this.pool = pool;
    this.owner = owner;
  }

  /// Of a mapping.
  ///
  /// @param owner who alone may use what is promised, or null for all who share it
  /// @param first the number of its first huge page
  /// @param count how many are promised, from that on
  /// @return null when the pool has not so many
  public static @Nullable Reservation of(
      HugePages pool, @Nullable Object owner, int first, int count) {
    if (!pool.reserve(count)) {
      return null;
    }
    Reservation made = new Reservation(pool, owner);
    made.promised.set(first, first + count);
    return made;
  }

  /// Whether somebody who uses a page for the first time has been promised it. He has it then.
  public boolean redeem(int page, Object who) {
    boolean has = (owner == null || owner == who) && promised.get(page);
    if (has) {
      promised.clear(page);
    }
    return has;
  }

  /// Somebody no longer maps the pages from `from` to `to`.
  public void forgo(int from, int to, Object who) {
    if (owner == who) {
      forgo(from, to);
    }
  }

  /// Nobody maps any page any more.
  public void forgo() {
    forgo(0, promised.length());
  }

  private void forgo(int from, int to) {
    BitSet gone = promised.get(from, Math.max(from, to));
    pool.forgo(gone.cardinality());
    promised.clear(from, Math.max(from, to));
  }

  /// How many pages are promised.
  public int promised() {
    return promised.cardinality();
  }
}
