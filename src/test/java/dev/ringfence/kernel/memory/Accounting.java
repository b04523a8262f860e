package dev.ringfence.kernel.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.machine.Entry;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// Holds what the kernel's frames are counted for against who uses them: page tables, the entries
/// in them, programs, segments, and frames that a TLB may still name. Semaphores are left out.
public final class Accounting {
  private final Kernel kernel;
  private final Frames frames;
  private final int[] users;
  private long checks;

  public Accounting(Kernel kernel) {
    this.kernel = kernel;
    this.frames = kernel.frames();
    users = new int[frames.memory().frames()];
  }

  /// How often all has been counted.
  public long checks() {
    return checks;
  }

  /// Counts everything.
  ///
  /// @param event what has just happened: a process that has just ended still has its memory
  public void check(Event event) {
    checks++;
    Arrays.fill(users, 0);
    Set<Segment> segments = new HashSet<>();
    for (Process process : kernel.processes().all()) {
      boolean ending = event instanceof Event.ProcessExited end && end.pid() == process.pid();
      if (!process.zombie || ending) {
        count(process.memory(), segments);
      }
    }
    kernel.processes().programs().forEachImage(image -> image.frames().forEach(this::use));
    segments.forEach(segment -> segment.frames().forEach(this::use));
    users[0] = 0;
    users[Frames.ZERO_PAGE] = 0;
    int inUse = 0;
    for (int frame = 0; frame < users.length; frame++) {
      assertEquals(users[frame], frames.users(frame), "users of frame " + frame + " at " + event);
      inUse += users[frame] > 0 ? 1 : 0;
    }
    assertEquals(inUse, frames.inUse(), "frames in use at " + event);
    checkFree(event);
  }

  private void count(AddressSpace space, Set<Segment> segments) {
    PageEntries entries = space.entries();
    entries.forEachTable(this::use);
    entries.forEach(
        (_, entry) -> {
          use(Entry.frame(entry));
          return entry;
        });
    entries.quarantine().forEach(this::use);
    for (Area area : space.areas()) {
      if (area.segment() != null) {
        segments.add(area.segment());
      }
    }
  }

  private void use(int frame) {
    users[frame]++;
  }

  private void checkFree(Event event) {
    Set<Integer> free = new HashSet<>();
    for (int frame : frames.free()) {
      assertTrue(free.add(frame), "frame " + frame + " is free twice at " + event);
      assertEquals(0, users[frame], "users of the free frame " + frame + " at " + event);
      assertNull(frames.memory().peek(frame), "a free frame holds something at " + event);
    }
  }
}
