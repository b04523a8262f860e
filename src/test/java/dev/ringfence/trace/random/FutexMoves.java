package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// Futexes in memory that processes share.
final class FutexMoves extends Moves {
  private static final int SHARED_ANONYMOUS = 0x21;
  private static final int WAIT = 0;
  private static final int WAKE = 1;
  private static final int REQUEUE = 3;
  private static final int COMPARE_REQUEUE = 4;
  private static final int WAKE_OP = 5;
  private static final int LOCK_PI = 6;
  private static final int UNLOCK_PI = 7;
  private static final int TRYLOCK_PI = 8;
  private static final int WAIT_BITSET = 9;
  private static final int WAKE_BITSET = 10;

  FutexMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  /// The second word lies where another mapping is, since numbers cannot be added to a slot's.
  @Override
  List<Move> prelude() {
    return listOf(map(slots), map(slots + 1), map(slots + 2));
  }

  private static Move map(int slot) {
    return Move.call(0, Numbers.MMAP).number(0, 4096, 3, SHARED_ANONYMOUS, -1, 0).to(slot).as('o');
  }

  @Override
  Move next(int process) {
    int word = slots + below(2);
    int other = slots + below(2);
    Move futex = Move.call(process, Numbers.FUTEX).slot(word);
    return switch (below(16)) {
      case 0, 1, 2, 3 -> futex.number(WAIT, below(2), 0, 0, 0);
      case 4 -> futex.number(WAIT_BITSET, below(2), 0, 0, of(1, 2, 3, -1, 0));
      case 5, 6 -> futex.number(WAKE, of(0, 1, 1, 2, 10, -1), 0, 0, 0);
      case 7 -> futex.number(WAKE_BITSET, of(1, 2), 0, 0, of(1, 2, 4, -1, 0));
      case 8 -> futex.number(REQUEUE, below(2), below(3)).slot(other).number(0);
      case 9 -> futex.number(COMPARE_REQUEUE, below(2), below(3)).slot(other).number(below(2));
      case 10 -> new Move(process, 'G', 0).slot(word).out(0, 4);
      case 11 -> futex.number(WAKE_OP, below(3), below(3)).slot(other).number(operation());
      case 12, 13 -> lock(process);
      default -> {
        Move poke = new Move(process, 'P', 0);
        yield poke.slot(word).fill(0, (byte) below(2), (byte) 0, (byte) 0, (byte) 0);
      }
    };
  }

  /// What `FUTEX_WAKE_OP` does to a word, and which of its old values have it wake there, too.
  private long operation() {
    long does = below(6) | (below(4) == 0 ? 8 : 0);
    return does << 28 | (long) below(7) << 24 | (long) below(3) << 12 | below(2);
  }

  /// A lock whose owner the kernel knows by its number, which is never shown.
  private Move lock(int process) {
    return Move.call(process, Numbers.FUTEX)
        .slot(slots + 2)
        .number(of(LOCK_PI, LOCK_PI, UNLOCK_PI, UNLOCK_PI, TRYLOCK_PI), 0, 0, 0, 0);
  }
}
