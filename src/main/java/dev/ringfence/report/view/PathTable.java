package dev.ringfence.report.view;

import dev.ringfence.analysis.contention.Account;
import dev.ringfence.analysis.contention.Account.OfProcess;
import dev.ringfence.analysis.contention.Account.Step;
import java.util.Comparator;
import java.util.List;

/// What the length of a run is made of, and how much later the others could have been.
final class PathTable {
  private static final int MOST_STEPS = 14;
  private static final int MOST_OTHERS = 6;

  private PathTable() {}

  static String of(Account account) {
    List<Step> steps = account.criticalPath();
    if (steps == null) {
      return "the run had too many turns of tasks to keep all of them\n";
    }
    StringBuilder out = new StringBuilder();
    for (Step step : steps.stream().limit(MOST_STEPS).toList()) {
      out.append(
          "%9s %6s  %s%s\n"
              .formatted(
                  Brief.time(step.nanos()),
                  Brief.share(step.nanos(), account.makespan()),
                  words(step),
                  step.times() == 1 ? "" : " (%,d times)".formatted(step.times())));
    }
    ContentionTable.more(out, steps.size() - MOST_STEPS, "parts");
    List<OfProcess> others =
        account.processes().stream()
            .filter(process -> process.onPath() == 0 && process.slack() >= 0)
            .sorted(Comparator.comparingLong(OfProcess::slack))
            .toList();
    if (!others.isEmpty()) {
      out.append("\nprocesses beside the path, and how much later they could be\n");
      for (OfProcess process : others.stream().limit(MOST_OTHERS).toList()) {
        String name = "%s (%d)".formatted(process.name(), process.pid());
        out.append("%9s  %s\n".formatted(Brief.time(process.slack()), name));
      }
      ContentionTable.more(out, others.size() - MOST_OTHERS, "processes");
    }
    return out.toString();
  }

  private static String words(Step step) {
    String line = step.line().isEmpty() ? "" : ", up to " + Brief.place(step.line());
    return switch (step.kind()) {
      case "running" -> step.process() + " runs" + line;
      case "holding" ->
          "%s runs with %s, taken at %s"
              .formatted(step.process(), Brief.name(step.object(), 27), Brief.place(step.line()));
      case "waiting" -> step.process() + " waits for " + Brief.name(step.object(), 40);
      case "switching" -> "a CPU turns to " + step.process();
      case "handing over" -> step.process() + " can go on and has not looked yet";
      default -> "nothing runs";
    };
  }
}
