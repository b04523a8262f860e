package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// POSIX message queues.
final class QueueMoves extends Moves {
  private static final int CREATE = 0102;
  private static final int NONBLOCK = 04000;
  private static final int USR1 = 10;
  private static final int IGNORE = 1;

  QueueMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        new Move(0, 'A', 0).number(USR1, 2, 0), open(0, slots, 0), open(0, slots + 1, NONBLOCK));
  }

  private Move open(int process, int slot, int flags) {
    return Move.call(process, Numbers.MQ_OPEN)
        .fill(0, (byte) 'q', (byte) 0)
        .longs(64, 0, of(1, 2, 3), of(8, 16), 0, 0, 0, 0, 0)
        .arena(0)
        .number(CREATE | flags, 0600)
        .arena(64)
        .to(slot);
  }

  @Override
  Move next(int process) {
    int queue = slots + (below(3) == 0 ? 1 : 0);
    return switch (below(14)) {
      case 0, 1, 2, 3, 4 -> {
        int size = (int) of(0, 1, 2, 8, 9, 16, 17);
        yield Move.call(process, Numbers.MQ_SEND)
            .fill(BUFFER, bytes(process, size))
            .slot(queue)
            .arena(BUFFER)
            .number(size, of(0, 0, 1, 2, 32767, 32768), 0);
      }
      case 5, 6, 7, 8, 9 ->
          Move.call(process, Numbers.MQ_RECEIVE)
              .slot(queue)
              .arena(BUFFER)
              .number(of(16, 16, 100, 8, 7))
              .arena(BUFFER - 8)
              .number(0)
              .out(BUFFER - 8, -9);
      case 10 -> {
        boolean withdraws = below(4) == 0;
        Move move = Move.call(process, Numbers.MQ_NOTIFY).slot(queue);
        yield withdraws
            ? move.number(0)
            : move.longs(0, 0, below(2) == 0 ? USR1 : USR1 | (long) IGNORE << 32).arena(0);
      }
      case 11 -> new Move(process, 'N', 0).number(USR1);
      case 12 ->
          Move.call(process, Numbers.MQ_ATTRIBUTES).slot(queue).number(0).arena(0).out(0, 32);
      default ->
          rarely()
              ? Move.call(process, Numbers.CLOSE).slot(queue)
              : rarely()
                  ? Move.call(process, Numbers.MQ_UNLINK).fill(0, (byte) 'q', (byte) 0).arena(0)
                  : open(0, slots + 1, NONBLOCK);
    };
  }
}
