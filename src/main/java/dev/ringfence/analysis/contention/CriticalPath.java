package dev.ringfence.analysis.contention;

import java.util.LinkedHashMap;
import java.util.Map;

/// What the length of a run is made of: from its last event backwards, through what each task did
/// and whoever let it go on. Its steps follow each other without gaps, so that they add up to the
/// run.
final class CriticalPath {
  /// @param tid whose, or 0
  /// @param object its number, or -1
  /// @param place where the step ended with an act, or the lock was taken; 0 if neither
  record Key(StepKind kind, int tid, int object, long place) {}

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

  private final PathReader reader;

  private CriticalPath(PathGraph graph, long end, int last, PathReader reader) {
    this.graph = graph;
    this.reader = reader;
    this.at = end;
    this.turn = last;
  }

  /// @param end when the run ended
  /// @param last the turn that was then
  static Map<Key, Part> of(PathGraph graph, long end, int last) {
    return of(graph, end, last, (kind, tid, object, from, to) -> {});
  }

  /// As [#of], and tells each step.
  static Map<Key, Part> of(PathGraph graph, long end, int last, PathReader reader) {
    CriticalPath path = new CriticalPath(graph, end, last, reader);
    path.walk();
    return path.parts;
  }

  private void step(StepKind kind, int tid, int what, long where, long to) {
    if (at > to) {
      parts.merge(new Key(kind, tid, what, where), new Part(at - to, 1), Part::plus);
      reader.step(kind, tid, what, to, at);
      at = to;
    }
  }

  private void walk() {
    while (turn != PathGraph.NONE) {
      switch (graph.kind[turn]) {
        case PathGraph.RUN -> run();
        case PathGraph.READY -> ready();
        case PathGraph.WAIT -> {
          step(StepKind.WAITING, graph.tid[turn], graph.object[turn], 0, graph.time[turn]);
          turn = graph.previous[turn];
        }
        default -> {
          step(StepKind.IDLE, 0, -1, 0, graph.time[turn]);
          turn = graph.previous[turn];
        }
      }
    }
    step(StepKind.IDLE, 0, -1, 0, 0);
  }

  private void run() {
    int task = graph.tid[turn];
    long begun = graph.time[turn];
    boolean acted = holder == task;
    if (acted && object >= 0) {
      step(StepKind.HOLDING, task, object, place, Math.max(begun, Math.min(at, since)));
    }
    step(StepKind.RUNNING, task, -1, acted && object < 0 ? place : 0, begun);
    if (object < 0 || at <= since) {
      forget();
    }
    int before = graph.previous[turn];
    long ready = before == PathGraph.NONE ? 0 : graph.time[before];
    int occupant = graph.cause[turn];
    if (occupant != PathGraph.NONE && graph.causeTime[turn] > ready) {
      step(StepKind.SWITCHING, task, -1, 0, graph.causeTime[turn]);
      turn = occupant;
    } else {
      step(StepKind.SWITCHING, task, -1, 0, ready);
      turn = before;
    }
  }

  private void ready() {
    int task = graph.tid[turn];
    step(StepKind.SWITCHING, task, -1, 0, graph.time[turn]);
    int cause = graph.cause[turn];
    int before = graph.previous[turn];
    if (cause != PathGraph.NONE) {
      step(StepKind.HANDING_OVER, task, graph.object[turn], 0, graph.causeTime[turn]);
      holder = graph.tid[cause];
      since = graph.heldSince[turn];
      object = since < 0 ? -1 : graph.object[turn];
      place = graph.place[turn];
      turn = cause;
    } else if (before != PathGraph.NONE && graph.kind[before] == PathGraph.WAIT) {
      step(StepKind.WAITING, task, graph.object[before], 0, graph.time[before]);
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
