package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// A FIFO, which is opened again and again.
final class FifoMoves extends Moves {
  private static final int FIFO = 010600;
  private static final int NONBLOCK = 04000;

  FifoMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        Move.call(0, Numbers.MKNOD).text(0, "d").arena(0).number(FIFO, 0),
        Move.call(0, Numbers.OPEN).text(0, "d").arena(0).number(of(2, 0, NONBLOCK)).to(slots));
  }

  @Override
  Move next(int process) {
    int end = slots + below(4);
    return switch (below(16)) {
      case 0, 1, 2, 3, 4, 5 ->
          Move.call(process, Numbers.OPEN)
              .text(0, "d")
              .arena(0)
              .number(of(0, 0, 0, 1, 1, 1, 2, NONBLOCK, NONBLOCK | 1))
              .to(end);
      case 6, 7, 8 -> Move.call(process, Numbers.CLOSE).slot(end);
      case 9, 10, 11 ->
          Move.call(process, Numbers.WRITE)
              .fill(BUFFER, bytes(process, 4))
              .slot(end)
              .arena(BUFFER)
              .number(of(1, 4));
      case 12, 13, 14 ->
          Move.call(process, Numbers.READ)
              .slot(end)
              .arena(BUFFER)
              .number(of(1, 3, 10))
              .out(BUFFER, -1);
      default ->
          Move.call(process, Numbers.POLL)
              .fromSlot(0, end)
              .ints(4, (int) of(1, 4, 0x3fff))
              .arena(0)
              .number(1, of(0, -1))
              .out(4, 4);
    };
  }
}
