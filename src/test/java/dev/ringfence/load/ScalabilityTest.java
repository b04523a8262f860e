package dev.ringfence.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.load.Scalability.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScalabilityTest {
  private static Scalability fit(Scalability law, int... sizes) {
    List<Point> points = IntStream.of(sizes).mapToObj(n -> new Point(n, law.at(n))).toList();
    Scalability found = Scalability.fit(points);
    assertNotNull(found);
    return found;
  }

  @Test
  void fit_ofPointsOnTheLaw_findsItsParameters() {
    Scalability law = new Scalability(1000, 0.05, 0.0002, 0, 0, 0);
    Scalability found = fit(law, 1, 4, 16, 64, 256);
    assertEquals(1000, found.lambda(), 1);
    assertEquals(0.05, found.sigma(), 1e-3);
    assertEquals(0.0002, found.kappa(), 1e-5);
    assertEquals(Math.sqrt(0.95 / 0.0002), found.peak(), 1);
    assertEquals(1, found.explained(), 1e-6);
    assertTrue(found.isTested());
  }

  @Test
  void fit_withoutCoherence_hasNoPeak() {
    Scalability found = fit(new Scalability(10, 0.1, 0, 0, 0, 0), 1, 2, 4, 8, 16, 32);
    assertEquals(0.1, found.sigma(), 1e-3);
    assertTrue(found.peak() > 1000, "peak " + found.peak());
    Scalability linear = fit(new Scalability(10, 0, 0, 0, 0, 0), 1, 10, 100, 1000);
    assertEquals(10, linear.lambda(), 1e-3);
    assertTrue(linear.sigma() < 1e-5 && linear.kappa() < 1e-6);
  }

  @Test
  void fit_ofTooFewPoints_isNone() {
    assertNull(Scalability.fit(List.of(new Point(1, 10), new Point(2, 20))));
    assertNull(Scalability.fit(List.of(new Point(1, 10), new Point(2, 20), new Point(4, 0))));
    assertFalse(fit(new Scalability(10, 0.1, 0.01, 0, 0, 0), 1, 4, 16).isTested());
  }
}
