package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// Sockets of TCP or UDP on the loopback interface.
final class InternetMoves extends Moves {
  private static final int INET = 2;
  private static final int NONBLOCK = 04000;
  private static final int PEEK = 2;
  private static final int DONTWAIT = 0x40;
  private static final int WAITALL = 0x100;
  private static final int NOSIGNAL = 0x4000;
  private static final int MORE = 0x8000;
  private static final int NODELAY = 1;
  private static final int CORK = 3;
  private static final int QUICKACK = 12;
  private final boolean tcp;

  /// Whether what is sent goes at once (`TCP_NODELAY`), whenever the last was acknowledged.
  private final boolean hasty;

  /// Another one for each trace, as Linux keeps some for a while.
  private final int port;

  InternetMoves(Rng rng, int slots) {
    super(rng, slots);
    tcp = below(3) > 0;
    hasty = below(3) == 0;
    port = 5000 + below(25_000);
  }

  @Override
  List<Move> prelude() {
    List<Move> all =
        listOf(
            socket(0, slots, 0),
            Move.call(0, Numbers.SETSOCKOPT).ints(0, 1).slot(slots).number(1, 2).arena(0).number(4),
            address(Move.call(0, Numbers.BIND)).slot(slots).arena(0).number(16));
    if (tcp) {
      all.add(Move.call(0, Numbers.LISTEN).slot(slots).number(5));
      all.add(option(0, slots, NODELAY, hasty ? 1 : 0));
    }
    all.add(socket(0, slots + 1, 0));
    if (tcp) {
      all.add(option(0, slots + 1, NODELAY, hasty ? 1 : 0));
    }
    all.add(address(Move.call(0, Numbers.CONNECT)).slot(slots + 1).arena(0).number(16));
    return all;
  }

  private static Move option(int process, int slot, long name, int value) {
    return Move.call(process, Numbers.SETSOCKOPT)
        .ints(0, value)
        .slot(slot)
        .number(6, name)
        .arena(0)
        .number(4);
  }

  private Move socket(int process, int slot, long flags) {
    return Move.call(process, Numbers.SOCKET).number(INET, (tcp ? 1 : 2) | flags, 0).to(slot);
  }

  /// The address 127.0.0.1, with its port.
  private Move address(Move move) {
    return move.fill(0, (byte) INET, (byte) 0, (byte) (port >> 8), (byte) port)
        .fill(4, (byte) 127, (byte) 0, (byte) 0, (byte) 1)
        .fill(8, new byte[8]);
  }

  @Override
  Move next(int process) {
    int any = slots + (tcp ? 1 + below(2) : below(2));
    return switch (below(tcp && !hasty ? 18 : 16)) {
      case 16 -> option(process, any, of(NODELAY, CORK, CORK, QUICKACK), below(2));
      case 17 -> Move.pass((int) of(1, 25, 60, 250));
      case 0, 1 -> tcp ? accept(process) : receive(process, slots);
      case 2 -> socket(process, slots + 1, of(0, 0, NONBLOCK));
      case 3, 4 -> address(Move.call(process, Numbers.CONNECT)).slot(slots + 1).arena(0).number(16);
      case 5, 6, 7, 8, 9 -> send(process, tcp ? any : slots + 1);
      case 10, 11, 12, 13 -> receive(process, any);
      case 14 ->
          Move.call(process, Numbers.POLL)
              .fromSlot(0, any)
              .ints(4, (int) of(1, 1, 0x3fff))
              .arena(0)
              .number(1, of(0, -1))
              .out(4, 4);
      default ->
          rarely() && tcp
              ? Move.call(process, Numbers.SHUTDOWN).slot(any).number(1)
              : accept(process);
    };
  }

  private Move accept(int process) {
    return Move.call(process, Numbers.ACCEPT).slot(slots).number(0, 0).to(slots + 2);
  }

  private Move send(int process, int end) {
    return Move.call(process, Numbers.SENDTO)
        .fill(BUFFER, bytes(process, 10))
        .slot(end)
        .arena(BUFFER)
        .number(of(1, 3, 10), NOSIGNAL | (!hasty && rarely() ? MORE : 0), 0, 0);
  }

  private Move receive(int process, int end) {
    return Move.call(process, Numbers.RECVFROM)
        .slot(end)
        .arena(BUFFER)
        .number(of(1, 2, 10, 100), of(0, 0, 0, DONTWAIT, PEEK, tcp ? WAITALL : 0), 0, 0)
        .out(BUFFER, -1);
  }
}
