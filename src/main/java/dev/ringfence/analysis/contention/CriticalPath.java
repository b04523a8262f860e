package dev.ringfence.analysis.contention;

import java.util.LinkedHashMap;
import java.util.Map;

/// What the length of a run is made of: from its last event backwards, through what each task did
/// and whoever let it go on. Its steps follow each other without gaps, so that they add up to the
/// run.
final class CriticalPath {
  /// What a step is.
  enum Kind {
    /// A process is on a CPU.
    RUNNING,
    /// It has a lock there that the next step waits for.
    HOLDING,
    /// Nobody's act ends a wait: a timer, a device, a network.
    WAITING,
    /// A CPU turns to a task, or a task waits for one.
    SWITCHING,
    /// Somebody has acted, and whoever waits for that cannot look yet.
    HANDING_OVER,
    /// Nothing has begun yet, or nothing goes on any more.
    IDLE
  }

  /// @param tid whose, or 0
  /// @param object its number, or -1
  /// @param place where the step ended with an act, or the lock was taken; 0 if neither
  record Key(Kind kind, int tid, int object, long place) {}

  /// @param nanos all steps alike together
  /// @param times how many
  record Part(long nanos, long times) {
    Part plus(Part other) {
      return new Part(nanos + other.nanos, times + other.times);
    }
  }

  private final PathGraph graph;
  private final Map<Key, Part> parts = new LinkedHashMap<>();
  private long at;
  private int turn;

  /// Which lock is handed over at the end of the present step, by whom, since when it had it, and
  /// at which place it acted or had taken it.
  private int object = -1;

  private int holder;
  private long since;
  private long place;

  private CriticalPath(PathGraph graph, long end, int last) {
    this.graph = graph;
    this.at = end;
    this.turn = last;
  }

  /// @param end when the run ended
  /// @param last the turn that was then
  static Map<Key, Part> of(PathGraph graph, long end, int last) {
    CriticalPath path = new CriticalPath(graph, end, last);
    path.walk();
    return path.parts;
  }

  private void step(Kind kind, int tid, int what, long where, long to) {
    if (at > to) {
      parts.merge(new Key(kind, tid, what, where), new Part(at - to, 1), Part::plus);
      at = to;
    }
  }

  private void walk() {
    while (turn != PathGraph.NONE) {
      switch (graph.kind[turn]) {
        case PathGraph.RUN -> run();
        case PathGraph.READY -> ready();
        case PathGraph.WAIT -> {
          step(Kind.WAITING, graph.tid[turn], graph.object[turn], 0, graph.time[turn]);
          turn = graph.previous[turn];
        }
        default -> {
          step(Kind.IDLE, 0, -1, 0, graph.time[turn]);
          turn = graph.previous[turn];
        }
      }
    }
    step(Kind.IDLE, 0, -1, 0, 0);
  }

  private void run() {
    int task = graph.tid[turn];
    long begun = graph.time[turn];
    boolean acted = holder == task;
    if (acted && object >= 0) {
      step(Kind.HOLDING, task, object, place, Math.max(begun, Math.min(at, since)));
    }
    step(Kind.RUNNING, task, -1, acted && object < 0 ? place : 0, begun);
    if (object < 0 || at <= since) {
      forget();
    }
    int before = graph.previous[turn];
    long ready = before == PathGraph.NONE ? 0 : graph.time[before];
    int occupant = graph.cause[turn];
    if (occupant != PathGraph.NONE && graph.causeTime[turn] > ready) {
      step(Kind.SWITCHING, task, -1, 0, graph.causeTime[turn]);
      turn = occupant;
    } else {
      step(Kind.SWITCHING, task, -1, 0, ready);
      turn = before;
    }
  }

  private void ready() {
    int task = graph.tid[turn];
    step(Kind.SWITCHING, task, -1, 0, graph.time[turn]);
    int cause = graph.cause[turn];
    int before = graph.previous[turn];
    if (cause != PathGraph.NONE) {
      step(Kind.HANDING_OVER, task, graph.object[turn], 0, graph.causeTime[turn]);
      holder = graph.tid[cause];
      since = graph.heldSince[turn];
      object = since < 0 ? -1 : graph.object[turn];
      place = graph.place[turn];
      turn = cause;
    } else if (before != PathGraph.NONE && graph.kind[before] == PathGraph.WAIT) {
      step(Kind.WAITING, task, graph.object[before], 0, graph.time[before]);
      turn = graph.previous[before];
    } else {
      turn = before;
    }
  }

  private void forget() {
    holder = 0;
    object = -1;
    place = 0;
  }
}
