package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// Timers as files, the one of real time, and sleep, while time passes.
final class TimerMoves extends Moves {
  private static final int ALRM = 14;
  private static final int RESTART = 0x10000000;
  private static final int NONBLOCK = 04000;
  private static final long MILLI = 1_000_000;

  TimerMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        new Move(0, 'A', 0).number(ALRM, 2, of(0, RESTART)),
        Move.call(0, Numbers.TIMERFD).number(1, of(0, 0, NONBLOCK)).to(slots),
        Move.call(0, Numbers.TIMERFD).number(of(0, 7), 0).to(slots + 1),
        set(0));
  }

  private long span() {
    return of(0, 30, 70, 110) * MILLI;
  }

  private Move set(int process) {
    // At a time of the clock only where that is long ago.
    int absolute = rarely() ? 1 : 0;
    return Move.call(process, Numbers.TIMERFD_SET)
        .longs(0, 0, absolute > 0 ? 0 : of(0, 0, 60) * MILLI, 0, absolute > 0 ? 1 : span())
        .slot(slots + below(2))
        .number(absolute)
        .arena(0)
        .number(0);
  }

  @Override
  Move next(int process) {
    int file = slots + below(2);
    return switch (below(18)) {
      case 0, 1, 2 -> set(process);
      case 3, 4, 5, 6, 7 ->
          Move.call(process, Numbers.READ)
              .slot(file)
              .arena(BUFFER)
              .number(of(8, 8, 8, 16, 7))
              .out(BUFFER, 8);
      case 8, 9 ->
          Move.call(process, Numbers.POLL)
              .fromSlot(0, file)
              .ints(4, 1)
              .arena(0)
              .number(1, of(0, -1, 30, 70))
              .out(4, 4);
      case 10 ->
          Move.call(process, Numbers.SETITIMER)
              .longs(0, 0, of(0, 0, 60) * MILLI / 1000, 0, span() / 1000)
              .number(0)
              .arena(0)
              .number(0);
      case 11 -> Move.call(process, Numbers.NANOSLEEP).longs(0, 0, span()).arena(0).number(0);
      case 12 ->
          Move.call(process, Numbers.CLOCK_NANOSLEEP)
              .longs(0, 0, span())
              .number(of(0, 1, 7), 0)
              .arena(0)
              .number(0);
      case 13 -> new Move(process, 'N', 0).number(ALRM);
      case 14 ->
          below(2) == 0
              ? Move.call(process, Numbers.PAUSE)
              : Move.call(process, Numbers.TIMERFD_GET).slot(file).arena(0).out(0, 16);
      default -> Move.pass(20);
    };
  }
}
