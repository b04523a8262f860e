package dev.ringfence.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.core.Rng;
import dev.ringfence.scenario.LoadSpec.Stage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrowdTest {
  private static List<Long> rises(Crowd crowd) {
    List<Long> rises = new ArrayList<>();
    for (long at = crowd.nextRise(-1); at != Crowd.NEVER; at = crowd.nextRise(at)) {
      rises.add(at);
    }
    return rises;
  }

  @Test
  void rampUp_beginsAtOnceAndHasItsTargetAtTheEnd() {
    Crowd crowd = new Crowd(List.of(new Stage(0, 100, 4)));
    assertEquals(List.of(0L, 25L, 50L, 75L), rises(crowd));
    assertEquals(1, crowd.at(0));
    assertEquals(1, crowd.at(24));
    assertEquals(2, crowd.at(25));
    assertEquals(4, crowd.at(99));
    assertEquals(4, crowd.at(1000));
  }

  @Test
  void rampDown_losesTheFirstBehindTheFirstStep() {
    Crowd crowd = new Crowd(List.of(new Stage(0, 100, 4), new Stage(100, 200, 0)));
    assertEquals(4, crowd.at(100));
    assertEquals(4, crowd.at(124));
    assertEquals(3, crowd.at(125));
    assertEquals(1, crowd.at(199));
    assertEquals(0, crowd.at(200));
    assertEquals(4, rises(crowd).size());
  }

  @Test
  void gap_keepsTheTargetBeforeIt() {
    Crowd crowd = new Crowd(List.of(new Stage(50, 60, 2), new Stage(100, 110, 3)));
    assertEquals(0, crowd.at(0));
    assertEquals(0, crowd.at(49));
    assertEquals(2, crowd.at(80));
    assertEquals(List.of(50L, 55L, 100L), rises(crowd));
  }

  @Test
  void rises_ofAnyRamps_areWhereTheSizeGrowsByOne() {
    Rng rng = new Rng(1);
    for (int round = 0; round < 200; round++) {
      List<Stage> stages = new ArrayList<>();
      long at = 0;
      for (int i = 0; i < 4; i++) {
        long from = at + rng.below(20);
        long to = from + 1 + rng.below(200);
        stages.add(new Stage(from, to, rng.below(40)));
        at = to;
      }
      Crowd crowd = new Crowd(stages);
      List<Long> grown = new ArrayList<>();
      for (long t = 0; t <= at; t++) {
        if (crowd.at(t) > (t == 0 ? 0 : crowd.at(t - 1))) {
          grown.add(t);
        }
      }
      // A ramp's first step may make up for the last one of a fall.
      List<Long> rises = rises(crowd);
      List<Long> starts = stages.stream().map(Stage::from).toList();
      assertTrue(rises.containsAll(grown), stages.toString());
      rises.removeAll(grown);
      assertTrue(starts.containsAll(rises), stages.toString());
    }
  }

  @Test
  void largestRamp_overflowsNothing() {
    long hour = 3_600_000_000_000L;
    Crowd crowd = new Crowd(List.of(new Stage(0, hour, 1_000_000)));
    assertEquals(1_000_000, crowd.at(hour - 1));
    assertEquals(hour - hour / 1_000_000, crowd.nextRise(hour - hour / 1_000_000 - 1));
    assertTrue(crowd.nextRise(hour / 2) > hour / 2);
  }
}
