package dev.ringfence.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.core.Rng;
import dev.ringfence.scenario.LoadSpec.Arrivals;
import dev.ringfence.scenario.LoadSpec.Stage;
import dev.ringfence.scenario.LoadSpec.Think;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalTimesTest {
  private static final long SECOND = 1_000_000_000;

  private static List<Long> all(List<Stage> stages, Arrivals kind, long seed) {
    ArrivalTimes times = new ArrivalTimes(stages, kind, new Rng(seed));
    List<Long> all = new ArrayList<>();
    for (long at = times.next(); at != ArrivalTimes.NEVER; at = times.next()) {
      all.add(at);
    }
    return all;
  }

  @Test
  void evenArrivals_ofAConstantRate_haveEqualDistances() {
    List<Stage> stages = List.of(new Stage(0, 1, 10), new Stage(1, SECOND, 10));
    List<Long> all = all(stages, Arrivals.EVEN, 1);
    assertEquals(10, all.size());
    for (int i = 0; i < 10; i++) {
      assertEquals(50_000_000 + 100_000_000 * i, all.get(i), 10);
    }
  }

  @Test
  void evenArrivals_ofARamp_areAsManyAsItsAreaAndGetCloser() {
    List<Stage> stages =
        List.of(new Stage(0, 10 * SECOND, 100), new Stage(10 * SECOND, 20 * SECOND, 0));
    List<Long> all = all(stages, Arrivals.EVEN, 1);
    assertEquals(1000, all.size());
    assertEquals(1000, ArrivalTimes.total(stages), 1e-6);
    // Up to t the ramp expects 5 t t: the first comes at sqrt(0.1) seconds.
    assertEquals(Math.sqrt(0.1) * SECOND, all.getFirst(), 10);
    assertEquals(20 * SECOND, all.getFirst() + all.getLast(), 1000);
    assertTrue(all.get(499) - all.get(498) < all.get(1) - all.getFirst());
  }

  @Test
  void poissonArrivals_haveTheMeanAndTheVarianceOfTheProcess() {
    List<Stage> stages = List.of(new Stage(0, 1, 1000), new Stage(1, 100 * SECOND, 1000));
    List<Long> all = all(stages, Arrivals.POISSON, 7);
    assertEquals(100_000, all.size(), 4 * Math.sqrt(100_000));
    double mean = 0;
    double square = 0;
    for (int i = 1; i < all.size(); i++) {
      double distance = (all.get(i) - all.get(i - 1)) / 1e6;
      mean += distance;
      square += distance * distance;
    }
    mean /= all.size() - 1;
    assertEquals(1, mean, 0.02);
    assertEquals(1, square / (all.size() - 1) - mean * mean, 0.05);
  }

  @Test
  void arrivals_areThoseOfTheSeed() {
    List<Stage> stages = List.of(new Stage(0, SECOND, 50));
    assertEquals(all(stages, Arrivals.POISSON, 3), all(stages, Arrivals.POISSON, 3));
    assertNotEquals(all(stages, Arrivals.POISSON, 3), all(stages, Arrivals.POISSON, 4));
  }

  @Test
  void thinkTimes_haveTheirDistribution() {
    assertEquals(5, median(new Think.Constant(5)));
    assertEquals(1500, median(new Think.Uniform(1000, 2000)), 30);
    assertEquals(1000 * Math.log(2), median(new Think.Exponential(1000)), 30);
    assertEquals(1000, median(new Think.LogNormal(1000, 1)), 50);
    assertEquals(1000 * Math.sqrt(2), median(new Think.Pareto(1000, 2)), 30);
    assertEquals(0, median(new Think.Exponential(0)));
  }

  private static long median(Think think) {
    Samples samples = new Samples(think, new Rng(1));
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < 20_001; i++) {
      all.add(samples.next());
    }
    all.sort(null);
    return all.get(10_000);
  }
}
