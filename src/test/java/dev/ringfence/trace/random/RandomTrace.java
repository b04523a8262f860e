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
          InternetMoves::new);

  private RandomTrace() {}

  /// @param mechanisms what it may be about
  static List<Move> of(long seed, List<Mechanism> mechanisms) {
    Rng rng = new Rng(seed);
    List<Moves> chosen = new ArrayList<>();
    int kinds = 1 + (int) (rng.below(3) * rng.below(2));
    for (int i = 0; i < kinds; i++) {
      Mechanism mechanism = mechanisms.get((int) rng.below(mechanisms.size()));
      chosen.add(mechanism.moves(rng, Moves.FIRST_SLOT + SLOTS * i));
    }
    List<Move> all = new ArrayList<>();
    all.add(Move.call(0, Numbers.GETPID).to(0).as('p'));
    chosen.forEach(moves -> all.addAll(moves.prelude()));
    boolean crowded = rng.below(3) == 0;
    int processes = crowded ? 3 + (int) rng.below(5) : 1 + (int) rng.below(4);
    for (int child = 1; child < processes; child++) {
      all.add(fork(rng.below(3) == 0 ? (int) rng.below(child) : 0, child));
    }
    int count = 6 + (int) rng.below(24);
    for (int i = 0; i < count; i++) {
      int process = (int) rng.below(processes);
      if (rng.below(40) == 0 && process > 0) {
        all.add(Move.call((int) rng.below(processes), Numbers.KILL).slot(process).number(9));
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

  private static Move fork(int parent, int child) {
    Move fork = new Move(parent, 'F', 0).to(child);
    fork.child = child;
    return fork;
  }
}
