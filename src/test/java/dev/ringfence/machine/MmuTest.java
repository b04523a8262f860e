package dev.ringfence.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class MmuTest {
  private static final long PAGE = 0x7000_0000_1000L;
  private static final long RW = Entry.PRESENT | Entry.WRITABLE | Entry.USER;

  private final PhysicalMemory memory = new PhysicalMemory(1 << 20);
  private final Frames frames = new Frames();
  private final PageTables tables = new PageTables(memory, Paging.FOUR_LEVELS, frames);
  private final int root = tables.create();
  private final Mmu mmu = new Mmu(memory, profile());

  private static Profile profile() {
    return new Profile(
        "test",
        3_000_000_000L,
        Paging.FOUR_LEVELS,
        46,
        true,
        DataModel.LP64,
        new Costs(
            1, 3, 20, 4, 4, 1, 1, 2, 30, 150, 900, 1500, 1000, 8, 300, 600, 20, 100, 1, 1, 400, 500,
            900, 0));
  }

  /// Frames 1 to 200, released ones first come first served.
  private final class Frames implements PageTables.FrameSource {
    private final Queue<Integer> free = new ArrayDeque<>();
    private int inUse;

    Frames() {
      for (int i = 1; i <= 200; i++) {
        free.add(i);
      }
    }

    @Override
    public int allocate() {
      Integer frame = free.poll();
      if (frame == null) {
        return -1;
      }
      inUse++;
      memory.clear(frame);
      return frame;
    }

    @Override
    public void release(int frame) {
      inUse--;
      free.add(frame);
    }
  }

  @Test
  void write_thenRead_meetsTheSameFrame() {
    assertTrue(tables.set(root, PAGE, Entry.of(250, RW)));
    mmu.load(root);
    assertEquals(0, assertNotNull2(mmu.forRead(PAGE + 5))[5]);
    assertNotNull2(mmu.forWrite(PAGE + 5))[5] = 42;
    assertEquals(42, assertNotNull2(mmu.forRead(PAGE + 5))[5]);
    assertEquals(42, assertNotNull2(memory.peek(250))[5]);
    assertTrue(Entry.has(tables.get(root, PAGE), Entry.ACCESSED | Entry.DIRTY));
  }

  @Test
  void hit_afterAMiss_costsNoWalk() {
    tables.set(root, PAGE, Entry.of(250, RW));
    mmu.load(root);
    byte[] first = assertNotNull2(mmu.forWrite(PAGE));
    assertEquals(30, mmu.takePenalty());
    assertSame(first, mmu.forWrite(PAGE + 4095));
    assertEquals(0, mmu.takePenalty());
    assertEquals(1, mmu.misses());
  }

  @Test
  void lease_untilInvalidated_outlivesTheEntry() {
    tables.set(root, PAGE, Entry.of(250, RW));
    mmu.load(root);
    assertNotNull2(mmu.forWrite(PAGE));
    tables.set(root, PAGE, 0);
    assertNotNull2(mmu.forWrite(PAGE));
    mmu.invalidate(PAGE);
    assertNull(mmu.forWrite(PAGE));
    assertEquals(Vector.PF, mmu.vector);
    assertEquals(Walker.WRITE | Walker.USER_MODE, mmu.errorCode);
    assertEquals(PAGE, mmu.address);
  }

  @Test
  void fetch_fromNoExecutePage_faultsWithTheFetchBit() {
    tables.set(root, PAGE, Entry.of(250, RW | Entry.NO_EXECUTE));
    mmu.load(root);
    assertFalse(mmu.mayFetch(PAGE));
    assertEquals(Walker.INSTRUCTION_FETCH | Walker.PROTECTION | Walker.USER_MODE, mmu.errorCode);
  }

  @Test
  void access_toNonCanonicalAddress_isGeneralProtection() {
    mmu.load(root);
    assertNull(mmu.forRead(0x0000_8000_0000_0000L));
    assertEquals(Vector.GP, mmu.vector);
    assertEquals(0, mmu.errorCode);
  }

  @Test
  void tables_visitedAndDestroyed_giveEveryFrameBack() {
    List<Long> seen = new ArrayList<>();
    for (long page = 0; page < 20; page++) {
      assertTrue(tables.set(root, page << 30 | 0x5000, Entry.of(250, RW)));
    }
    tables.forEach(
        root,
        (address, entry) -> {
          seen.add(address);
          return entry & ~Entry.WRITABLE;
        });
    assertEquals(20, seen.size());
    assertEquals(19L << 30 | 0x5000, seen.getLast());
    assertFalse(Entry.has(tables.get(root, 0x5000), Entry.WRITABLE));
    tables.destroy(root);
    assertEquals(0, frames.inUse);
  }

  @Test
  void tablesOfTwoLevels_areFilledVisitedCopiedAndReleased() {
    PageTables narrow = new PageTables(memory, Paging.TWO_LEVELS, frames);
    int from = narrow.create();
    int to = narrow.create();
    long[] pages = {0x1000, 0x3F_F000, 0x40_0000, 0xFFFF_F000L};
    for (int i = 0; i < pages.length; i++) {
      assertTrue(narrow.set(from, pages[i], Entry.of(20 + i, RW)));
    }
    assertEquals(1 + 2 + 3, frames.inUse, "the other root, two directories, three tables");
    List<Long> seen = new ArrayList<>();
    assertTrue(
        narrow.copy(
            from,
            to,
            ~Entry.DIRTY,
            (address, entry) -> {
              seen.add(address);
              return entry;
            }));
    assertEquals(java.util.Arrays.stream(pages).boxed().toList(), seen);
    Walker walker = new Walker(memory, Paging.TWO_LEVELS, 32);
    assertEquals(23, Entry.frame(walker.walk(to, 0xFFFF_FABCL, Access.WRITE, 3)));
    assertEquals(Walker.FAULT, walker.walk(to, 0x2000, Access.READ, 3));
    assertEquals(Walker.FAULT, walker.walk(to, 1L << 32, Access.READ, 3));
    assertEquals(Vector.GP, walker.vector);
    narrow.destroy(from);
    narrow.destroy(to);
    assertEquals(1, frames.inUse, "the root of the other tables");
  }

  @Test
  void profile_cyclesAndNanos_areExactAndBounded() {
    Profile profile = profile();
    assertEquals(3, profile.cycles(1));
    assertEquals(1, profile.nanos(5));
    assertEquals(3_000_000_000L * 1_000_000, profile.cycles(1_000_000_000L * 1_000_000));
    assertEquals(Long.MAX_VALUE, profile.cycles(Long.MAX_VALUE));
  }

  private static byte[] assertNotNull2(byte @org.jspecify.annotations.Nullable [] bytes) {
    assertNotNull(bytes);
    return bytes;
  }
}
