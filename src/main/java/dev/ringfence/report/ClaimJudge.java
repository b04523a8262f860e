package dev.ringfence.report;

import dev.ringfence.analysis.Stuck;
import dev.ringfence.core.Nanos;
import dev.ringfence.event.Event;
import dev.ringfence.machine.Profile;
import dev.ringfence.report.Evidence.Chain;
import dev.ringfence.report.Evidence.Named;
import dev.ringfence.report.History.Past;
import dev.ringfence.report.Outcome.Expectation;
import dev.ringfence.report.Outcome.Fault;
import dev.ringfence.scenario.expect.Claims;
import dev.ringfence.scenario.expect.FaultClaim;
import dev.ringfence.scenario.expect.OrderStep;
import dev.ringfence.scenario.expect.OutputClaim;
import dev.ringfence.scenario.expect.SignalClaim;
import dev.ringfence.scenario.expect.Who;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Holds an outcome against what a scenario claims of processes and events.
final class ClaimJudge {
  /// Of what does not fit, so much is told.
  private static final int MOST_TOLD = 4;

  private final Outcome outcome;
  private final History history;
  private final Profile profile;
  private final List<Expectation> all;

  ClaimJudge(Outcome outcome, History history, Profile profile, List<Expectation> all) {
    this.outcome = outcome;
    this.history = history;
    this.profile = profile;
    this.all = all;
  }

  /// Adds an expectation for each claim but those on faults.
  void judge(Claims claims) {
    if (claims.stuck() != null) {
      stuck(claims.stuck());
    }
    if (claims.hangs() != null) {
      hangs(claims.hangs());
    }
    List<DataRace> races = outcome.races();
    if (claims.raceFree() && races != null) {
      String found = list(races.stream().map(DataRace::brief).toList());
      all.add(new Expectation("no data race", races.isEmpty(), found.isEmpty() ? "none" : found));
    }
    Evidence evidence = history.evidence();
    if (evidence != null) {
      claims.signals().forEach(claim -> signal(claim, evidence));
      claims.outputs().forEach(claim -> output(claim, evidence));
      evidence.chains().forEach(this::order);
    }
  }

  private void stuck(List<Who> wanted) {
    Set<String> expected = new TreeSet<>();
    for (Past past : history.processes()) {
      if (wanted.stream().anyMatch(who -> who.is(past.name, past.index))) {
        expected.add(past.label());
      }
    }
    Set<String> found = new TreeSet<>();
    for (Stuck group : outcome.stuck()) {
      group.tasks().forEach(task -> found.add(history.label(task.pid())));
    }
    String text =
        wanted.isEmpty()
            ? "nobody is stuck"
            : "stuck: " + wanted.stream().map(Who::text).collect(Collectors.joining(", "));
    all.add(
        new Expectation(text, found.equals(expected), found.isEmpty() ? "nobody" : list(found)));
  }

  private void hangs(Set<String> wanted) {
    Set<String> found = new TreeSet<>();
    outcome.stuck().stream().map(Stuck::kind).filter(Claims.HANGS::contains).forEach(found::add);
    all.add(
        new Expectation(
            wanted.isEmpty() ? "no hang" : "hangs: " + list(wanted),
            found.equals(wanted),
            found.isEmpty() ? "none" : list(found)));
  }

  /// Each fault is one that is expected, and each that is expected is there.
  void faults(List<FaultClaim> claims) {
    List<Fault> left = new ArrayList<>(outcome.faults());
    boolean missing = false;
    for (FaultClaim claim : FaultClaim.byDetail(claims)) {
      Fault fits = left.stream().filter(fault -> fits(claim, fault)).findFirst().orElse(null);
      missing |= fits == null || !left.remove(fits);
    }
    String wanted =
        claims.stream().map(FaultClaim::text).sorted().collect(Collectors.joining(", "));
    boolean plain = claims.stream().allMatch(c -> c.who() == null && c.line() == null);
    String found =
        outcome.faults().stream()
            .map(f -> plain ? f.vector() : f.vector() + " in " + f.name() + " at " + f.line())
            .sorted()
            .collect(Collectors.joining(", "));
    all.add(
        new Expectation(
            wanted.isEmpty() ? "no fault" : "faults: " + wanted,
            !missing && left.isEmpty(),
            found.isEmpty() ? "no fault" : found));
  }

  private boolean fits(FaultClaim claim, Fault fault) {
    Past past = history.past(fault.pid());
    return past != null && claim.allows(fault.vector(), past.name, past.index, fault.line());
  }

  private void signal(SignalClaim claim, Evidence evidence) {
    Event.SignalSent sent = evidence.sent(claim);
    all.add(
        new Expectation(
            "signal: " + claim.text(),
            claim.never() == (sent == null),
            sent == null ? "not sent" : evidence.text(sent, profile)));
  }

  private void output(OutputClaim claim, Evidence evidence) {
    Map<String, String> wrong = new LinkedHashMap<>();
    Map<Named, String> outputs = evidence.outputs(claim.who());
    boolean one = outputs.size() == 1;
    outputs.forEach(
        (named, text) -> {
          if (!claim.allows(text)) {
            wrong.put(one ? "" : named.name() + "[" + named.index() + "]: ", text);
          }
        });
    List<String> told = new ArrayList<>();
    wrong.forEach((who, text) -> told.add(who + OutputClaim.quoted(text)));
    all.add(
        new Expectation(
            claim.text(),
            wrong.isEmpty() && !outputs.isEmpty(),
            outputs.isEmpty() ? "no such process" : told.isEmpty() ? "as expected" : list(told)));
  }

  private void order(String name, Chain chain) {
    List<OrderStep> steps = chain.steps;
    boolean met = chain.met == steps.size();
    String title = name.isEmpty() ? "order" : "order " + name;
    String text =
        steps.size() <= MOST_TOLD
            ? steps.stream().map(OrderStep::text).collect(Collectors.joining(", then "))
            : "%d events from '%s' to '%s'"
                .formatted(steps.size(), steps.getFirst().text(), steps.getLast().text());
    all.add(new Expectation(title + ": " + text, met, met ? "as expected" : missing(chain)));
  }

  private String missing(Chain chain) {
    String next = chain.steps.get(chain.met).text();
    return chain.met == 0
        ? "no '" + next + "'"
        : "no '%s' after '%s', which was %s into the run"
            .formatted(
                next, chain.steps.get(chain.met - 1).text(), Nanos.text(profile.nanos(chain.last)));
  }

  private static String list(Iterable<String> words) {
    List<String> told = new ArrayList<>();
    int count = 0;
    for (String word : words) {
      if (++count <= MOST_TOLD) {
        told.add(word);
      }
    }
    String more = count > MOST_TOLD ? " and %,d more".formatted(count - MOST_TOLD) : "";
    return String.join(", ", told) + more;
  }
}
