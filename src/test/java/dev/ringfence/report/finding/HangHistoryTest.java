package dev.ringfence.report.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.analysis.Stuck;
import dev.ringfence.report.observation.Observation;
import dev.ringfence.report.observation.PlainRun;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HangHistoryTest {
  private static List<Stuck> stuck(String name) {
    Workload workload = Scenarios.load("deadlock/" + name);
    return PlainRun.of(Observation.of(workload).add(new HangHistory(workload))).outcome().stuck();
  }

  private static List<String> lines(Stuck group) {
    return group.history().stream().map(deed -> deed.name() + " " + deed.what()).toList();
  }

  @Test
  void cycle_ofLocks_wasTakenBeforeItWasWaitedFor() {
    assertEquals(
        List.of(
            "transfer thread 3 takes mutex a",
            "transfer thread 4 takes mutex b",
            "transfer thread 3 waits for mutex b",
            "transfer thread 4 waits for mutex a"),
        lines(stuck("lock-order").getFirst()));
  }

  @Test
  void lostWakeup_cameBeforeTheWait() {
    assertEquals(
        List.of(
            "thread 3 signals condition changed, for which nobody waits yet",
            "waiter waits for condition changed"),
        lines(stuck("lost-wakeup").getFirst()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dining-philosophers",
        "own-write-end",
        "wait-for-child-with-full-pipe",
        "livelock"
      })
  void history_isShortAndInOrder(String name) {
    for (Stuck group : stuck(name)) {
      List<Long> times = group.history().stream().map(Stuck.Deed::at).toList();
      assertEquals(times.stream().sorted().toList(), times);
      assertTrue(times.size() <= 12, times.toString());
      assertEquals(group.kind().equals("livelock"), times.isEmpty());
    }
  }
}
