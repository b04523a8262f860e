package dev.ringfence.kernel.deadlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.core.Rng;
import org.junit.jupiter.api.Test;

/// The safety algorithm, held against all orders in which tasks can end.
class SafetyTest {
  private static final int STATES = 20_000;

  private final Rng rng = new Rng(20261129);

  private int pick(int below) {
    return (int) rng.below(below);
  }

  @Test
  void isSafe_onRandomStates_agreesWithEveryOrderTried() {
    int safe = 0;
    for (int i = 0; i < STATES; i++) {
      int[][] held = new int[1 + pick(5)][1 + pick(4)];
      int[][] need = new int[held.length][held[0].length];
      int[] available = new int[held[0].length];
      for (int lock = 0; lock < available.length; lock++) {
        available[lock] = pick(4);
        for (int task = 0; task < held.length; task++) {
          held[task][lock] = pick(3);
          need[task][lock] = pick(4);
        }
      }
      boolean expected = someOrderEnds(available, held, need, 0);
      assertEquals(expected, Safety.isSafe(available, held, need), "state " + i);
      safe += expected ? 1 : 0;
    }
    assertTrue(safe > STATES / 10 && safe < STATES * 9 / 10, safe + " of " + STATES + " are safe");
  }

  private static boolean someOrderEnds(int[] left, int[][] held, int[][] need, int ended) {
    if (ended == (1 << held.length) - 1) {
      return true;
    }
    for (int task = 0; task < held.length; task++) {
      if ((ended & 1 << task) == 0 && suffices(left, need[task])) {
        int[] more = left.clone();
        for (int lock = 0; lock < more.length; lock++) {
          more[lock] += held[task][lock];
        }
        if (someOrderEnds(more, held, need, ended | 1 << task)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean suffices(int[] left, int[] need) {
    for (int lock = 0; lock < left.length; lock++) {
      if (need[lock] > left[lock]) {
        return false;
      }
    }
    return true;
  }

  @Test
  void isSafe_inDijkstrasExample_seesTheCircle() {
    int[][] one = {{1, 0}, {0, 1}};
    int[][] other = {{0, 1}, {1, 0}};
    assertFalse(Safety.isSafe(new int[] {0, 0}, one, other));
    assertTrue(Safety.isSafe(new int[] {0, 1}, one, other));
  }
}
