package dev.ringfence.predict;

import dev.ringfence.analysis.Stuck;
import dev.ringfence.analysis.order.Candidate;
import dev.ringfence.analysis.order.Candidate.Kind;
import dev.ringfence.analysis.order.Credit;
import dev.ringfence.analysis.order.OrderAnalysis;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.report.History;
import dev.ringfence.report.Outcome.Expectation;
import dev.ringfence.report.finding.Finding;
import dev.ringfence.scenario.Scenario.Deadlock;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What could have happened in a run and did not: found in its events, then tried.
///
/// @param found the confirmed ones first
/// @param guarded how many cycles of locks cannot happen since a common lock guards them
/// @param ordered how many cannot happen since their parts cannot be at the same time
/// @param untried for how many there was no time, or which were not looked for
/// @param runs how many runs were made to try them
public record Prediction(List<Predicted> found, int guarded, int ordered, int untried, int runs) {
  private static final int MOST = 40;

  /// Events that all runs together may have, about.
  private static final long MOST_EVENTS = 20_000_000;

  private static final int MOST_RUNS = 1000;
  private static final int FEWEST_RUNS = 4;
  private static final long MILLISECOND = 1_000_000;

  /// Runs a workload, looks for what could have happened, and tries it.
  public static Prediction of(Workload workload) {
    OrderAnalysis analysis = new OrderAnalysis();
    History history = new History();
    Set<Integer> stuck = new HashSet<>();
    PlainLoop loop = new PlainLoop();
    Simulation simulation =
        Simulation.of(
            workload,
            loop,
            history
                .andThen(analysis)
                .andThen(
                    event -> {
                      if (event instanceof Event.Stuck some) {
                        stuck.addAll(some.tids());
                      }
                    }));
    simulation.kernel().events().tell(Steps.OF_OBJECTS);
    loop.serve(simulation.kernel());
    OrderAnalysis.Found candidates = analysis.finish();
    long longest = 2 * workload.profile().nanos(simulation.kernel().now()) + MILLISECOND;
    long events = Math.max(1, simulation.kernel().events().count());
    int most = (int) Math.clamp(MOST_EVENTS / events, FEWEST_RUNS, MOST_RUNS);
    Search search = new Search(workload, stuck, longest, most);
    Wording wording =
        new Wording(history.names(simulation.kernel().processes().programs()), workload, longest);
    Prediction scheduled = tried(candidates, search, wording, stuck);
    return scheduled.with(candidates, new CreditSearch(workload, stuck, wording::task));
  }

  private static Prediction tried(
      OrderAnalysis.Found candidates, Search search, Wording wording, Set<Integer> stuck) {
    List<Predicted> confirmed = new ArrayList<>();
    List<Predicted> others = new ArrayList<>();
    Set<Set<List<String>>> places = new HashSet<>();
    int runs = 0;
    int untried = candidates.complete() ? 0 : 1;
    for (Candidate candidate : candidates.candidates()) {
      boolean happened = !candidate.victims().isEmpty() && stuck.containsAll(candidate.victims());
      if (happened) {
        continue;
      }
      if (confirmed.size() + others.size() >= MOST) {
        untried++;
        continue;
      }
      Search.Result result = search.tried(candidate);
      runs += result.tries();
      if (result.attempt() == null) {
        untried++;
      } else if (!result.confirmed()) {
        others.add(wording.predicted(candidate, result));
      } else if (places.add(places(result.attempt().outcome().stuck()))
          || candidate.kind() == Kind.LOCK_ORDER) {
        confirmed.add(wording.predicted(candidate, result));
      }
    }
    List<Predicted> all = new ArrayList<>(confirmed);
    all.addAll(others);
    return new Prediction(all, candidates.guarded(), candidates.ordered(), untried, runs);
  }

  /// With what less room would lead to.
  private Prediction with(OrderAnalysis.Found candidates, CreditSearch search) {
    List<Predicted> all = new ArrayList<>(found);
    for (Credit credit : candidates.credits()) {
      Predicted one = all.size() < MOST ? search.tried(credit) : null;
      if (one != null) {
        all.add(one);
      }
    }
    return new Prediction(all, guarded, ordered, untried, runs + search.runs());
  }

  /// Where tasks are stuck: messages and signals that lead to the same as another candidate are not
  /// told again.
  private static Set<List<String>> places(List<Stuck> groups) {
    Set<List<String>> all = new HashSet<>();
    for (Stuck group : groups) {
      group.tasks().forEach(task -> all.add(List.of(task.name(), task.line(), task.object())));
    }
    return all;
  }

  /// Whether one was confirmed.
  public boolean isConfirmed() {
    return found.stream().anyMatch(Predicted::isOfSchedule);
  }

  /// What it means for what is expected.
  ///
  /// @param stuck whether somebody was stuck in the run itself
  public List<Expectation> judged(Deadlock expected, boolean stuck) {
    long confirmed = found.stream().filter(Predicted::isOfSchedule).count();
    String text = confirmed == 0 ? "none was confirmed" : confirmed + " confirmed by a run";
    return switch (expected) {
      case NONE -> List.of(new Expectation("no deadlock predicted", confirmed == 0, text));
      case POSSIBLE ->
          List.of(new Expectation("a deadlock, or one predicted", stuck || confirmed > 0, text));
      case CERTAIN -> List.of();
    };
  }

  /// For whoever shows what was found in a run.
  public List<Finding> findings() {
    return found.stream().filter(Prediction::isShown).map(Predicted::finding).toList();
  }

  /// What was not confirmed is worth showing where tasks do take locks in different orders.
  private static boolean isShown(Predicted one) {
    return one.confirmed() || one.kind().equals(Predicted.nameOf(Kind.LOCK_ORDER));
  }

  /// The text.
  ///
  /// @param repeat the command of the run
  public String text(String repeat) {
    StringBuilder out = new StringBuilder("\nprediction: ");
    long confirmed = found.stream().filter(Predicted::confirmed).count();
    out.append(confirmed == 0 ? "nothing is confirmed" : confirmed + " confirmed");
    out.append(", by ").append(runs).append(runs == 1 ? " run\n" : " runs\n");
    found.stream().filter(Prediction::isShown).forEach(one -> out.append(one.text(repeat)));
    List<String> rest = new ArrayList<>();
    long tight = found.stream().filter(one -> !isShown(one) && one.isOfRoom()).count();
    long hidden = found.stream().filter(one -> !isShown(one)).count() - tight;
    note(rest, hidden, "messages or signals in another order", "nobody is stuck then");
    note(rest, tight, "tasks that send to each other", "nobody is stuck with less room");
    note(rest, guarded, "cycle of locks", "cannot happen, as a lock around them guards it");
    note(rest, ordered, "cycle of locks", "cannot happen, as its parts are never at once");
    note(rest, untried, "more", "was not tried");
    if (!rest.isEmpty()) {
      out.append('\n');
      rest.forEach(line -> out.append(line).append('\n'));
    }
    return out.toString();
  }

  private static void note(List<String> to, long count, String what, String which) {
    if (count > 0) {
      to.add(count + " x " + what + ": " + which);
    }
  }
}
