package dev.ringfence.analysis.contention;

/// By how much each turn of a run could come later without making the run longer, if all that
/// follows from it comes as much later as it must.
final class Slack {
  private final PathGraph graph;
  private final long[] latest;

  private Slack(PathGraph graph, long end, int last) {
    this.graph = graph;
    latest = new long[graph.size];
    for (int turn = 0; turn < graph.size; turn++) {
      latest[turn] = turn == last ? graph.time[turn] : Math.max(end, graph.time[turn]);
    }
  }

  /// When each turn can come at the latest.
  ///
  /// @param last the turn that the run ended in
  static long[] latest(PathGraph graph, long end, int last) {
    Slack slack = new Slack(graph, end, last);
    for (int turn = graph.size - 1; turn >= 0; turn--) {
      slack.pass(turn);
    }
    return slack.latest;
  }

  /// What must come before a turn must come as much earlier as takes what lies between.
  private void pass(int turn) {
    long begun = graph.time[turn];
    int before = graph.previous[turn];
    int cause = graph.cause[turn];
    long other = cause == PathGraph.NONE ? Long.MIN_VALUE : graph.causeTime[turn];
    if (cause != PathGraph.NONE) {
      bound(cause, latest[turn] - (begun - graph.time[cause]));
    }
    if (before == PathGraph.NONE) {
      return;
    }
    long between = begun - graph.time[before];
    switch (graph.kind[turn]) {
      // Whoever is ready early waits for the CPU.
      case PathGraph.RUN -> between = begun - Math.max(graph.time[before], other);
      case PathGraph.READY -> {
        boolean wasLetGo = graph.kind[before] == PathGraph.WAIT && cause != PathGraph.NONE;
        between = wasLetGo ? 0 : between;
      }
      default -> {}
    }
    bound(before, latest[turn] - between);
  }

  private void bound(int turn, long time) {
    latest[turn] = Math.min(latest[turn], time);
  }
}
