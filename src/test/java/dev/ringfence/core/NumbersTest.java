package dev.ringfence.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void errno_numbers_areLinuxAndUnique() {
    Set<Integer> numbers = new HashSet<>();
    for (Errno errno : Errno.values()) {
      assertTrue(numbers.add(errno.number()), errno.name());
      assertSame(errno, Errno.of(errno.number()));
      assertTrue(Errno.isError(errno.result()));
    }
    assertEquals(11, Errno.EAGAIN.number());
    assertEquals("Broken pipe", Errno.EPIPE.text());
    assertThrows(IllegalArgumentException.class, () -> Errno.of(0));
  }

  @Test
  void signal_numbers_areConsecutive() {
    for (Signal signal : Signal.values()) {
      assertEquals(signal.ordinal() + 1, signal.number());
      assertSame(signal, Signal.of(signal.number()));
    }
    assertNull(Signal.of(0));
    assertNull(Signal.of(32));
    assertEquals("Segmentation fault", Signal.SIGSEGV.text());
  }

  @Test
  void rng_sameSeed_repeats() {
    Rng one = new Rng(7);
    Rng other = new Rng(7);
    for (int i = 0; i < 1000; i++) {
      long value = one.below(10);
      assertEquals(value, other.below(10));
      assertTrue(value >= 0 && value < 10);
    }
  }
}
