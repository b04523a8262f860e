package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// Signals that are waited for, queued, and read from descriptors; processes as descriptors.
final class SignalMoves extends Moves {
  private static final int USR1 = 10;
  private static final int USR2 = 12;
  private static final int QUEUED = 40;
  private static final int QUEUE = -1;
  private static final int ACTION = 'A';
  private static final int NONBLOCK = 04000;

  SignalMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        new Move(0, (char) ACTION, 0).number(USR1, 2, 0),
        new Move(0, (char) ACTION, 0).number(USR2, 2, of(0, 0x10000000)),
        new Move(0, (char) ACTION, 0).number(QUEUED, 2, of(0, 0x10000000)),
        mask(0, 0),
        Move.call(0, Numbers.SIGNALFD)
            .longs(0, set())
            .number(-1)
            .arena(0)
            .number(8, of(0, NONBLOCK))
            .to(slots));
  }

  private long signal() {
    return of(USR1, USR2, QUEUED, QUEUED);
  }

  private long set() {
    long one = 1L << signal() - 1;
    long other = 1L << signal() - 1;
    return one | other;
  }

  private Move mask(int process, long how) {
    return Move.call(process, Numbers.SIGPROCMASK)
        .longs(0, set())
        .number(how)
        .arena(0)
        .number(0, 8);
  }

  @Override
  Move next(int process) {
    return switch (below(20)) {
      case 0, 1, 2, 3 -> queue(process);
      case 4, 5, 6 -> Move.call(process, Numbers.KILL).slot(below(4)).number(signal());
      case 7 -> {
        int whose = below(4);
        yield Move.call(process, Numbers.TGKILL).slot(whose).slot(whose).number(signal());
      }
      case 8, 9, 10 ->
          Move.call(process, Numbers.SIGTIMEDWAIT)
              .longs(0, set(), 0, 0, 0, 0, 0)
              .arena(0)
              .arena(64)
              .number(0, 8)
              .out(64, 4);
      case 11 ->
          Move.call(process, Numbers.SIGTIMEDWAIT)
              .longs(0, set(), 0, 0)
              .arena(0)
              .number(0)
              .arena(8)
              .number(8);
      case 12, 13 ->
          Move.call(process, Numbers.READ)
              .slot(slots)
              .arena(64)
              .number(of(128, 256, 1))
              .out(64, 12);
      case 14 -> Move.call(process, Numbers.SIGSUSPEND).longs(0, set()).arena(0).number(8);
      case 15 -> mask(process, below(3));
      case 16 -> Move.call(process, Numbers.SIGPENDING).arena(0).number(8).out(0, 8);
      case 17 ->
          Move.call(process, Numbers.POLL)
              .fromSlot(0, slots + below(3))
              .ints(4, 0x3fff)
              .arena(0)
              .number(1, 0)
              .out(4, 4);
      case 18 -> process(process);
      default -> new Move(process, 'N', 0).number(signal());
    };
  }

  private Move queue(int process) {
    int value = below(100);
    return Move.call(process, Numbers.SIGQUEUE)
        .ints(128, 0, 0, QUEUE, 0, 0, 0, value, 0)
        .fromSlot(144, process)
        .slot(below(4))
        .number(signal())
        .arena(128)
        .number(value);
  }

  private Move process(int process) {
    int file = slots + 1 + below(2);
    return switch (below(4)) {
      case 0, 1 ->
          Move.call(process, Numbers.PIDFD_OPEN)
              .slot(below(4))
              .number(of(0, NONBLOCK, 1))
              .to(file)
              .as('o');
      case 2 -> Move.call(process, Numbers.PIDFD_SEND).slot(file).number(signal(), 0, 0);
      default ->
          Move.call(process, Numbers.WAITID)
              .fill(0, new byte[32])
              .number(3)
              .slot(file)
              .arena(0)
              .number(of(4, 5, 0x01000004, 6), 0)
              .out(0, 12);
    };
  }
}
