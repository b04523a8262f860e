package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// Descriptors that are sent through pairs of UNIX sockets.
final class RightsMoves extends Moves {
  private static final int VECTOR = 4096;
  private static final int HEADER = VECTOR + 16;
  private static final int CONTROL = HEADER + 56;
  private static final int DATA = CONTROL + 64;
  private static final int SOCKET = 1;
  private static final int RIGHTS = 1;
  private static final int PEEK = 2;
  private static final int DONTWAIT = 0x40;
  private static final int NOSIGNAL = 0x4000;
  private static final int CLOEXEC = 0x40000000;
  private static final int FIONREAD = 0x541B;
  private final long type;

  RightsMoves(Rng rng, int slots) {
    super(rng, slots);
    type = of(1, 2, 5);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        Move.call(0, Numbers.SOCKETPAIR).number(1, type, 0).arena(0).toPair(slots).out(0, 8),
        Move.call(0, Numbers.PIPE).arena(0).toPair(slots + 2).out(0, 8));
  }

  @Override
  Move next(int process) {
    return switch (below(14)) {
      case 0, 1, 2, 3, 4 -> send(process);
      case 5, 6, 7, 8, 9 -> receive(process);
      case 10 -> {
        int end = below(3);
        yield Move.call(process, Numbers.READ)
            .slot(slots + end)
            .arena(DATA)
            .number(of(1, 10))
            .out(DATA, -1);
      }
      case 11 ->
          Move.call(process, Numbers.WRITE)
              .fill(DATA, bytes(process, 3))
              .slot(slots + (int) of(0, 1, 3))
              .arena(DATA)
              .number(3);
      case 12 -> Move.call(process, Numbers.CLOSE).slot(slots + below(4));
      default ->
          below(2) == 0
              ? Move.call(process, Numbers.CLOSE).number(3 + below(8))
              : Move.call(process, Numbers.IOCTL)
                  .slot(slots + below(2))
                  .number(FIONREAD)
                  .arena(0)
                  .out(0, 4);
    };
  }

  private Move message(Move move, int end, int data, int control) {
    return move.pointer(VECTOR, DATA)
        .longs(VECTOR + 8, data)
        .longs(HEADER, 0, 0)
        .pointer(HEADER + 16, VECTOR)
        .longs(HEADER + 24, 1)
        .pointer(HEADER + 32, CONTROL)
        .longs(HEADER + 40, control, 0)
        .slot(slots + end)
        .arena(HEADER);
  }

  private Move send(int process) {
    int count = below(4);
    Move move = Move.call(process, Numbers.SENDMSG).fill(DATA, bytes(process, 16));
    int length = rarely() ? (int) of(0, 15, 18, 1000) : 16 + 4 * count;
    move.longs(CONTROL, length).ints(CONTROL + 8, SOCKET, rarely() ? 7 : RIGHTS);
    for (int i = 0; i < Math.min(count, 2); i++) {
      // A socket in its own queue goes when Linux next looks for such.
      move.fromSlot(CONTROL + 16 + 4 * i, slots + 2 + below(2));
    }
    int control = count == 0 ? (int) of(0, 16) : 16 + 4 * count + 7 & ~7;
    return message(move, below(2), (int) of(0, 1, 3, 10), control)
        .number(NOSIGNAL | of(0, DONTWAIT, DONTWAIT));
  }

  private Move receive(int process) {
    int control = (int) of(0, 16, 20, 24, 32, 32);
    long flags = of(0, DONTWAIT, DONTWAIT, PEEK | DONTWAIT, CLOEXEC | DONTWAIT, 0x20 | DONTWAIT);
    int end = below(2);
    Move move = Move.call(process, Numbers.RECVMSG).fill(CONTROL, new byte[DATA - CONTROL + 32]);
    // What is shown begins with the length of what came beside the data.
    return message(move, end, (int) of(0, 1, 2, 10), control).number(flags).out(HEADER + 40, 100);
  }
}
