package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// Forks, ends, waits and signals.
final class ProcessMoves extends Moves {
  private static final int HUP = 1;
  private static final int KILL = 9;
  private static final int USR1 = 10;
  private static final int USR2 = 12;
  private static final int TERM = 15;
  private static final int CHLD = 17;
  private static final int CONT = 18;
  private static final int STOP = 19;
  private static final int RESTART = 0x10000000;
  private static final int ACTION = 'A';

  ProcessMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        new Move(0, (char) ACTION, 0).number(USR1, 2, of(0, RESTART)),
        new Move(0, (char) ACTION, 0).number(USR2, 2, of(0, RESTART)));
  }

  @Override
  Move next(int process) {
    return switch (below(16)) {
      case 0, 1, 2 ->
          Move.call(process, Numbers.KILL)
              .slot(below(4))
              .number(of(0, USR1, USR1, USR2, USR2, CHLD, CONT, STOP, rarely() ? KILL : HUP));
      case 3, 4, 5, 6 ->
          Move.call(process, Numbers.WAIT4)
              .slot(below(4))
              .arena(0)
              .number(of(0, 0, 1, 2, 8, 10, 11), 0)
              .as('p')
              .out(0, 4);
      case 7 ->
          Move.call(process, Numbers.WAIT4)
              .number(-1)
              .arena(0)
              .number(of(0, 1), 0)
              .as('p')
              .out(0, 4);
      case 8 ->
          new Move(process, (char) ACTION, 0)
              .number(of(USR1, USR2, TERM, CHLD, HUP), below(3), of(0, RESTART));
      case 9, 10 ->
          Move.call(process, Numbers.SIGPROCMASK)
              .longs(0, 1L << of(USR1, USR2, TERM, KILL) - 1)
              .number(below(3))
              .arena(0)
              .number(0, 8);
      case 11 -> Move.call(process, Numbers.SIGPENDING).arena(0).number(8).out(0, 8);
      case 12 -> new Move(process, 'N', 0).number(of(USR1, USR2));
      case 13 -> Move.call(process, Numbers.PAUSE);
      default ->
          rarely()
              ? Move.call(process, Numbers.EXIT).number(below(4))
              : new Move(process, 'N', 0).number(of(USR1, USR2));
    };
  }
}
