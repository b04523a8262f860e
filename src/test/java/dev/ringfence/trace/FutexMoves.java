package dev.ringfence.trace;

import dev.ringfence.core.Rng;
import java.util.List;

/// Futexes in memory that all share: two words that are waited at and changed, and one that is
/// locked.
final class FutexMoves extends Moves {
  private static final int SHARED = 0x21;
  private static final int READ_WRITE = 3;
  private static final int PRIVATE = 128;

  FutexMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  List<Move> prelude() {
    return listOf(map(slots), map(slots + 1), map(slots + 2));
  }

  private static Move map(int slot) {
    return Move.call(0, Numbers.MMAP).number(0, 4096, READ_WRITE, SHARED, -1, 0).to(slot).as('o');
  }

  private int word() {
    return slots + below(2);
  }

  private Move futex(int process, int word, long operation, long value, long count, long third) {
    return Move.call(process, Numbers.FUTEX)
        .slot(word)
        .number(operation, value, count)
        .slot(word())
        .number(third);
  }

  private Move shared(int process, long operation, long value, long count, long third) {
    return futex(process, word(), operation, value, count, third);
  }

  @Override
  Move next(int process) {
    long flag = rarely() ? PRIVATE : 0;
    return switch (below(16)) {
      case 0, 1, 2, 3 -> shared(process, flag, of(0, 0, 0, 1), 0, 0);
      case 4, 5 -> shared(process, 1 | flag, of(0, 1, 1, 2, 100), 0, 0);
      case 6, 7 -> shared(process, 9, of(0, 0, 0, 1), 0, of(0, 1, 2, 3, -1));
      case 8 -> shared(process, 10, of(1, 2, 100), 0, of(0, 1, 2, 4));
      case 9 -> shared(process, 3, of(0, 1, 2, -1), of(0, 1, 2, -1), 0);
      case 10 -> shared(process, 4, of(0, 1, 2), of(0, 1, 2), of(0, 0, 1));
      case 11 -> shared(process, 5, of(0, 1, 2), of(0, 1, 2), encoded());
      case 12 -> {
        byte[] value = {(byte) below(2), 0, 0, 0};
        yield new Move(process, 'P', 0).slot(word()).fill(0, value);
      }
      case 13 -> futex(process, slots + 2, 6, 0, 0, 0);
      case 14 -> futex(process, slots + 2, 7, 0, 0, 0);
      default -> futex(process, slots + 2, of(8, 8, 0, 1, 4), of(0, 1), 0, 0);
    };
  }

  /// A change of a word, and a comparison with what it was.
  private long encoded() {
    return of(0, 1, 2, 3, 4, 7) << 28
        | of(0, 1, 2, 3, 4, 5, 9) << 24
        | of(0, 1, 4095) << 12
        | of(0, 1, 4095);
  }
}
