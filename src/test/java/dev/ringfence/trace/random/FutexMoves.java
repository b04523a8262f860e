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
  private static final int WAIT_BITSET = 9;
  private static final int WAKE_BITSET = 10;

  FutexMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  /// The second word lies where another mapping is, since numbers cannot be added to a slot's.
  @Override
  List<Move> prelude() {
    return listOf(map(slots), map(slots + 1));
  }

  private static Move map(int slot) {
    return Move.call(0, Numbers.MMAP).number(0, 4096, 3, SHARED_ANONYMOUS, -1, 0).to(slot).as('o');
  }

  @Override
  Move next(int process) {
    int word = slots + below(2);
    int other = slots + below(2);
    Move futex = Move.call(process, Numbers.FUTEX).slot(word);
    return switch (below(12)) {
      case 0, 1, 2, 3 -> futex.number(WAIT, below(2), 0, 0, 0);
      case 4 -> futex.number(WAIT_BITSET, below(2), 0, 0, of(1, 2, 3, -1, 0));
      case 5, 6 -> futex.number(WAKE, of(0, 1, 1, 2, 10, -1), 0, 0, 0);
      case 7 -> futex.number(WAKE_BITSET, of(1, 2), 0, 0, of(1, 2, 4, -1, 0));
      case 8 -> futex.number(REQUEUE, below(2), below(3)).slot(other).number(0);
      case 9 -> futex.number(COMPARE_REQUEUE, below(2), below(3)).slot(other).number(below(2));
      case 10 -> new Move(process, 'G', 0).slot(word).out(0, 4);
      default -> {
        Move poke = new Move(process, 'P', 0);
        yield poke.slot(word).fill(0, (byte) below(2), (byte) 0, (byte) 0, (byte) 0);
      }
    };
  }
}
