package dev.ringfence.analysis.contention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What has to add up in every account.
public final class Sums {
  private Sums() {}

  public static void check(Account account, long makespan, String what) {
    assertEquals(makespan, account.makespan(), what);
    long blocked = 0;
    long runnable = 0;
    for (Account.OfProcess process : account.processes()) {
      long waits = process.blocked().values().stream().mapToLong(Long::longValue).sum();
      assertEquals(process.lifetime(), process.running() + process.runnable() + waits, what);
      assertTrue(process.running() >= 0 && process.runnable() >= 0, what);
      assertTrue(process.onPath() <= process.running() + 1_000_000, what);
      blocked += waits;
      runnable += process.runnable();
    }
    for (Account.OfObject object : account.objects()) {
      long blame = object.blame().stream().mapToLong(Account.BlameOn::nanos).sum();
      assertEquals(object.waits().total(), blame, () -> what + ": " + object);
      if (object.number() == 0) {
        assertTrue(object.waits().total() <= runnable + 1_000_000, what);
      } else {
        blocked -= object.waits().total();
      }
    }
    assertEquals(0, blocked, what);
    assertNotNull(account.criticalPath(), what);
    long path = account.criticalPath().stream().mapToLong(Account.Step::nanos).sum();
    assertEquals(makespan, path, what);
    assertTrue(account.criticalPath().stream().allMatch(step -> step.nanos() > 0), what);
    for (Account.OfProcess process : account.processes()) {
      assertTrue(process.slack() >= -1, what);
      assertTrue(process.onPath() == 0 || process.slack() == 0, () -> what + ": " + process);
    }
  }
}
