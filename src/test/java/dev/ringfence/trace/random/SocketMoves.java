package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// Pairs of UNIX sockets of all types.
final class SocketMoves extends Moves {
  private static final int UNIX = 1;
  private static final int STREAM = 1;
  private static final int PACKETS = 5;
  private static final int PEEK = 2;
  private static final int TRUNC = 0x20;
  private static final int DONTWAIT = 0x40;
  private static final int WAITALL = 0x100;
  private static final int NOSIGNAL = 0x4000;
  private static final int FIONREAD = 0x541B;
  private final int type;

  SocketMoves(Rng rng, int slots) {
    super(rng, slots);
    type = (int) of(STREAM, STREAM, 2, PACKETS);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        Move.call(0, Numbers.SOCKETPAIR).number(UNIX, type, 0).arena(0).toPair(slots).out(0, 8),
        sendBuffer(0, slots),
        sendBuffer(0, slots + 1));
  }

  @Override
  Move next(int process) {
    int end = slots + below(2);
    return switch (below(16)) {
      case 0, 1, 2, 3, 4 -> {
        int size = (int) of(0, 1, 3, 10, 100, 1000);
        yield Move.call(process, Numbers.SENDTO)
            .fill(BUFFER, bytes(process, size))
            .slot(end)
            .arena(BUFFER)
            .number(size, of(0, NOSIGNAL, NOSIGNAL, NOSIGNAL | DONTWAIT), 0, 0);
      }
      case 5, 6, 7, 8, 9 ->
          Move.call(process, Numbers.RECVFROM)
              .slot(end)
              .arena(BUFFER)
              .number(of(0, 1, 2, 10, 100, 5000), receiveFlags(), 0, 0)
              .out(BUFFER, type == STREAM ? -1 : 4);
      case 10 ->
          Move.call(process, Numbers.READ).slot(end).arena(BUFFER).number(10).out(BUFFER, -1);
      case 11 -> Move.call(process, Numbers.IOCTL).slot(end).number(FIONREAD).arena(0).out(0, 4);
      case 12 ->
          below(3) == 0
              ? Move.call(process, Numbers.SHUTDOWN).slot(end).number(below(4))
              : Move.call(process, Numbers.POLL)
                  .longs(0, of(1, 4, 5) << 32 | 3 + below(2))
                  .arena(0)
                  .number(1, of(0, -1))
                  .out(4, 4);
      case 14 -> option(process, end);
      default ->
          below(3) == 0
              ? Move.call(process, Numbers.CLOSE).slot(end)
              : Move.call(process, Numbers.WRITE)
                  .fill(BUFFER, bytes(process, 5))
                  .slot(end)
                  .arena(BUFFER)
                  .number(5);
    };
  }

  private long receiveFlags() {
    return of(0, 0, 0, DONTWAIT, TRUNC | DONTWAIT, WAITALL, PEEK | DONTWAIT, PEEK);
  }

  /// Where looks begin, how much a receiver waits for at least, whether urgent bytes stay in line.
  private Move option(int process, int end) {
    return Move.call(process, Numbers.SETSOCKOPT)
        .ints(0, (int) of(-1, 0, 1, 5, 0))
        .slot(end)
        .number(1, of(42, 42, 18, 10))
        .arena(0)
        .number(4);
  }
}
