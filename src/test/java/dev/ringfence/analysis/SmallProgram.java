package dev.ringfence.analysis;

import dev.ringfence.core.Rng;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A program of a few processes, each of which makes a few calls one after the other: small enough
/// that every continuation can be tried. Its state follows from how many calls each process has
/// finished, which processes have ended, and who waits for the condition, at the barrier, for the
/// mutex or the POSIX semaphore.
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
    WAIT,
    JOIN,
    SEM_POST,
    SEM_WAIT,
    MUTEX_LOCK,
    MUTEX_UNLOCK,
    COND_WAIT,
    SIGNAL,
    BROADCAST,
    ARRIVE,
    /// Puts a message into a POSIX queue, and takes one out.
    MQ_SEND,
    MQ_RECEIVE,
    /// Locks all bytes of a file, and lets them go.
    RANGE_LOCK,
    RANGE_UNLOCK,
    /// Raises and lowers an event counter.
    EVENT_UP,
    EVENT_DOWN,
    /// Sends a byte through a socket, and receives one.
    TRANSMIT,
    OBTAIN,
    /// Waits at a word of shared memory, and wakes one or all who do.
    FUTEX_WAIT,
    FUTEX_WAKE,
    FUTEX_WAKE_ALL,
    /// Waits until a pipe can be read, by poll and by epoll.
    POLL,
    EPOLL,
    /// Polls a process as a descriptor.
    AWAIT
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
  /// @param object the pipe, or the process that is killed or waited for
  record Call(Kind kind, int object) {
    boolean is(Kind other, int which) {
      return kind == other && object == which;
    }
  }

  /// The messages that a queue has room for.
  static final int ROOM = 2;

  final int processes;
  final int value;

  /// How many must come to the barrier.
  final int parties;

  /// Whether the first process waits for certain children rather than any.
  private final boolean joins;

  private final List<List<Call>> calls = new ArrayList<>();

  /// What [#progress] has found for each state.
  private final Map<Kills, Map<Integer, Integer>> known = new EnumMap<>(Kills.class);

  /// How far a process is that waits for the condition, at the barrier, for the mutex or for the
  /// semaphore.
  static final int BEFORE = 0;

  static final int WAITING = 1;
  static final int RELEASED = 2;

  /// It has found the mutex or the semaphore taken; and it has been told since to look again.
  static final int ASLEEP = 3;

  static final int ROUSED = 4;

  private static final int DONE = MOST_PROCESSES;
  private static final int PHASE = DONE + 3 * MOST_PROCESSES;

  /// One of calls whose consequences are described to the analysis.
  SmallProgram(long seed) {
    this(seed, Kind.ARRIVE.ordinal() + 1);
  }

  /// One of any calls.
  static SmallProgram ofAny(long seed) {
    return new SmallProgram(seed, Kind.values().length);
  }

  /// @param choice of the first so many kinds
  private SmallProgram(long seed, int choice) {
    Rng rng = new Rng(seed);
    processes = 2 + (int) rng.below(MOST_PROCESSES - 1);
    value = (int) rng.below(2);
    parties = 2 + (int) rng.below(2);
    joins = rng.below(2) == 0;
    Kind[] kinds = new Kind[2 + (int) rng.below(5)];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = Kind.values()[(int) rng.below(choice)];
    }
    for (int p = 0; p < processes; p++) {
      List<Call> own = new ArrayList<>();
      int count = 1 + (int) rng.below(MOST_CALLS);
      boolean locked = false;
      for (int i = 0; i < count; i++) {
        Call call = call(rng, partner(rng, kinds[(int) rng.below(kinds.length)]), p);
        boolean needsLock = call.kind == Kind.MUTEX_UNLOCK || call.kind == Kind.COND_WAIT;
        if (needsLock && !locked) {
          call = new Call(Kind.MUTEX_LOCK, 0);
        }
        locked = call.kind == Kind.MUTEX_LOCK || locked && call.kind != Kind.MUTEX_UNLOCK;
        own.add(call);
      }
      calls.add(own);
    }
    for (Kills kills : Kills.values()) {
      known.put(kills, new HashMap<>());
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
      case WAIT, JOIN -> Kind.KILL;
      case SEM_POST -> Kind.SEM_WAIT;
      case SEM_WAIT -> Kind.SEM_POST;
      case MUTEX_LOCK -> Kind.MUTEX_UNLOCK;
      case MUTEX_UNLOCK -> Kind.MUTEX_LOCK;
      case COND_WAIT -> rng.below(2) == 0 ? Kind.SIGNAL : Kind.BROADCAST;
      case SIGNAL, BROADCAST -> Kind.COND_WAIT;
      case ARRIVE -> Kind.ARRIVE;
      case MQ_SEND -> Kind.MQ_RECEIVE;
      case MQ_RECEIVE -> Kind.MQ_SEND;
      case RANGE_LOCK -> Kind.RANGE_UNLOCK;
      case RANGE_UNLOCK -> Kind.RANGE_LOCK;
      case EVENT_UP -> Kind.EVENT_DOWN;
      case EVENT_DOWN -> Kind.EVENT_UP;
      case TRANSMIT -> Kind.OBTAIN;
      case OBTAIN -> Kind.TRANSMIT;
      case FUTEX_WAIT -> rng.below(2) == 0 ? Kind.FUTEX_WAKE : Kind.FUTEX_WAKE_ALL;
      case FUTEX_WAKE, FUTEX_WAKE_ALL -> Kind.FUTEX_WAIT;
      case POLL, EPOLL -> Kind.WRITE;
      case AWAIT -> Kind.KILL;
    };
  }

  private Call call(Rng rng, Kind kind, int process) {
    if (kind == Kind.AWAIT) {
      return process > 0
          ? new Call(Kind.EVENT_DOWN, 0)
          : new Call(kind, 1 + (int) rng.below(processes - 1));
    }
    if (kind == Kind.WAIT || kind == Kind.JOIN) {
      // Only the first has children.
      return process > 0
          ? new Call(Kind.RECEIVE, 0)
          : joins
              ? new Call(Kind.JOIN, 1 + (int) rng.below(processes - 1))
              : new Call(Kind.WAIT, 0);
    }
    return switch (kind) {
      case WRITE, READ, CLOSE_READ, CLOSE_WRITE, POLL, EPOLL ->
          new Call(kind, (int) rng.below(PIPES));
      case KILL -> new Call(kind, (int) rng.below(processes));
      default -> new Call(kind, 0);
    };
  }

  List<Call> calls(int process) {
    return calls.get(process);
  }

  /// A state as a number.
  ///
  /// @param done how many calls each process has finished
  /// @param phases how far each is in its present call
  /// @param dead the processes that have ended, as bits
  static int state(int[] done, int[] phases, int dead) {
    int state = dead;
    for (int p = 0; p < MOST_PROCESSES; p++) {
      state |= done[p] << DONE + 3 * p | phases[p] << PHASE + 3 * p;
    }
    return state;
  }

  private static int phase(int state, int process) {
    return state >> PHASE + 3 * process & 7;
  }

  private static int inPhase(int state, int process, int phase) {
    return state & ~(7 << PHASE + 3 * process) | phase << PHASE + 3 * process;
  }

  /// Whether a process is in a call of this kind, as far as this.
  private boolean isIn(int state, int process, Kind kind, int phase) {
    int done = done(state, process);
    List<Call> own = calls.get(process);
    return done < own.size() && own.get(done).kind == kind && phase(state, process) == phase;
  }

  /// Whether a process has the mutex; one that has ended with it has it for ever. Whoever waits for
  /// the condition has let it go.
  private boolean isMutexHeld(int state) {
    for (int p = 0; p < processes; p++) {
      boolean held = false;
      for (Call call : calls.get(p).subList(0, done(state, p))) {
        held = call.kind == Kind.MUTEX_LOCK || held && call.kind != Kind.MUTEX_UNLOCK;
      }
      int done = done(state, p);
      boolean awaits =
          done < calls.get(p).size()
              && calls.get(p).get(done).kind == Kind.COND_WAIT
              && phase(state, p) != BEFORE;
      if (held && !awaits) {
        return true;
      }
    }
    return false;
  }

  private static int done(int state, int process) {
    return state >> DONE + 3 * process & 7;
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

  private boolean isLockedByOther(int state, int process, Kind lock, Kind unlock) {
    for (int p = 0; p < processes; p++) {
      boolean locked = false;
      for (Call call : calls.get(p).subList(0, done(state, p))) {
        locked = call.kind == lock || locked && call.kind != unlock;
      }
      if (locked && p != process && !isDead(state, p)) {
        return true;
      }
    }
    return false;
  }

  /// How much more often one call has been finished than another.
  private int left(int state, Kind more, Kind less) {
    return count(state, more, 0) - count(state, less, 0);
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
      case LOCK -> !isLockedByOther(state, process, Kind.LOCK, Kind.UNLOCK);
      case RANGE_LOCK -> !isLockedByOther(state, process, Kind.RANGE_LOCK, Kind.RANGE_UNLOCK);
      case MQ_SEND -> left(state, Kind.MQ_SEND, Kind.MQ_RECEIVE) < ROOM;
      case MQ_RECEIVE -> left(state, Kind.MQ_SEND, Kind.MQ_RECEIVE) > 0;
      case EVENT_DOWN -> value + left(state, Kind.EVENT_UP, Kind.EVENT_DOWN) > 0;
      case OBTAIN -> left(state, Kind.TRANSMIT, Kind.OBTAIN) > 0;
      case FUTEX_WAIT -> phase(state, process) != WAITING;
      case POLL ->
          count(state, process, Kind.CLOSE_READ, at) > 0
              || bytes > 0
              || !isOpen(state, Kind.CLOSE_WRITE, at);
      // What nobody has open is not watched any more.
      case EPOLL ->
          isOpen(state, Kind.CLOSE_READ, at) && (bytes > 0 || !isOpen(state, Kind.CLOSE_WRITE, at));
      case AWAIT -> isDead(state, at);
      case WAIT -> {
        int ended = Integer.bitCount(state & (1 << processes) - 1 & ~1);
        yield ended > count(state, 0, Kind.WAIT, 0) || ended == processes - 1;
      }
      case JOIN -> isDead(state, at);
      case SEM_WAIT ->
          phase(state, process) != ASLEEP && left(state, Kind.SEM_POST, Kind.SEM_WAIT) > 0;
      case MUTEX_LOCK -> phase(state, process) != ASLEEP && !isMutexHeld(state);
      case COND_WAIT ->
          switch (phase(state, process)) {
            case BEFORE -> true;
            case RELEASED, ROUSED -> !isMutexHeld(state);
            default -> false;
          };
      case ARRIVE -> phase(state, process) != WAITING;
      default -> true;
    };
  }

  /// What a call is that a process makes next.
  Kind next(int state, int process) {
    return calls.get(process).get(done(state, process)).kind;
  }

  /// The states after a process's next call, which does not wait.
  private List<Integer> next(int state, int process, Kills kills) {
    if (done(state, process) == calls.get(process).size()) {
      return List.of(state | 1 << process);
    }
    Call call = calls.get(process).get(done(state, process));
    int after = inPhase(state, process, BEFORE) + (1 << DONE + 3 * process);
    boolean broken =
        call.kind == Kind.WRITE
            && count(state, process, Kind.CLOSE_WRITE, call.object) == 0
            && !isOpen(state, Kind.CLOSE_READ, call.object);
    if (broken) {
      // SIGPIPE.
      return List.of(state | 1 << process);
    }
    return switch (call.kind) {
      case KILL -> {
        if (isDead(state, call.object) || !dies(state, call.object, kills)) {
          yield List.of(after);
        }
        int killed = (call.object == process ? state : after) | 1 << call.object;
        yield phase(state, call.object) == ROUSED
            ? rouse(killed, next(state, call.object) == Kind.SEM_WAIT)
            : List.of(killed);
      }
      case MUTEX_UNLOCK -> unlock(after);
      case SEM_POST -> rouse(after, true);
      case COND_WAIT ->
          phase(state, process) == BEFORE
              ? unlock(inPhase(state, process, WAITING))
              : List.of(after);
      case FUTEX_WAIT ->
          List.of(phase(state, process) == BEFORE ? inPhase(state, process, WAITING) : after);
      case ARRIVE -> List.of(arrive(state, process, after));
      case SIGNAL, BROADCAST -> signal(state, after, Kind.COND_WAIT, call.kind == Kind.BROADCAST);
      case FUTEX_WAKE, FUTEX_WAKE_ALL ->
          signal(state, after, Kind.FUTEX_WAIT, call.kind == Kind.FUTEX_WAKE_ALL);
      default -> List.of(after);
    };
  }

  private int arrive(int state, int process, int after) {
    if (phase(state, process) == RELEASED) {
      return after;
    }
    int all = after;
    int arrived = 1;
    for (int p = 0; p < processes; p++) {
      if (p != process && isIn(state, p, Kind.ARRIVE, WAITING)) {
        arrived++;
        all = inPhase(all, p, RELEASED);
      }
    }
    return arrived == parties ? all : inPhase(state, process, WAITING);
  }

  /// The mutex is free: one who sleeps for it is to look, if nobody is to already.
  private List<Integer> unlock(int state) {
    for (int p = 0; p < processes; p++) {
      if (!isDead(state, p) && phase(state, p) == ROUSED && next(state, p) != Kind.SEM_WAIT) {
        return List.of(state);
      }
    }
    return rouse(state, false);
  }

  /// Whoever of those who sleep for the semaphore, or for the mutex, may be the one to look now.
  private List<Integer> rouse(int state, boolean semaphore) {
    List<Integer> each = new ArrayList<>();
    for (int p = 0; p < processes; p++) {
      boolean asleep = !isDead(state, p) && phase(state, p) == ASLEEP;
      if (asleep && (next(state, p) == Kind.SEM_WAIT) == semaphore) {
        each.add(inPhase(state, p, ROUSED));
      }
    }
    return each.isEmpty() ? List.of(state) : each;
  }

  /// Whoever of those who wait may be the one who is released.
  private List<Integer> signal(int state, int after, Kind wait, boolean all) {
    List<Integer> each = new ArrayList<>();
    int together = after;
    for (int p = 0; p < processes; p++) {
      if (!isDead(state, p) && isIn(state, p, wait, WAITING)) {
        each.add(inPhase(after, p, RELEASED));
        together = inPhase(together, p, RELEASED);
      }
    }
    return all || each.isEmpty() ? List.of(together) : each;
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
    Map<Integer, Integer> all = Objects.requireNonNull(known.get(kills));
    Integer known = all.get(state);
    if (known != null) {
      return known;
    }
    int found = 0;
    for (int p = 0; p < processes; p++) {
      if (!isDead(state, p) && canGoOn(state, p)) {
        found |= 1 << p;
        for (int next : next(state, p, kills)) {
          found |= progress(next, kills);
        }
      }
    }
    all.put(state, found);
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
    return "semaphore " + value + ", barrier of " + parties + ", " + calls;
  }
}
