package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// Robust lists of futexes whose owners end, waits at several futexes, and waits that are moved to
/// locks.
final class RobustMoves extends Moves {
  private static final int HEAD = 8192;
  private static final int WAITERS = 0x80000000;
  private static final int WAIT = 0;
  private static final int WAKE = 1;
  private static final int WAKE_OP = 5;
  private static final int LOCK_PI = 6;
  private static final int UNLOCK_PI = 7;
  private static final int TRYLOCK_PI = 8;
  private static final int WAIT_REQUEUE_PI = 11;
  private static final int COMPARE_REQUEUE_PI = 12;

  RobustMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  /// Where the lock of each page of memory lies: the entry of a list is before it, at its start.
  private static final int LOCK = 0;

  @Override
  List<Move> prelude() {
    List<Move> all = listOf();
    for (int i = 0; i < 3; i++) {
      all.add(Move.call(0, Numbers.MMAP).number(0, 4096, 3, 0x21, -1, 0).to(slots + i).as('o'));
    }
    all.add(list(0));
    return all;
  }

  /// A list of one entry, which is what it points to as well, so that the list ends there.
  private Move list(int process) {
    return Move.call(process, Numbers.ROBUST_LIST)
        .pointer(HEAD, HEAD)
        .longs(HEAD + 8, LOCK)
        .addressFromSlot(HEAD + 16, slots + below(3))
        .arena(HEAD)
        .number(24);
  }

  @Override
  Move next(int process) {
    Move futex = Move.call(process, Numbers.FUTEX).slot(slots + below(3));
    return switch (below(18)) {
      case 0, 1 -> list(process);
      case 2, 3 -> futex.number(TRYLOCK_PI, 0, 0, 0, 0);
      case 4, 5 -> futex.number(LOCK_PI, 0, 0, 0, 0);
      case 6 -> futex.number(UNLOCK_PI, 0, 0, 0, 0);
      case 7 ->
          futex.number(WAKE_OP, 0, 0).slot(slots + below(3)).number(1L << 28 | 8L << 28 | 31 << 12);
      case 8, 9 -> futex.number(WAIT, of(0, 0, WAITERS), 0, 0, 0);
      case 10 -> futex.number(WAIT).slot(below(4)).number(0, 0, 0);
      case 11 -> futex.number(WAKE, of(1, 2), 0, 0, 0);
      case 12 -> futex.number(WAIT_REQUEUE_PI, 0, 0).slot(slots + below(3)).number(0);
      case 13 -> futex.number(COMPARE_REQUEUE_PI, 1, below(3)).slot(slots + below(3)).number(0);
      case 14, 15 ->
          Move.call(process, Numbers.FUTEX_WAITV)
              .longs(0, 0)
              .addressFromSlot(8, slots + below(3))
              .longs(16, 2, 0)
              .addressFromSlot(32, slots + below(3))
              .longs(40, 2)
              .arena(0)
              .number(of(1, 2, 2), 0, 0, 0);
      case 16 -> rarely() ? Move.call(process, Numbers.EXIT).number(0) : poke(process);
      default -> Move.call((int) rng.below(4), Numbers.KILL).slot(1 + below(4)).number(9);
    };
  }

  private Move poke(int process) {
    return new Move(process, 'P', 0).slot(slots + below(3)).fill(0, new byte[4]);
  }
}
