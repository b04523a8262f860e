package dev.ringfence.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class DigestTest {
  private static String of(long... values) {
    Digest digest = new Digest();
    for (long value : values) {
      digest.add(value);
    }
    return digest.hex();
  }

  @Test
  void digest_sameSequence_isEqual() {
    assertEquals(of(1, 2, 3), of(1, 2, 3));
    assertEquals(32, of().length());
  }

  @Test
  void digest_otherOrderOrLength_differs() {
    assertNotEquals(of(1, 2), of(2, 1));
    assertNotEquals(of(1), of(1, 0));
    assertNotEquals(of(), of(0));
  }
}
