package dev.ringfence.kernel.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.core.Rng;
import dev.ringfence.machine.Addressing;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.scenario.Profiles;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs of frames, of which segments are made.
class FrameRunsTest {
  private record Run(int from, int count) {}

  private static Frames frames(PhysicalMemory memory) {
    return new Frames(memory, Profiles.load("8086"), false);
  }

  @Test
  void run_isTheLowestThatFits() {
    Frames frames = frames(new PhysicalMemory(Addressing.REAL_8086.reach(), Frames.BEYOND));
    assertEquals(16, frames.allocateRun(16));
    assertEquals(32, frames.allocateRun(2));
    assertEquals(34, frames.allocateRun(16));
    frames.releaseRun(16, 16);
    assertEquals(50, frames.allocateRun(17), "the gap is too small");
    assertEquals(16, frames.allocateRun(3));
    assertEquals(19, frames.allocateRun(13));
    assertEquals(-1, frames.allocateRun(160), "behind 640 KiB the screen begins");
  }

  @Test
  void runs_atRandom_neverOverlapAndComeBackAsZeros() {
    PhysicalMemory memory = new PhysicalMemory(Addressing.REAL_8086.reach(), Frames.BEYOND);
    Frames frames = frames(memory);
    Rng rng = new Rng(7);
    BitSet used = new BitSet();
    List<Run> runs = new ArrayList<>();
    for (int step = 0; step < 10_000; step++) {
      int count = 1 + (int) rng.below(20);
      int from = rng.below(2) == 0 ? frames.allocateRun(count) : -1;
      if (from >= 0) {
        assertTrue(used.nextSetBit(from) < 0 || used.nextSetBit(from) >= from + count);
        assertTrue(from >= 16 && from + count <= 160);
        used.set(from, from + count);
        for (int frame = from; frame < from + count; frame++) {
          byte[] bytes = memory.peek(frame);
          assertEquals(0, assertNotNull2(bytes)[step % 4096], "nobody reads what another left");
          memory.writeByte((long) frame * 4096 + step % 4096, 0xFF);
        }
        runs.add(new Run(from, count));
      } else if (!runs.isEmpty()) {
        Run run = runs.remove((int) rng.below(runs.size()));
        frames.releaseRun(run.from, run.count);
        used.clear(run.from, run.from + run.count);
      }
      assertEquals(used.cardinality(), frames.inUse());
    }
  }

  private static byte[] assertNotNull2(byte @org.jspecify.annotations.Nullable [] bytes) {
    assertNotNull(bytes);
    return bytes == null ? new byte[0] : bytes;
  }
}
