package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// Process groups, stops, and who is told of them.
final class JobMoves extends Moves {
  private static final int USR1 = 10;
  private static final int TERM = 15;
  private static final int CHLD = 17;
  private static final int CONT = 18;
  private static final int STOP = 19;
  private static final int TSTP = 20;
  private static final int TTIN = 21;
  private static final int NOCLDSTOP = 1;
  private static final int NOCLDWAIT = 2;
  private static final int RESTART = 0x10000000;
  private static final int NOWAIT = 0x01000000;

  JobMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        new Move(0, 'A', 0).number(CHLD, below(3), of(0, NOCLDSTOP, RESTART)),
        new Move(0, 'A', 0).number(USR1, 2, of(0, RESTART)));
  }

  @Override
  Move next(int process) {
    int other = below(5);
    return switch (below(18)) {
      case 0, 1, 2, 3 ->
          Move.call(process, Numbers.KILL)
              .slot(other)
              .number(of(STOP, STOP, CONT, CONT, TSTP, TTIN, USR1, rarely() ? TERM : CONT));
      case 4 -> Move.call(process, Numbers.KILL).number(0, of(CONT, CONT, USR1, TSTP));
      case 5 ->
          below(2) == 0
              ? Move.call(process, Numbers.SETPGID).slot(other).slot(below(5))
              : Move.call(process, Numbers.SETPGID).number(0, 0);
      case 6, 7, 8, 9, 10 -> await(process);
      case 11 ->
          Move.call(process, Numbers.WAIT4)
              .number(of(-1, 0))
              .arena(0)
              .number(of(0, 1, 2, 3, 8, 9, 10, 11), 0)
              .as('p')
              .out(0, 4);
      case 12 ->
          new Move(process, 'A', 0)
              .number(
                  of(CHLD, CHLD, CONT, TSTP),
                  below(3),
                  of(0, RESTART, NOCLDSTOP, NOCLDSTOP | RESTART, NOCLDWAIT));
      case 13 -> new Move(process, 'N', 0).number(of(CHLD, CHLD, USR1, CONT));
      case 14 -> Move.call(process, Numbers.PAUSE);
      case 15 ->
          rarely()
              ? Move.call(process, Numbers.SETSID).as('o')
              : Move.call(process, Numbers.PRCTL).number(1, of(USR1, CONT, STOP, 0), 0, 0, 0);
      case 16 ->
          Move.call(process, Numbers.SIGPROCMASK)
              .longs(0, 1L << of(CHLD, USR1, CONT, TSTP) - 1)
              .number(below(3))
              .arena(0)
              .number(0, 8);
      default ->
          rarely() || process == 0
              ? new Move(process, 'N', 0).number(CHLD)
              : Move.call(process, Numbers.EXIT).number(below(4));
    };
  }

  /// Waits for a child, a group or any, of which it is told why or what.
  private Move await(int process) {
    Move move = Move.call(process, Numbers.WAITID).fill(0, new byte[32]);
    int kind = below(3);
    move.number(kind);
    move = kind == 0 ? move.number(0) : move.slot(below(5));
    int what = below(2);
    long options = of(4, 2, 8, 6, 10, 14, 14) | of(0, 0, 1) | of(0, 0, NOWAIT);
    // Who waits for a group that its child has left is not woken by Linux when that ends.
    options |= kind == 2 ? 1 : 0;
    return move.arena(0).number(options, 0).out(20 * what, 12 - 8 * what);
  }
}
