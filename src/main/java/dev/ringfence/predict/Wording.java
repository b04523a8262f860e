package dev.ringfence.predict;

import dev.ringfence.analysis.order.Candidate;
import dev.ringfence.analysis.order.Point;
import dev.ringfence.core.Nanos;
import dev.ringfence.report.finding.InversionSearch.Names;
import dev.ringfence.scenario.HoldSpec;
import dev.ringfence.scenario.Workload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Says in words what could happen, and what came of trying it.
final class Wording {
  private final Names names;
  private final Workload workload;
  private final long longest;

  /// @param longest nanoseconds for which tasks are held at most
  Wording(Names names, Workload workload, long longest) {
    this.names = names;
    this.workload = workload;
    this.longest = longest;
  }

  Predicted predicted(Candidate candidate, Search.Result result) {
    List<Point> way = candidate.ways().getFirst();
    Set<String> tasks = new LinkedHashSet<>();
    way.forEach(point -> tasks.add(task(point.tid())));
    candidate.victims().forEach(tid -> tasks.add(task(tid)));
    Attempt attempt = Objects.requireNonNull(result.attempt());
    List<HoldSpec> all = new ArrayList<>(workload.scenario().holds());
    all.addAll(result.holds());
    return new Predicted(
        Predicted.nameOf(candidate.kind()),
        result.confirmed(),
        parts(candidate),
        List.copyOf(tasks),
        way.getLast().wants(),
        result.confirmed() ? result.holds().getLast().time() : 0,
        result.confirmed() ? how(candidate, result.holds()) : why(candidate, attempt),
        result.confirmed() ? "holds=" + all.toString().replace(" ", "") : "",
        result.confirmed() ? attempt.outcome().stuck() : List.of(),
        result.confirmed() ? attempt.report() : "");
  }

  /// What the task is called.
  String task(int tid) {
    String name = names.task(tid);
    return name.contains(" thread ") ? name : name + " (" + tid + ")";
  }

  private String at(Point point) {
    return names.place(point.tid(), point.line());
  }

  private List<String> parts(Candidate candidate) {
    List<Point> way = candidate.ways().getFirst();
    Point last = way.getLast();
    String task = task(last.tid());
    String by = candidate.by() == 0 ? "a device" : task(candidate.by());
    String place = names.place(candidate.by(), candidate.line());
    String where = candidate.line() == 0 ? "" : " at " + place;
    return switch (candidate.kind()) {
      case LOCK_ORDER -> way.stream().map(this::nested).toList();
      case LOST_WAKEUP ->
          List.of(
              "%s waits for %s at %s".formatted(task, last.wants(), at(last)),
              "%s ends that wait%s, and could do so before it begins".formatted(by, where));
      case TAKEN_BY_ANOTHER ->
          List.of(
              "%s receives from %s at %s".formatted(task, last.wants(), at(last)),
              "%s receives from it, too, at %s, and could be first".formatted(by, place));
      case WAIT_UNDER_LOCK ->
          List.of(
              nested(last).replaceFirst(" takes ", " waits for "),
              "%s takes %s, too, at %s before it ends that wait%s"
                  .formatted(by, last.holds(), at(way.getFirst()), where));
    };
  }

  private String nested(Point point) {
    return "%s takes %s at %s with %s, taken at %s"
        .formatted(
            task(point.tid()),
            point.wants(),
            at(point),
            point.holds(),
            names.place(point.tid(), point.taken()));
  }

  private String how(Candidate candidate, List<HoldSpec> holds) {
    List<String> all = new ArrayList<>();
    for (HoldSpec hold : holds) {
      String point =
          candidate.ways().stream()
              .flatMap(List::stream)
              .filter(one -> one.tid() == hold.task())
              .map(one -> before(one, hold.call()))
              .filter(text -> !text.isEmpty())
              .findFirst()
              .orElse("");
      all.add(
          "%s is held for %s or longer before %s"
              .formatted(task(hold.task()), Nanos.text(hold.time()), point));
    }
    return "It happens when " + String.join(" and ", all);
  }

  private String before(Point point, long call) {
    return call == point.call()
        ? point.name() + " at " + at(point)
        : call == point.outer()
            ? "its first lock at " + names.place(point.tid(), point.outerLine())
            : "";
  }

  private String why(Candidate candidate, Attempt attempt) {
    List<Point> way = candidate.ways().getLast();
    long first = Long.MAX_VALUE;
    for (Point point : way) {
      Long at = attempt.heldAt().get(point.tid());
      if (at == null) {
        return task(point.tid()) + " does not come there while the others are held";
      }
      first = Math.min(first, at);
    }
    for (Point point : way) {
      if (attempt.heldAt().getOrDefault(point.tid(), first) - first >= longest) {
        return "%s comes there only when others go on, after %s"
            .formatted(task(point.tid()), Nanos.text(longest));
      }
    }
    return way.size() > 1
        ? "All were there at the same time, and went on"
        : "It went on all the same when it was held for " + Nanos.text(longest);
  }
}
