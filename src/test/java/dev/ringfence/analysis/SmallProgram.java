package dev.ringfence.analysis;

import dev.ringfence.core.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A program of a few processes, each of which makes a few calls one after the other: small enough
/// that every continuation can be tried. Its state follows from how many calls each process has
/// finished, and which processes have ended.
final class SmallProgram {
  static final int MOST_PROCESSES = 4;
  static final int MOST_CALLS = 6;
  static final int PIPES = 2;

  /// What a call does.
  enum Kind {
    WRITE,
    READ,
    CLOSE_READ,
    CLOSE_WRITE,
    UP,
    DOWN,
    SEND,
    RECEIVE,
    REMOVE,
    LOCK,
    UNLOCK,
    KILL,
    WAIT
  }

  /// Which kills of processes that wait are tried.
  enum Kills {
    NONE,
    /// Of those that are not stuck without kills.
    OF_LIVING,
    ALL
  }

  /// A call.
  ///
  /// @param object the pipe, or the process that is killed
  record Call(Kind kind, int object) {
    boolean is(Kind other, int which) {
      return kind == other && object == which;
    }
  }

  /// The messages that a queue has room for.
  private static final int ROOM = 2;

  final int processes;
  final int value;
  private final List<List<Call>> calls = new ArrayList<>();

  /// What [#progress] has found for each state, and -1 where it has not looked.
  private final Map<Kills, int[]> known = new EnumMap<>(Kills.class);

