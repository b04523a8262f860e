package dev.ringfence.whatif;

import dev.ringfence.analysis.contention.Account;
import dev.ringfence.c.Program;
import dev.ringfence.core.Nanos;
import dev.ringfence.core.Spelling;
import dev.ringfence.report.Lines;
import dev.ringfence.scenario.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// How long a run would be if one thing were otherwise: each is tried by a run of its own.
///
/// @param nanos how long it is as it is
/// @param limit what is waited for longest then
/// @param rows what was tried, what shortens the run most first
public record WhatIf(long nanos, String limit, List<Row> rows) {
  /// Stands for all that seems to matter.
  public static final String ALL = "all";

  private static final int MOST_LOCKS = 8;
  private static final int MOST_QUEUES = 4;
  private static final int MOST_LINES = 8;
  private static final double HALF = 0.5;

  /// @param what as it is written on the command line
  /// @param change of the length of the run, as a share of what it is: negative if it is shorter
  /// @param limit what is waited for longest then, or the empty string
  /// @param remark how it ends then if otherwise, and whether processes write other things
  public record Row(String what, long nanos, double change, String limit, String remark) {}

  /// Tries what is wanted.
  ///
  /// @param wanted as they are written on the command line; `all` stands for what seems to matter
  /// @throws IllegalArgumentException where one is written wrongly, or there is no such thing
  public static WhatIf of(Workload workload, List<String> wanted) {
    Trial asIs = Trial.of(workload);
    Set<Supposition> all = new LinkedHashSet<>();
    for (String text : wanted) {
      if (text.equals(ALL)) {
        all.addAll(candidates(workload, asIs.account()));
      } else {
        all.add(found(Supposition.of(text), workload, asIs.account()));
      }
    }
    List<Row> rows = new ArrayList<>();
    all.forEach(one -> rows.add(row(one, workload, asIs)));
    rows.sort(Comparator.comparingLong(Row::nanos).thenComparing(Row::what));
    return new WhatIf(asIs.makespan(), asIs.limit(), rows);
  }

  private static Row row(Supposition one, Workload workload, Trial asIs) {
    Trial trial = Trial.of(one.in(workload));
    String outcome = trial.outcome().outcome();
    List<String> remarks = new ArrayList<>();
    if (!outcome.equals(asIs.outcome().outcome())) {
      remarks.add("it is " + outcome);
    }
    if (!trial.output().equals(asIs.output())) {
      remarks.add("processes write other things");
    }
    double change = (double) (trial.makespan() - asIs.makespan()) / Math.max(1, asIs.makespan());
    return new Row(one.text(), trial.makespan(), change, trial.limit(), String.join(", ", remarks));
  }

  static boolean isLock(Account.OfObject object) {
    return object.channel() == null && object.holds().count() > 0 && mayBeFree(object.object());
  }

  private static boolean mayBeFree(String name) {
    return name.matches("(mutex|spin lock|rwlock|semaphore) .*");
  }

  private static List<Supposition> candidates(Workload workload, Account account) {
    List<Supposition> all = new ArrayList<>();
    account.objects().stream()
        .filter(object -> isLock(object) && object.waits().total() > 0)
        .limit(MOST_LOCKS)
        .forEach(object -> all.add(new Supposition.Free(object.object())));
    account.objects().stream()
        .filter(object -> object.channel() != null && object.channel().timeFull() > 0)
        .filter(object -> mayGrow(object.object()))
        .limit(MOST_QUEUES)
        .forEach(object -> all.add(new Supposition.Room(object.object(), 1)));
    if (account.processes().stream().anyMatch(process -> process.runnable() > 0)) {
      all.add(new Supposition.Cpus(1));
    }
    computing(workload).stream()
        .limit(MOST_LINES)
        .forEach(line -> all.add(new Supposition.Pace(line, HALF)));
    return all;
  }

  private static boolean mayGrow(String name) {
    return name.matches("message queue .*|pipe:.*|FIFO .*|/.*");
  }

  private static Set<String> computing(Workload workload) {
    Set<String> all = new TreeSet<>();
    workload.programs().stream().map(Program::computing).forEach(all::addAll);
    return all;
  }

  /// The same with the whole name of what it is about.
  private static Supposition found(Supposition one, Workload workload, Account account) {
    return switch (one) {
      case Supposition.Cpus cpus -> cpus;
      case Supposition.Free free ->
          new Supposition.Free(
              name(
                  free.lock(),
                  "lock",
                  names(account.objects().stream().filter(WhatIf::isLock).toList())));
      case Supposition.Room room ->
          new Supposition.Room(
              name(
                  room.queue(),
                  "queue",
                  names(
                      account.objects().stream()
                          .filter(o -> o.channel() != null && mayGrow(o.object()))
                          .toList())),
              room.more());
      case Supposition.Pace pace ->
          new Supposition.Pace(
              name(pace.line(), "line with compute", computing(workload)), pace.factor());
    };
  }

  private static Set<String> names(List<Account.OfObject> objects) {
    Set<String> all = new TreeSet<>();
    objects.forEach(object -> all.add(object.object()));
    return all;
  }

  /// The one of the names that is meant: it, or the only one that ends with it.
  private static String name(String meant, String what, Set<String> known) {
    if (known.contains(meant)) {
      return meant;
    }
    List<String> ends =
        known.stream()
            .filter(name -> name.endsWith(" " + meant) || name.endsWith("/" + meant))
            .toList();
    if (ends.size() == 1) {
      return ends.getFirst();
    }
    String nearest = Spelling.nearest(meant, known);
    throw new IllegalArgumentException(
        "there is no "
            + what
            + " '"
            + meant
            + "'"
            + (nearest == null ? "." : "; did you mean '" + nearest + "'?")
            + (known.isEmpty() ? "" : " There are: " + String.join(", ", known)));
  }

  /// The table.
  public String text() {
    StringBuilder out = new StringBuilder("\nwhat if\n\n");
    int width = rows.stream().mapToInt(row -> row.what.length()).max().orElse(0);
    width = Math.clamp(width, 10, 48);
    String form = "%-" + width + "s %12s %8s   %s";
    Lines.add(out, form, "", "length", "change", "then waited for longest");
    Lines.add(out, form, "as it is", Nanos.text(nanos), "", limit);
    for (Row row : rows) {
      Lines.add(
          out,
          form,
          row.what,
          Nanos.text(row.nanos),
          String.format(Locale.ROOT, "%+.1f%%", 100 * row.change),
          row.limit);
      if (!row.remark.isEmpty()) {
        Lines.add(out, "  " + row.remark);
      }
    }
    return out.toString();
  }
}
