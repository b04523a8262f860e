package dev.ringfence.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ringfence.core.Rng;
import org.junit.jupiter.api.Test;

class PhysicalMemoryTest {
  private static final int FRAMES = 16;

  private final PhysicalMemory memory = new PhysicalMemory(FRAMES * PhysicalMemory.FRAME);

  /// Frames change at random, alike or not, and are packed now and then.
  @Test
  void frame_packedAgainAndAgain_keepsItsContents() {
    Rng rng = new Rng(4);
    byte[][] expected = new byte[FRAMES][PhysicalMemory.FRAME];
    for (int step = 0; step < 20_000; step++) {
      int frame = (int) rng.below(FRAMES);
      switch ((int) rng.below(5)) {
        case 0 -> memory.pack(frame, (int) rng.below(3));
        case 1 -> {
          int other = (int) rng.below(FRAMES);
          memory.copy(frame, other);
          expected[other] = expected[frame].clone();
        }
        case 2 -> {
          memory.clear(frame);
          expected[frame] = new byte[PhysicalMemory.FRAME];
        }
        default -> {
          int at = (int) rng.below(PhysicalMemory.FRAME);
          int length = (int) rng.below(Math.min(200, PhysicalMemory.FRAME - at) + 1L);
          for (int i = at; i < at + length; i++) {
            expected[frame][i] = (byte) (rng.below(3) == 0 ? rng.below(256) : 0);
          }
          System.arraycopy(expected[frame], at, memory.materialise(frame), at, length);
        }
      }
    }
    for (int frame = 0; frame < FRAMES; frame++) {
      assertArrayEquals(expected[frame], memory.materialise(frame), "frame " + frame);
    }
  }

  @Test
  void numbers_inFrameWithFewOrMany_areReadAsWritten() {
    Rng rng = new Rng(5);
    long[] expected = new long[PhysicalMemory.FRAME / 8];
    for (int step = 0; step < 3000; step++) {
      int index = (int) rng.below(step < 1500 ? 40 : expected.length);
      long value = rng.below(3) == 0 ? 0 : rng.below(1L << 52) | rng.below(2) << 63;
      expected[index] = value;
      memory.writeLong(PhysicalMemory.FRAME + 8L * index, value);
      int next = index;
      while (next < expected.length && expected[next] == 0) {
        next++;
      }
      assertEquals(next == expected.length ? -1 : next, memory.nextLong(1, index));
    }
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], memory.readLong(PhysicalMemory.FRAME + 8L * i));
    }
  }

  @Test
  void number_withBitsOfAnIndex_isReadAsWritten() {
    memory.writeLong(PhysicalMemory.FRAME + 8, 5);
    memory.writeLong(PhysicalMemory.FRAME + 16, -1);
    assertEquals(5, memory.readLong(PhysicalMemory.FRAME + 8));
    assertEquals(-1, memory.readLong(PhysicalMemory.FRAME + 16));
    assertNull(memory.peek(2));
  }
}
