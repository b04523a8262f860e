package dev.ringfence.report;

import dev.ringfence.analysis.Stuck;
import dev.ringfence.analysis.Stuck.StuckTask;
import dev.ringfence.analysis.Stuck.Turn;
import dev.ringfence.core.Nanos;
import java.util.List;

/// What a livelock does again and again, by task.
final class LivelockText {
  private static final int MOST = 8;

  private LivelockText() {}

  /// Its lines from the title on.
  static String of(Stuck group, Colours colours, int mostTasks) {
    StringBuilder out = new StringBuilder();
    out.append("\n").append(colours.bad("LIVELOCK")).append(", seen since ");
    out.append(Nanos.text(group.since())).append(", again and again after ");
    out.append(Nanos.text(group.period())).append("\n\n");
    for (StuckTask task : group.tasks().stream().limit(mostTasks).toList()) {
      List<Turn> turns = group.loop().stream().filter(turn -> turn.tid() == task.tid()).toList();
      String name = task.name() + (task.pid() == task.tid() ? " (" + task.pid() + ")" : "");
      for (Turn turn : turns.stream().limit(MOST).toList()) {
        String what = turn.call().isEmpty() ? "computes" : "calls " + turn.call();
        out.append("  %-18s %s at %s".formatted(name, what, colours.place(turn.line())));
        out.append(turn.call().isEmpty() ? "" : times(turn.times())).append("\n");
        name = "";
      }
      if (turns.size() > MOST) {
        out.append("  %-18s ... and %,d more\n".formatted("", turns.size() - MOST));
      }
    }
    int more = group.tasks().size() - mostTasks;
    out.append(more > 0 ? "  ... and %,d more\n".formatted(more) : "");
    out.append("\n  ").append(group.why()).append("\n  ");
    out.append("This is for ever: ").append(group.inevitable()).append(".\n");
    return out.toString();
  }

  private static String times(long times) {
    return times == 1 ? ", once" : times == 2 ? ", twice" : ", %,d times".formatted(times);
  }
}
