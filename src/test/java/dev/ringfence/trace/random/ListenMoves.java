package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// UNIX sockets with names: connections that wait, and datagrams to addresses.
final class ListenMoves extends Moves {
  private static final int UNIX = 1;
  private static final int NONBLOCK = 04000;
  private static final int DONTWAIT = 0x40;
  private static final int NOSIGNAL = 0x4000;
  private final long type;

  ListenMoves(Rng rng, int slots) {
    super(rng, slots);
    type = of(1, 1, 2, 5);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        socket(0, slots, 0),
        address(Move.call(0, Numbers.BIND), 0).slot(slots).arena(0).number(5),
        Move.call(0, Numbers.LISTEN).slot(slots).number(of(0, 1, 2)),
        socket(0, slots + 1, of(0, NONBLOCK)));
  }

  private Move socket(int process, int slot, long flags) {
    return Move.call(process, Numbers.SOCKET).number(UNIX, type | flags, 0).to(slot);
  }

  private static Move address(Move move, int name) {
    return move.fill(0, (byte) UNIX, (byte) 0, (byte) 0, (byte) 'l', (byte) ('0' + name));
  }

  private int any() {
    return slots + below(4);
  }

  @Override
  Move next(int process) {
    return switch (below(20)) {
      case 0, 1, 2 ->
          address(Move.call(process, Numbers.CONNECT), below(8) / 7)
              .slot(slots + 1 + below(3))
              .arena(0)
              .number(5);
      case 3, 4 -> Move.call(process, Numbers.ACCEPT).slot(slots).number(0, 0).to(slots + 2);
      case 5, 6 -> socket(process, slots + 1 + 2 * below(2), of(0, NONBLOCK));
      case 7 -> Move.call(process, Numbers.LISTEN).slot(any()).number(of(0, 1, 5, -1));
      case 8 -> address(Move.call(process, Numbers.BIND), below(2)).slot(any()).arena(0).number(5);
      case 9, 10, 11 -> send(process);
      case 12, 13, 14 -> receive(process);
      case 15 -> Move.call(process, Numbers.CLOSE).slot(slots + (rarely() ? 0 : 1 + below(3)));
      case 16 ->
          rarely()
              ? Move.call(process, Numbers.SHUTDOWN).slot(slots).number(below(3))
              : Move.call(process, Numbers.SHUTDOWN).slot(slots + 1 + below(3)).number(below(3));
      case 17 ->
          Move.call(process, Numbers.GETSOCKNAME)
              .ints(0, 0, 0)
              .ints(32, 16)
              .slot(any())
              .arena(0)
              .arena(32)
              .out(0, 5);
      case 18 ->
          Move.call(process, Numbers.POLL)
              .fromSlot(0, any())
              .ints(4, 0x3fff)
              .arena(0)
              .number(1, of(0, -1))
              .out(4, 4);
      default ->
          Move.call(process, Numbers.GETSOCKOPT)
              .ints(0, 0)
              .ints(32, 4)
              .slot(any())
              .number(1, of(4, 30, 3))
              .arena(0)
              .arena(32)
              .out(0, 4);
    };
  }

  private Move send(int process) {
    Move move = Move.call(process, Numbers.SENDTO).fill(BUFFER, bytes(process, 10));
    boolean named = below(3) == 0;
    address(move, below(2)).slot(any()).arena(BUFFER);
    move.number(of(0, 1, 10), NOSIGNAL | of(0, DONTWAIT));
    return named ? move.arena(0).number(5) : move.number(0, 0);
  }

  private Move receive(int process) {
    return Move.call(process, Numbers.RECVFROM)
        .slot(any())
        .arena(BUFFER)
        .number(of(1, 5, 10), of(0, DONTWAIT, DONTWAIT), 0, 0)
        .out(BUFFER, 4);
  }
}
