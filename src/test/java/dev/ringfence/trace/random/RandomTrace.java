package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.ArrayList;
import java.util.List;

/// Random traces: a first process makes objects and children, and all of them use the objects.
final class RandomTrace {
  /// Makes the moves of a mechanism.
  interface Mechanism {
    Moves moves(Rng rng, int slots);
  }

  /// The slots that a mechanism has, and the first of them behind those of processes.
  private static final int SLOTS = 8;

  /// The most processes, unless a mechanism makes some.
  private static final int MOST = 7;

  private static final int USR1 = 10;
  private static final int USR2 = 12;
  private static final int CONT = 18;
  private static final int STOP = 19;
  private static final int RESTART = 0x10000000;

  /// What may come while a process waits: a handler after which the call is made again, one after
  /// which it is not, a stop, and its end.
  private static final int[] SIGNALS = {USR1, USR2, STOP, CONT, CONT};

  /// All mechanisms.
  static final List<Mechanism> MECHANISMS =
      List.of(
          PipeMoves::new,
          ProcessMoves::new,
          LockMoves::new,
          SocketMoves::new,
          QueueMoves::new,
          FutexMoves::new,
          FileMoves::new,
          SpliceMoves::new,
          EpollMoves::new,
          RightsMoves::new,
          SignalMoves::new,
          InotifyMoves::new,
          ListenMoves::new,
          UserMoves::new,
          (rng, slots) -> new SystemVMoves(rng, slots, 0),
          (rng, slots) -> new SystemVMoves(rng, slots, 1),
          (rng, slots) -> new SystemVMoves(rng, slots, 2),
          TerminalMoves::new,
          FifoMoves::new,
          InternetMoves::new,
          TimerMoves::new,
          TimeoutMoves::new,
          JobMoves::new,
          DatagramMoves::new,
          AsyncMoves::new,
          RobustMoves::new,
          ControlMoves::new);

  private RandomTrace() {}

  /// @param mechanisms what it may be about
  static List<Move> of(long seed, List<Mechanism> mechanisms) {
    Rng rng = new Rng(seed);
    List<Moves> chosen = new ArrayList<>();
    int most = MOST;
    int kinds = 1 + (int) (rng.below(3) * rng.below(2));
    for (int i = 0; i < kinds; i++) {
      Mechanism mechanism = mechanisms.get((int) rng.below(mechanisms.size()));
      Moves moves = mechanism.moves(rng, Moves.FIRST_SLOT + SLOTS * i);
      // Only the first one may make some.
      if (chosen.isEmpty() || moves.processes() == MOST) {
        chosen.add(moves);
        most = Math.min(most, moves.processes());
      }
    }
    List<Move> all = new ArrayList<>();
    all.add(Move.call(0, Numbers.GETPID).to(0).as('p'));
    chosen.forEach(moves -> all.addAll(moves.prelude()));
    boolean disturbed = rng.below(3) == 0;
    if (disturbed) {
      all.add(new Move(0, 'A', 0).number(USR1, 2, RESTART));
      all.add(new Move(0, 'A', 0).number(USR2, 2, 0));
    }
    boolean crowded = rng.below(3) == 0;
    int wanted = crowded ? 3 + (int) rng.below(5) : 1 + (int) rng.below(4);
    int processes = Math.min(wanted, most);
    for (int child = 1; child < processes; child++) {
      all.add(Move.fork(rng.below(3) == 0 ? (int) rng.below(child) : 0, child));
    }
    int count = 6 + (int) rng.below(24);
    for (int i = 0; i < count; i++) {
      int process = (int) rng.below(processes);
      if (rng.below(disturbed ? 12 : 40) == 0 && process > 0) {
        all.add(signal((int) rng.below(processes), process, 9));
        continue;
      }
      if (disturbed && rng.below(5) == 0) {
        all.add(signal(process, (int) rng.below(processes), SIGNALS[(int) rng.below(5)]));
        continue;
      }
      Move move = chosen.get((int) rng.below(chosen.size())).next(process);
      all.add(move);
      // It does so again and again, so that there is no room any more.
      for (int again = 0; crowded && rng.below(30) == 0 && again < 12; again++) {
        all.add(move.by(process));
      }
      // Others do the same, so that they wait in a row where it has them wait.
      for (int next = process + 1; crowded && next < processes && rng.below(4) > 0; next++) {
        all.add(move.by(next));
      }
    }
    return all;
  }

  private static Move signal(int by, int to, int number) {
    return Move.call(by, Numbers.KILL).slot(to).number(number);
  }
}
