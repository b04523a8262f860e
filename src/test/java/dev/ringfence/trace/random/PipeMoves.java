package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// Pipes and event counters.
final class PipeMoves extends Moves {
  private static final int FIONREAD = 0x541B;
  private static final int SETFL = 4;
  private static final int GETFL = 3;
  private static final int SETPIPE_SZ = 1031;
  private static final int NONBLOCK = 04000;

  PipeMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        Move.call(0, Numbers.PIPE).arena(0).toPair(slots).out(0, 8),
        Move.call(0, Numbers.EVENTFD).number(of(0, 1, 5), of(0, 0, 1)).to(slots + 2));
  }

  @Override
  Move next(int process) {
    return switch (below(16)) {
      case 0, 1, 2, 3 -> write(process);
      case 4, 5, 6, 7 -> read(process);
      case 8 ->
          Move.call(process, Numbers.IOCTL)
              .slot(slots + below(2))
              .number(FIONREAD)
              .arena(0)
              .out(0, 4);
      case 9 ->
          rarely()
              ? Move.call(process, Numbers.FCNTL)
                  .slot(slots + below(3))
                  .number(SETFL, of(0, NONBLOCK))
              : Move.call(process, Numbers.FCNTL).slot(slots + below(3)).number(GETFL, 0);
      case 10 ->
          below(3) > 0
              ? Move.call(process, Numbers.FCNTL)
                  .slot(slots + below(2))
                  .number(SETPIPE_SZ, of(0, 1, 4096, 4097, 8192, 65536, 1 << 20))
              : Move.call(process, Numbers.CLOSE).slot(slots + below(2));
      case 11 ->
          below(2) == 0
              ? Move.call(process, Numbers.DUP).slot(slots + below(2)).as('n')
              : Move.call(process, Numbers.POLL)
                  .fromSlot(0, slots + below(3))
                  .ints(4, (int) of(1, 4))
                  .arena(0)
                  .number(1, -1)
                  .out(4, 4);
      case 12, 13 ->
          Move.call(process, Numbers.WRITE)
              .longs(0, of(0, 1, 2, 3, -1, -2, -5))
              .slot(slots + 2)
              .arena(0)
              .number(of(8, 8, 8, 8, 7, 16));
      default ->
          Move.call(process, Numbers.READ)
              .slot(slots + 2)
              .arena(0)
              .number(of(8, 8, 8, 4))
              .out(0, 8);
    };
  }

  private Move write(int process) {
    int size = (int) of(0, 1, 3, 10, 100, 4000, 4096, 4097, 8192, 60000, 65536, 70000);
    Move move = Move.call(process, Numbers.WRITE).fill(BUFFER, bytes(process, Math.min(size, 64)));
    return move.slot(slots + (rarely() ? 0 : 1)).arena(BUFFER).number(size);
  }

  private Move read(int process) {
    return Move.call(process, Numbers.READ)
        .slot(slots + (rarely() ? 1 : 0))
        .arena(BUFFER)
        .number(of(0, 1, 2, 10, 100, 4096, 5000, 65536, 200000))
        .out(BUFFER, -1);
  }
}