  SmallProgram(long seed) {
    Rng rng = new Rng(seed);
    processes = 2 + (int) rng.below(MOST_PROCESSES - 1);
    value = (int) rng.below(2);
    Kind[] kinds = new Kind[2 + (int) rng.below(5)];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = Kind.values()[(int) rng.below(Kind.values().length)];
    }
    for (int p = 0; p < processes; p++) {
      List<Call> own = new ArrayList<>();
      int count = 1 + (int) rng.below(MOST_CALLS);
      for (int i = 0; i < count; i++) {
        own.add(call(rng, partner(rng, kinds[(int) rng.below(kinds.length)]), p));
      }
      calls.add(own);
    }
    for (Kills kills : Kills.values()) {
      int[] all = new int[1 << (3 + 1) * MOST_PROCESSES];
      Arrays.fill(all, -1);
      known.put(kills, all);
    }
  }

  /// Often the call that goes with another.
  private static Kind partner(Rng rng, Kind kind) {
    if (rng.below(2) == 0) {
      return kind;
    }
    return switch (kind) {
      case WRITE, CLOSE_WRITE -> Kind.READ;
      case READ -> Kind.WRITE;
      case CLOSE_READ -> Kind.CLOSE_WRITE;
      case UP -> Kind.DOWN;
      case DOWN -> Kind.UP;
      case SEND -> Kind.RECEIVE;
      case RECEIVE, REMOVE -> Kind.SEND;
      case LOCK -> Kind.UNLOCK;
      case UNLOCK -> Kind.LOCK;
      case KILL -> Kind.WAIT;
      case WAIT -> Kind.KILL;
    };
  }

  private Call call(Rng rng, Kind kind, int process) {
    if (kind == Kind.WAIT && process > 0) {
      // Only the first has children.
      return new Call(Kind.RECEIVE, 0);
    }
    return switch (kind) {
      case WRITE, READ, CLOSE_READ, CLOSE_WRITE -> new Call(kind, (int) rng.below(PIPES));
      case KILL -> new Call(kind, (int) rng.below(processes));
      case UP, DOWN, SEND, RECEIVE, REMOVE, LOCK, UNLOCK, WAIT -> new Call(kind, 0);
    };
  }

  List<Call> calls(int process) {
    return calls.get(process);
  }

  /// A state as a number.
  ///
  /// @param done how many calls each process has finished
  /// @param dead the processes that have ended, as bits
  static int state(int[] done, int dead) {
    int state = dead;
    for (int p = 0; p < MOST_PROCESSES; p++) {
      state |= done[p] << MOST_PROCESSES + 3 * p;
    }
    return state;
  }

  private static int done(int state, int process) {
    return state >> MOST_PROCESSES + 3 * process & 7;
  }

  private static boolean isDead(int state, int process) {
    return (state >> process & 1) != 0;
  }

  /// How often a call has been finished, by all processes.
  private int count(int state, Kind kind, int object) {
    int count = 0;
    for (int p = 0; p < processes; p++) {
      count += count(state, p, kind, object);
    }
    return count;
  }

  /// The same of one process; of a pipe that it has closed since, calls have failed.
  private int count(int state, int process, Kind kind, int object) {
    int count = 0;
    for (Call call : calls.get(process).subList(0, done(state, process))) {
      boolean closed =
          kind == Kind.WRITE && call.is(Kind.CLOSE_WRITE, object)
              || kind == Kind.READ && call.is(Kind.CLOSE_READ, object);
      if (closed) {
        break;
      }
      count += call.is(kind, object) ? 1 : 0;
    }
    return count;
  }

  /// Whether anybody has an end of a pipe open, which is closed by a call of this kind.
  private boolean isOpen(int state, Kind close, int pipe) {
    for (int p = 0; p < processes; p++) {
      if (!isDead(state, p) && count(state, p, close, pipe) == 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isLockedByOther(int state, int process) {
    for (int p = 0; p < processes; p++) {
      boolean locked = false;
      for (Call call : calls.get(p).subList(0, done(state, p))) {
        locked = call.kind == Kind.LOCK || locked && call.kind != Kind.UNLOCK;
      }
      if (locked && p != process && !isDead(state, p)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the next call of a process that lives would not wait.
  private boolean canGoOn(int state, int process) {
    if (done(state, process) == calls.get(process).size()) {
      return true;
    }
    Call call = calls.get(process).get(done(state, process));
    int at = call.object;
    boolean removed = count(state, Kind.REMOVE, 0) > 0;
    int bytes = Math.max(0, count(state, Kind.WRITE, at) - count(state, Kind.READ, at));
    int messages = count(state, Kind.SEND, 0) - count(state, Kind.RECEIVE, 0);
    return switch (call.kind) {
      // A descriptor that it has closed is bad.
      case WRITE ->
          count(state, process, Kind.CLOSE_WRITE, at) > 0
              || bytes == 0
              || !isOpen(state, Kind.CLOSE_READ, at);
      case READ ->
          count(state, process, Kind.CLOSE_READ, at) > 0
              || bytes > 0
              || !isOpen(state, Kind.CLOSE_WRITE, at);
      case DOWN -> value + count(state, Kind.UP, 0) - count(state, Kind.DOWN, 0) > 0;
      case SEND -> removed || messages < ROOM;
      case RECEIVE -> removed || messages > 0;
      case LOCK -> !isLockedByOther(state, process);
      case WAIT -> {
        int ended = Integer.bitCount(state & (1 << processes) - 1 & ~1);
        yield ended > count(state, 0, Kind.WAIT, 0) || ended == processes - 1;
      }
      case UP, CLOSE_READ, CLOSE_WRITE, REMOVE, UNLOCK, KILL -> true;
    };
  }

  /// The state after a process's next call, which does not wait.
  private int next(int state, int process, Kills kills) {
    int after = state + (1 << MOST_PROCESSES + 3 * process);
    if (done(state, process) == calls.get(process).size()) {
      return state | 1 << process;
    }
    Call call = calls.get(process).get(done(state, process));
    boolean broken =
        call.kind == Kind.WRITE
            && count(state, process, Kind.CLOSE_WRITE, call.object) == 0
            && !isOpen(state, Kind.CLOSE_READ, call.object);
    if (broken) {
      // SIGPIPE.
      return state | 1 << process;
    }
    if (call.kind == Kind.KILL && !isDead(state, call.object) && dies(state, call.object, kills)) {
      return (call.object == process ? state : after) | 1 << call.object;
    }
    return after;
  }

  private boolean dies(int state, int process, Kills kills) {
    if ((waiting(state) >> process & 1) == 0) {
      return true;
    }
    return switch (kills) {
      case NONE -> false;
      case OF_LIVING -> (stuck(state, Kills.NONE) >> process & 1) == 0;
      case ALL -> true;
    };
  }

  /// The processes that finish another call in some continuation, as bits.
  private int progress(int state, Kills kills) {
    int[] all = Objects.requireNonNull(known.get(kills));
    if (all[state] >= 0) {
      return all[state];
    }
    int found = 0;
    for (int p = 0; p < processes; p++) {
      if (!isDead(state, p) && canGoOn(state, p)) {
        found |= 1 << p | progress(next(state, p, kills), kills);
      }
    }
    all[state] = found;
    return found;
  }

  /// The processes that wait, and finish their calls in no continuation, as bits.
  int stuck(int state, Kills kills) {
    int stuck = 0;
    for (int p = 0; p < processes; p++) {
      if (!isDead(state, p) && !canGoOn(state, p) && (progress(state, kills) >> p & 1) == 0) {
        stuck |= 1 << p;
      }
    }
    return stuck;
  }

  /// The processes that wait.
  int waiting(int state) {
    int waiting = 0;
    for (int p = 0; p < processes; p++) {
      waiting |= !isDead(state, p) && !canGoOn(state, p) ? 1 << p : 0;
    }
    return waiting;
  }

  @Override
  public String toString() {
    return "semaphore " + value + ", " + calls;
  }
}
