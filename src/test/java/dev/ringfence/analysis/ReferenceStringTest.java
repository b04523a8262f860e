package dev.ringfence.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.core.Rng;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReferenceStringTest {
  private static ReferenceString of(int... pages) {
    ReferenceString string = new ReferenceString();
    for (int page : pages) {
      string.add(1, page);
    }
    return string;
  }

  /// The string of Belady's anomaly, with the faults that he counted.
  @Test
  void faults_ofBeladysString_areThoseOfTheTextbooks() {
    ReferenceString string = of(1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5);
    assertEquals(9, string.firstInFirstOut(3));
    assertEquals(10, string.firstInFirstOut(4));
    assertEquals(10, string.leastRecentlyUsed(3));
    assertEquals(8, string.leastRecentlyUsed(4));
    assertEquals(7, string.optimum(3));
    assertEquals(6, string.optimum(4));
    assertEquals(5, string.distinct());
  }

  @Test
  void faults_ofALoopThatIsOnePageTooLong_areAllWithoutTheFuture() {
    ReferenceString string = new ReferenceString();
    for (int i = 0; i < 50; i++) {
      string.add(1, i % 5);
    }
    assertEquals(50, string.leastRecentlyUsed(4));
    assertEquals(50, string.firstInFirstOut(4));
    // After the first round one use in four.
    assertTrue(string.optimum(4) <= 5 + 45 / 4 + 1, "found " + string.optimum(4));
  }

  @Test
  void optimum_ofRandomStrings_isTheLeastThatAnyChoiceComesTo() {
    Rng random = new Rng(5);
    for (int round = 0; round < 200; round++) {
      int[] pages = new int[10];
      for (int i = 0; i < pages.length; i++) {
        pages[i] = (int) random.below(5);
      }
      int best = best(pages, 0, Set.of(), 2);
      assertEquals(best, of(pages).optimum(2), () -> Arrays.toString(pages));
    }
  }

  /// The fewest faults, by trying everything.
  private static int best(int[] pages, int at, Set<Integer> resident, int frames) {
    if (at == pages.length) {
      return 0;
    }
    if (resident.contains(pages[at])) {
      return best(pages, at + 1, resident, frames);
    }
    Set<Integer> more = new HashSet<>(resident);
    more.add(pages[at]);
    if (resident.size() < frames) {
      return 1 + best(pages, at + 1, more, frames);
    }
    int least = Integer.MAX_VALUE;
    for (int gone : resident) {
      Set<Integer> rest = new HashSet<>(more);
      rest.remove(gone);
      least = Math.min(least, 1 + best(pages, at + 1, rest, frames));
    }
    return least;
  }
}
