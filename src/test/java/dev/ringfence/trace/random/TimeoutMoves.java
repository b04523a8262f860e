package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// Waits that end by themselves, unless others or signals end them before.
final class TimeoutMoves extends Moves {
  private static final int USR1 = 10;
  private static final int CONT = 18;
  private static final int STOP = 19;
  private static final int RESTART = 0x10000000;
  private static final int NOSIGNAL = 0x4000;
  private static final int TIMEOUT = 20;
  private static final long MILLI = 1_000_000;

  /// Milliseconds that pass: waits end well apart from when moves are made, since some clocks of
  /// Linux tick every 4 ms.
  private static final int PASSING = 20;

  TimeoutMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        new Move(0, 'A', 0).number(USR1, 2, of(0, RESTART)),
        Move.call(0, Numbers.PIPE).arena(0).toPair(slots).out(0, 8),
        Move.call(0, Numbers.SEMGET).number(0, 1, 01600).to(slots + 2).as('o'),
        Move.call(0, Numbers.MMAP).number(0, 4096, 3, 0x21, -1, 0).to(slots + 3).as('o'),
        Move.call(0, Numbers.SOCKETPAIR)
            .number(1, of(1, 2, 5), 0)
            .arena(0)
            .toPair(slots + 4)
            .out(0, 8),
        timeout(slots + 4),
        timeout(slots + 5));
  }

  private Move timeout(int socket) {
    return Move.call(0, Numbers.SETSOCKOPT)
        .longs(0, 0, of(0, 30_000, 70_000))
        .slot(socket)
        .number(1, TIMEOUT)
        .arena(0)
        .number(16);
  }

  private long span() {
    return of(30, 70, 110) * MILLI;
  }

  @Override
  Move next(int process) {
    int socket = slots + 4 + below(2);
    return switch (below(20)) {
      case 0, 1 ->
          Move.call(process, Numbers.POLL)
              .fromSlot(0, slots)
              .ints(4, 1)
              .arena(0)
              .number(1, of(30, 70, 110))
              .out(4, 4);
      case 2 ->
          Move.call(process, Numbers.PPOLL)
              .fromSlot(0, slots)
              .ints(4, 1)
              .longs(8, 0, span())
              .arena(0)
              .number(1)
              .arena(8)
              .number(0, 8)
              .out(4, 4);
      case 3, 4, 5 -> semaphore(process, (int) of(-1, -1, 0, 1));
      case 6, 7 ->
          Move.call(process, Numbers.FUTEX)
              .longs(0, 0, span())
              .slot(slots + 3)
              .number(0, 0)
              .arena(0);
      case 8 -> Move.call(process, Numbers.FUTEX).slot(slots + 3).number(1, of(1, 2));
      case 9, 10, 11 ->
          Move.call(process, Numbers.RECVFROM)
              .slot(socket)
              .arena(BUFFER)
              .number(of(1, 5), of(0, 0, 0x100, 2), 0, 0)
              .out(BUFFER, 5);
      case 12 ->
          Move.call(process, Numbers.SENDTO)
              .fill(BUFFER, bytes(process, 2))
              .slot(socket)
              .arena(BUFFER)
              .number(2, NOSIGNAL, 0, 0);
      case 13 ->
          Move.call(process, Numbers.SIGTIMEDWAIT)
              .longs(0, 1L << USR1 - 1, 0, 0)
              .longs(32, 0, span())
              .arena(0)
              .number(0)
              .arena(32)
              .number(8);
      case 14 -> Move.call(process, Numbers.NANOSLEEP).longs(0, 0, span()).arena(0).number(0);
      case 15 ->
          below(2) == 0
              ? Move.call(process, Numbers.WRITE)
                  .fill(BUFFER, bytes(process, 1))
                  .slot(slots + 1)
                  .arena(BUFFER)
                  .number(1)
              : Move.call(process, Numbers.READ)
                  .slot(slots)
                  .arena(BUFFER)
                  .number(1)
                  .out(BUFFER, -1);
      case 16, 17 -> Move.call(process, Numbers.KILL).slot(below(4)).number(of(USR1, STOP, CONT));
      default -> Move.pass(PASSING);
    };
  }

  private Move semaphore(int process, int change) {
    return Move.call(process, Numbers.SEMTIMEDOP)
        .fill(0, (byte) 0, (byte) 0, (byte) change, (byte) (change >> 8), (byte) 0, (byte) 0)
        .longs(32, 0, span())
        .slot(slots + 2)
        .arena(0)
        .number(1)
        .arena(32);
  }
}
