package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// Sets of descriptors that are watched, also of each other: a pipe, an event counter.
final class EpollMoves extends Moves {
  private static final int IN = 1;
  private static final int OUT = 4;
  private static final int RDHUP = 0x2000;
  private static final long EXCLUSIVE = 1L << 28;
  private static final long ONESHOT = 1L << 30;
  private static final long EDGE = 1L << 31;
  private static final int NONBLOCK = 04000;

  EpollMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        Move.call(0, Numbers.PIPE2).arena(0).number(NONBLOCK).toPair(slots).out(0, 8),
        Move.call(0, Numbers.EVENTFD).number(0, NONBLOCK | below(2)).to(slots + 2),
        Move.call(0, Numbers.EPOLL_CREATE).number(0).to(slots + 3),
        Move.call(0, Numbers.EPOLL_CREATE).number(0).to(slots + 4),
        control(0, 1),
        control(0, 1));
  }

  @Override
  Move next(int process) {
    return switch (below(18)) {
      case 0, 1, 2, 3 -> control(process, (int) of(1, 1, 3, 3, 2));
      case 4, 5, 6, 7, 8 -> await(process, 0);
      case 9, 10 -> await(process, -1);
      case 11 ->
          Move.call(process, Numbers.POLL)
              .fromSlot(0, slots + below(5))
              .ints(4, 0x3fff)
              .arena(0)
              .number(1, of(0, 0, -1))
              .out(4, 4);
      case 12, 13, 14 ->
          Move.call(process, Numbers.WRITE)
              .longs(0, of(1, 2, -2))
              .slot(slots + 1 + below(2))
              .arena(0)
              .number(of(8, 8, 1));
      case 15, 16 ->
          Move.call(process, Numbers.READ)
              .slot(slots + (int) of(0, 2))
              .arena(0)
              .number(of(8, 8, 1, 100))
              .out(0, 4);
      default ->
          rarely()
              ? Move.call(process, Numbers.CLOSE).slot(slots + below(5))
              : Move.call(process, Numbers.WRITE).longs(0, 1).slot(slots + 2).arena(0).number(8);
    };
  }

  private Move control(int process, int operation) {
    long events = of(IN, IN, IN | OUT, OUT, IN | RDHUP, 0) | of(0, 0, 0, EDGE, EDGE, ONESHOT);
    events |= rarely() ? EXCLUSIVE : 0;
    return Move.call(process, Numbers.EPOLL_CTL)
        .ints(0, (int) events, 7 + below(3), 0)
        .slot(slots + 3 + below(2))
        .number(operation)
        .slot(slots + (int) of(0, 0, 1, 2, 2, 3, 4))
        .arena(0);
  }

  private Move await(int process, int timeout) {
    return Move.call(process, Numbers.EPOLL_WAIT)
        .fill(0, new byte[36])
        .slot(slots + 3 + below(2))
        .arena(0)
        .number(of(1, 1, 2, 3), timeout)
        .out(0, 36);
  }
}
