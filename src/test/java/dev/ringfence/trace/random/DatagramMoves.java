package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// UNIX datagram sockets with names, to which others send.
final class DatagramMoves extends Moves {
  private static final int UNIX = 1;
  private static final int DATAGRAM = 2;
  private static final int NONBLOCK = 04000;
  private static final int PEEK = 2;
  private static final int DONTWAIT = 0x40;
  private static final int NOSIGNAL = 0x4000;

  DatagramMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  List<Move> prelude() {
    List<Move> all = listOf();
    for (int i = 0; i < 4; i++) {
      all.add(socket(0, slots + i, 0));
    }
    all.add(address(Move.call(0, Numbers.BIND), 0).slot(slots).arena(0).number(5));
    all.add(address(Move.call(0, Numbers.BIND), 1).slot(slots + 1).arena(0).number(5));
    all.add(connect(0, slots + 2, 0));
    return all;
  }

  private static Move socket(int process, int slot, long flags) {
    return Move.call(process, Numbers.SOCKET).number(UNIX, DATAGRAM | flags, 0).to(slot);
  }

  private static Move address(Move move, int name) {
    return move.fill(0, (byte) UNIX, (byte) 0, (byte) 0, (byte) 'g', (byte) ('0' + name));
  }

  private static Move connect(int process, int slot, int name) {
    return address(Move.call(process, Numbers.CONNECT), name).slot(slot).arena(0).number(5);
  }

  @Override
  Move next(int process) {
    int any = slots + below(4);
    return switch (below(18)) {
      case 0, 1, 2, 3, 4, 5 -> {
        Move move = Move.call(process, Numbers.SENDTO).fill(BUFFER, bytes(process, 10));
        boolean named = below(2) == 0;
        address(move, below(2)).slot(any).arena(BUFFER);
        move.number(of(0, 1, 10), NOSIGNAL | of(0, 0, 0, DONTWAIT));
        yield named ? move.arena(0).number(5) : move.number(0, 0);
      }
      case 6, 7, 8, 9 ->
          Move.call(process, Numbers.RECVFROM)
              .slot(slots + (int) of(0, 0, 1, 2, 3))
              .arena(BUFFER)
              .number(of(1, 10), of(0, 0, DONTWAIT, PEEK), 0, 0)
              .out(BUFFER, 4);
      case 10 -> connect(process, any, below(2));
      case 11 ->
          Move.call(process, Numbers.CONNECT)
              .fill(0, (byte) 0, (byte) 0)
              .slot(any)
              .arena(0)
              .number(2);
      case 12 ->
          Move.call(process, Numbers.POLL)
              .fromSlot(0, any)
              .ints(4, (int) of(0x3fff, 4, 1))
              .arena(0)
              .number(1, of(0, -1))
              .out(4, 4);
      case 13 ->
          rarely()
              ? Move.call(process, Numbers.SHUTDOWN).slot(any).number(below(3))
              : Move.call(process, Numbers.IOCTL).slot(any).number(0x541B).arena(0).out(0, 4);
      case 14 -> rarely() ? Move.call(process, Numbers.CLOSE).slot(any) : sendBuffer(process, any);
      case 15 -> address(Move.call(process, Numbers.BIND), below(2)).slot(any).arena(0).number(5);
      default -> socket(process, slots + 2 + below(2), of(0, 0, NONBLOCK));
    };
  }
}
