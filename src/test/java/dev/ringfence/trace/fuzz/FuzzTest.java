package dev.ringfence.trace.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Random system calls with random arguments never make the kernel throw, leak memory, lose or make
/// up data, or touch a process that has nothing to do with it.
///
/// `-Dfuzz.calls=1000000` makes so many, `-Dfuzz.seed` others.
class FuzzTest {
  private static final int RUN = 10_000;

  @Test
  void randomCalls_leaveTheKernelAndOthersAsTheyWere() {
    long seed = Long.getLong("fuzz.seed", 1);
    long calls = Long.getLong("fuzz.calls", 2 * RUN);
    long checks = 0;
    for (long made = 0; made < calls; made += RUN) {
      Fuzz fuzz = new Fuzz(seed + made / RUN);
      try {
        fuzz.run(RUN);
      } catch (AssertionError e) {
        throw new AssertionError("-Dfuzz.seed=" + (seed + made / RUN) + " " + e.getMessage(), e);
      }
      checks += fuzz.invariants().checks();
    }
    assertTrue(checks > calls, "few channels were checked");
  }
}
