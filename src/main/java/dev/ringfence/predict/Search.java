package dev.ringfence.predict;

import dev.ringfence.analysis.order.Candidate;
import dev.ringfence.analysis.order.Candidate.Kind;
import dev.ringfence.analysis.order.Point;
import dev.ringfence.scenario.HoldSpec;
import dev.ringfence.scenario.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Leads runs to where a candidate would happen, and finds out how little that takes.
final class Search {
  private final Workload workload;
  private final Set<Integer> stuckAnyway;
  private final long longest;
  private int left;

  /// What is known of a candidate.
  ///
  /// @param holds with which it happens, or those tried last
  /// @param attempt the last of them, or null if none was made
  /// @param tries how many were made
  record Result(boolean confirmed, List<HoldSpec> holds, @Nullable Attempt attempt, int tries) {}

  /// @param stuckAnyway who is stuck in the run without that
  /// @param longest nanoseconds for which tasks are held at most
  /// @param most how many runs there may be in all
  Search(Workload workload, Set<Integer> stuckAnyway, long longest, int most) {
    this.workload = workload;
    this.stuckAnyway = stuckAnyway;
    this.longest = longest;
    this.left = most;
  }

  private boolean isThere(Candidate candidate, Map<Integer, String> stuck) {
    Set<Integer> tids = stuck.keySet();
    return switch (candidate.kind()) {
      case LOCK_ORDER ->
          candidate.ways().getFirst().stream()
              .allMatch(point -> point.wants().equals(stuck.get(point.tid())));
      case LOST_WAKEUP, WAIT_UNDER_LOCK -> tids.containsAll(candidate.victims());
      case TAKEN_BY_ANOTHER -> !stuckAnyway.containsAll(tids);
    };
  }

  private @Nullable Attempt attempt(Candidate candidate, List<HoldSpec> holds) {
    if (left <= 0) {
      return null;
    }
    left--;
    return Attempt.of(workload, holds, stuck -> isThere(candidate, stuck));
  }

  private boolean happens(Candidate candidate, List<HoldSpec> holds) {
    Attempt attempt = attempt(candidate, holds);
    return attempt != null && isThere(candidate, attempt.stuck());
  }

  /// Tries a candidate in each of its ways.
  Result tried(Candidate candidate) {
    int before = left;
    Attempt last = null;
    List<HoldSpec> holds = List.of();
    for (List<HoldSpec> way : ways(candidate)) {
      holds = way;
      Attempt attempt = attempt(candidate, holds);
      if (attempt == null) {
        break;
      }
      last = attempt;
      if (isThere(candidate, attempt.stuck())) {
        List<HoldSpec> least = shortest(candidate, fewest(candidate, holds));
        Attempt found = attempt(candidate, least);
        return new Result(true, least, found == null ? attempt : found, before - left);
      }
    }
    return new Result(false, holds, last, before - left);
  }

  /// The holds that may bring a candidate about: at its points; or first before tasks take any of
  /// their locks, so that those who come to the same point later are not kept from it, and then at
  /// the points for twice as long.
  private List<List<HoldSpec>> ways(Candidate candidate) {
    List<List<HoldSpec>> all = new ArrayList<>();
    candidate.ways().forEach(way -> all.add(holds(way, longest)));
    for (List<Point> way : candidate.ways()) {
      if (candidate.kind() == Kind.LOCK_ORDER) {
        List<HoldSpec> both = new ArrayList<>();
        way.forEach(point -> both.add(new HoldSpec(point.tid(), point.outer(), 0, longest)));
        both.addAll(holds(way, 2 * longest));
        all.add(both);
      }
    }
    return all;
  }

  private static List<HoldSpec> holds(List<Point> way, long time) {
    Map<Integer, HoldSpec> all = new LinkedHashMap<>();
    way.forEach(p -> all.putIfAbsent(p.tid(), new HoldSpec(p.tid(), p.call(), 0, time)));
    return List.copyOf(all.values());
  }

  /// As few of them as suffice.
  private List<HoldSpec> fewest(Candidate candidate, List<HoldSpec> all) {
    List<HoldSpec> needed = all;
    for (HoldSpec hold : all) {
      if (needed.size() > 1) {
        List<HoldSpec> fewer = needed.stream().filter(one -> one != hold).toList();
        needed = happens(candidate, fewer) ? fewer : needed;
      }
    }
    return needed;
  }

  /// The same for as short a time as suffices, as if longer ones always did, too.
  private List<HoldSpec> shortest(Candidate candidate, List<HoldSpec> holds) {
    long none = 0;
    long enough = longest;
    while (enough - none > 1 && left > 0) {
      long middle = none + (enough - none) / 2;
      if (happens(candidate, shortened(holds, middle))) {
        enough = middle;
      } else {
        none = middle;
      }
    }
    return shortened(holds, enough);
  }

  private List<HoldSpec> shortened(List<HoldSpec> holds, long time) {
    return holds.stream()
        .map(one -> new HoldSpec(one.task(), one.call(), 0, one.time() / longest * time))
        .toList();
  }
}
