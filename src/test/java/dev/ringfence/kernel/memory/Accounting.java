package dev.ringfence.kernel.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.hugetlb.HugePages;
import dev.ringfence.kernel.hugetlb.Reservation;
import dev.ringfence.kernel.paging.Pager;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.machine.Entry;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// Holds what the kernel's frames and slots of swap are counted for against who uses them: page
/// tables, the entries in them, programs, segments, and frames that a TLB may still name.
/// Semaphores are left out.
public final class Accounting {
  private final Kernel kernel;
  private final Frames frames;
  private final int[] users;
  private final int[] slots;
  private long checks;

  public Accounting(Kernel kernel) {
    this.kernel = kernel;
    this.frames = kernel.parts().frames();
    users = new int[frames.memory().frames()];
    Pager pager = frames.pager();
    slots = new int[pager == null ? 0 : pager.swap().slots()];
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
    Arrays.fill(slots, 0);
    Set<Segment> segments = new HashSet<>();
    for (Process process : kernel.processes().all()) {
      boolean ending = event instanceof Event.ProcessExited end && end.pid() == process.pid();
      if (!process.zombie || ending) {
        count(process.memory(), segments);
      }
    }
    kernel.processes().programs().forEachImage(image -> image.frames().forEach(this::use));
    segments.forEach(segment -> segment.frames().forEach(this::use));
    segments.forEach(segment -> segment.slots().forEach(slot -> slots[slot]++));
    checkPool(segments, event);
    users[0] = 0;
    users[Frames.ZERO_PAGE] = 0;
    checkFree(event);
    if (event instanceof Event.PagedOut || event instanceof Event.PagedIn) {
      // An address space that is being made belongs to no process yet.
      return;
    }
    int inUse = 0;
    for (int frame = 0; frame < users.length; frame++) {
      if (frames.isKernel(frame)) {
        assertEquals(0, users[frame], "users of the kernel's frame " + frame + " at " + event);
        continue;
      }
      assertEquals(users[frame], frames.users(frame), "users of frame " + frame + " at " + event);
      inUse += users[frame] > 0 && !frames.hugePages().holds(frame) ? 1 : 0;
    }
    assertEquals(inUse, frames.inUse(), "frames in use at " + event);
    checkSlots(event);
  }

  /// Holds the pool of huge pages against those in use, and its promises against the mappings'.
  private void checkPool(Set<Segment> segments, Event event) {
    HugePages pool = frames.hugePages();
    int free = 0;
    for (int frame = pool.first(); frame < pool.end(); frame++) {
      boolean begins = frame % HugePages.FRAMES == 0;
      int inUse = users[frame - frame % HugePages.FRAMES];
      assertTrue(begins || users[frame] == 0, "frame " + frame + " is mapped alone at " + event);
      assertTrue(inUse > 0 || frames.memory().peek(frame) == null, "a huge page is not clear");
      free += begins && inUse == 0 ? 1 : 0;
    }
    assertEquals(free, pool.free(), "free huge pages at " + event);
    int promised = 0;
    for (Segment segment : segments) {
      Reservation reservation = segment.reservation();
      promised += reservation == null ? 0 : reservation.promised();
    }
    assertEquals(promised, pool.reserved(), "huge pages promised at " + event);
    assertTrue(promised <= free, "more huge pages are promised than are free at " + event);
  }

  private void checkSlots(Event event) {
    Pager pager = frames.pager();
    if (pager == null) {
      return;
    }
    int inSlots = 0;
    for (int frame = 0; frame < users.length; frame++) {
      int slot = pager.slotOf(frame);
      if (slot >= 0) {
        assertTrue(users[frame] > 0, "frame " + frame + " is free and has a slot at " + event);
        slots[slot]++;
      }
    }
    for (int slot = 0; slot < slots.length; slot++) {
      assertEquals(slots[slot], pager.swap().users(slot), "users of slot " + slot + " at " + event);
      inSlots += slots[slot] > 0 ? 1 : 0;
    }
    assertEquals(inSlots, pager.swap().inUse(), "slots in use at " + event);
  }

  private void count(AddressSpace space, Set<Segment> segments) {
    PageEntries entries = space.entries();
    entries.forEachTable(this::use);
    entries.forEach(
        (_, entry) -> {
          if (PageEntries.isSwapped(entry)) {
            slots[Entry.frame(entry)]++;
          } else {
            use(Entry.frame(entry));
          }
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
