package dev.ringfence.report.view;

import dev.ringfence.analysis.contention.Account;
import dev.ringfence.analysis.contention.Account.BlameOn;
import dev.ringfence.analysis.contention.Account.OfObject;
import dev.ringfence.analysis.contention.Account.OfProcess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What processes did with their time, and who made whom wait for longest.
final class WaitTable {
  private static final int MOST_PROCESSES = 12;
  private static final int MOST_BLAMES = 10;
  private static final String LINE = "%-20s %9s %7s %8s %7s  %s\n";

  private WaitTable() {}

  private record Row(OfObject object, BlameOn blame) {}

  static String of(Account account) {
    StringBuilder out = new StringBuilder();
    out.append(
        LINE.formatted("process", "lifetime", "running", "runnable", "blocked", "most of it by"));
    List<OfProcess> processes = new ArrayList<>(account.processes());
    OfProcess all = sum(processes);
    processes.stream().limit(MOST_PROCESSES).forEach(row -> process(out, row));
    ContentionTable.more(out, processes.size() - MOST_PROCESSES, "processes");
    if (processes.size() > 1) {
      process(out, all);
    }
    List<Row> rows = new ArrayList<>();
    for (OfObject object : account.objects()) {
      if (object.number() != 0) {
        object.blame().stream()
            .filter(blame -> blame.nanos() > 0)
            .forEach(blame -> rows.add(new Row(object, blame)));
      }
    }
    rows.sort(Comparator.comparingLong((Row row) -> row.blame().nanos()).reversed());
    if (!rows.isEmpty()) {
      out.append("\nwho waited where, for what, because of whom\n");
      rows.stream().limit(MOST_BLAMES).forEach(row -> blame(out, row));
      ContentionTable.more(out, rows.size() - MOST_BLAMES, "such pairs");
    }
    return out.toString();
  }

  private static void process(StringBuilder out, OfProcess row) {
    long blocked = row.lifetime() - row.running() - row.runnable();
    String most =
        row.blocked().entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .filter(entry -> entry.getValue() > 0)
            .limit(2)
            .map(
                entry ->
                    "%s %s"
                        .formatted(
                            Brief.name(entry.getKey(), 17),
                            Brief.share(entry.getValue(), row.lifetime())))
            .reduce((one, other) -> one + ", " + other)
            .orElse("");
    String name = row.pid() == 0 ? row.name() : "%s (%d)".formatted(row.name(), row.pid());
    out.append(
            LINE.formatted(
                    Brief.name(name, 20),
                    Brief.time(row.lifetime()),
                    Brief.share(row.running(), row.lifetime()),
                    Brief.share(row.runnable(), row.lifetime()),
                    Brief.share(blocked, row.lifetime()),
                    most)
                .stripTrailing())
        .append('\n');
  }

  private static OfProcess sum(List<OfProcess> all) {
    Map<String, Long> blocked = new LinkedHashMap<>();
    long lifetime = 0;
    long running = 0;
    long runnable = 0;
    for (OfProcess row : all) {
      lifetime += row.lifetime();
      running += row.running();
      runnable += row.runnable();
      row.blocked().forEach((object, nanos) -> blocked.merge(object, nanos, Long::sum));
    }
    return new OfProcess(0, "all processes", lifetime, running, runnable, blocked, 0, -1);
  }

  private static void blame(StringBuilder out, Row row) {
    BlameOn blame = row.blame();
    String by = blame.culprit();
    boolean isPlace = by.matches(".*:[0-9]+");
    String because =
        !isPlace
            ? ", because of " + by
            : row.object().holds().count() > 0
                ? ", which was taken at " + Brief.place(by)
                : ", until " + Brief.place(by);
    String waiter = blame.waiter().isEmpty() ? "" : " at " + Brief.place(blame.waiter());
    out.append(
        "%9s%s for %s%s\n"
            .formatted(
                Brief.time(blame.nanos()), waiter, Brief.name(row.object().object(), 27), because));
  }
}
