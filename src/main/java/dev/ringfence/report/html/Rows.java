package dev.ringfence.report.html;

import dev.ringfence.analysis.contention.Account;
import dev.ringfence.analysis.contention.Account.OfObject;
import dev.ringfence.analysis.contention.Account.OfProcess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account of what was waited for, as far as a page shows it: of very many objects those that
/// were waited for longest, of each those places that had most to do with it.
///
/// @param processes pid, lifetime, running, runnable, on the critical path, slack
/// @param blocked for what the first of these processes waited most
record Rows(
    List<OfObject> objects,
    long moreObjects,
    List<long[]> processes,
    List<Blocked> blocked,
    @Nullable List<Account.Step> path) {
  private static final int MOST_OBJECTS = 2000;
  private static final int MOST_BLAMES = 20;
  private static final int MOST_PROCESSES = 20_000;
  private static final int MOST_STEPS = 2000;

  /// That a process waited longest for an object.
  record Blocked(int pid, String object, long nanos) {}

  static Rows of(Account account) {
    return new Rows(
        account.objects().stream().limit(MOST_OBJECTS).map(Rows::brief).toList(),
        Math.max(0, account.objects().size() - MOST_OBJECTS),
        account.processes().stream().limit(MOST_PROCESSES).map(Rows::numbers).toList(),
        account.processes().stream()
            .limit(MOST_PROCESSES)
            .filter(process -> !process.blocked().isEmpty())
            .map(Rows::longest)
            .toList(),
        account.criticalPath() == null
            ? null
            : account.criticalPath().stream().limit(MOST_STEPS).toList());
  }

  private static OfObject brief(OfObject row) {
    return new OfObject(
        row.number(),
        row.object(),
        row.acquisitions(),
        row.contended(),
        row.handOffs(),
        row.overtakes(),
        row.longestQueue(),
        row.waits(),
        row.holds(),
        row.channel(),
        row.blame().stream().limit(MOST_BLAMES).toList());
  }

  private static long[] numbers(OfProcess process) {
    return new long[] {
      process.pid(),
      process.lifetime(),
      process.running(),
      process.runnable(),
      process.onPath(),
      process.slack()
    };
  }

  private static Blocked longest(OfProcess process) {
    String object = "";
    long nanos = -1;
    for (var entry : process.blocked().entrySet()) {
      if (entry.getValue() > nanos) {
        object = entry.getKey();
        nanos = entry.getValue();
      }
    }
    return new Blocked(process.pid(), object, nanos);
  }
}
