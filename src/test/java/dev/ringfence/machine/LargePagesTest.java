package dev.ringfence.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Pages of 2 MiB: their walk (SDM volume 3, section 4.5), their tables and their part of the TLB.
class LargePagesTest {
  private static final long SIZE = 2 << 20;
  private static final int FIRST = 512;
  private static final long AT = 0x7000_0020_0000L;
  private static final long RW = Entry.PRESENT | Entry.WRITABLE | Entry.USER | Entry.PAGE_SIZE;
  private static final Paging PAGING = Paging.FOUR_LEVELS;

  private final PhysicalMemory memory = new PhysicalMemory(4 * SIZE);
  private final List<Integer> released = new ArrayList<>();
  private int next = 1;
  private final PageTables tables =
      new PageTables(
          memory,
          PAGING,
          new PageTables.FrameSource() {
            @Override
            public int allocate() {
              return next++;
            }

            @Override
            public void release(int frame) {
              released.add(frame);
            }
          });
  private final int root = tables.create();
  private final Walker walker = new Walker(memory, PAGING, 46);

  private static Mmu mmu(PhysicalMemory memory, int walk) {
    Costs costs =
        new Costs(
            1, 3, 20, 4, 4, 1, 1, 2, walk, 150, 900, 1500, 1000, 8, 300, 600, 20, 100, 1, 1, 400,
            500, 900, 0);
    return new Mmu(memory, new Profile("test", 1, PAGING, 46, true, DataModel.LP64, costs));
  }

  private long walk(long address, Access access) {
    return walker.walk(root, address, access, 3);
  }

  @Test
  void walk_ofALargePage_endsALevelEarlierAndMarksItsEntry() {
    tables.setLarge(root, AT, Entry.of(FIRST, RW));
    long found = walk(AT + 5 * 4096 + 7, Access.READ);
    assertEquals(FIRST + 5, Entry.frame(found));
    assertTrue(walker.large);
    assertEquals(Entry.of(FIRST, RW | Entry.ACCESSED), tables.get(root, AT));
    walk(AT + SIZE - 1, Access.WRITE);
    assertEquals(Entry.of(FIRST, RW | Entry.ACCESSED | Entry.DIRTY), tables.get(root, AT));
    assertEquals(3, tables.walk(root, AT).size());
  }

  @Test
  void walk_ofALargePage_faultsAsAnyOther() {
    tables.setLarge(root, AT, Entry.of(FIRST, RW & ~Entry.WRITABLE | Entry.NO_EXECUTE));
    assertEquals(Walker.FAULT, walk(AT, Access.WRITE));
    assertEquals(Walker.PROTECTION | Walker.WRITE | Walker.USER_MODE, walker.errorCode);
    assertEquals(Walker.FAULT, walk(AT, Access.FETCH));
    tables.setLarge(root, AT, Entry.of(FIRST, RW & ~Entry.PRESENT));
    assertEquals(Walker.FAULT, walk(AT, Access.READ));
    assertEquals(Walker.USER_MODE, walker.errorCode);
  }

  @Test
  void walk_ofReservedBits_tellsOfThem() {
    int reserved = Walker.PROTECTION | Walker.RESERVED | Walker.USER_MODE;
    for (int bit = 12; bit <= 20; bit++) {
      tables.setLarge(root, AT, Entry.of(FIRST, RW | 1L << bit));
      // Bit 12 is the page attribute table's.
      assertEquals(bit == 12, walk(AT, Access.READ) != Walker.FAULT, "bit " + bit);
      assertTrue(bit == 12 || walker.errorCode == reserved, "bit " + bit);
    }
    tables.setLarge(root, AT, Entry.of(FIRST, RW));
    for (PageTables.Step step : tables.walk(root, AT).subList(0, 2)) {
      PAGING.write(memory, step.place(), step.entry() | Entry.PAGE_SIZE);
      assertEquals(Walker.FAULT, walk(AT, Access.READ));
      assertEquals(reserved, walker.errorCode, "level " + step.level());
      PAGING.write(memory, step.place(), step.entry());
    }
    tables.setLarge(root, AT, Entry.of(4 * FIRST, RW));
    assertEquals(Walker.FAULT, walk(AT, Access.READ), "behind the end of memory");
  }

  @Test
  void setLarge_whereATableWas_releasesTheTable() {
    tables.set(root, AT + 4096, Entry.of(99, Entry.PRESENT));
    tables.set(root, AT + 4096, 0);
    int table = next - 1;
    tables.setLarge(root, AT, Entry.of(FIRST, RW));
    assertEquals(List.of(table), released);
    tables.setLarge(root, AT, 0);
    assertEquals(0, tables.get(root, AT));
    assertTrue(tables.set(root, AT, Entry.of(99, Entry.PRESENT)));
    assertEquals(table + 1, next - 1, "a table anew");
  }

  @Test
  void visitors_seeALargePageOnceAndNoTableBelow() {
    tables.setLarge(root, AT, Entry.of(FIRST, RW));
    tables.setLarge(root, AT + SIZE, Entry.of(2 * FIRST, RW & ~Entry.PRESENT));
    List<String> seen = new ArrayList<>();
    tables.forEach(
        root,
        (address, entry) -> {
          seen.add("%x %d".formatted(address - AT, Entry.frame(entry)));
          return entry;
        });
    assertEquals(List.of("0 512", "200000 1024"), seen);
    int[] count = new int[1];
    tables.forEachTable(root, _ -> count[0]++);
    assertEquals(3, count[0]);
    int copy = tables.create();
    assertTrue(tables.copy(root, copy, ~Entry.DIRTY, (_, entry) -> entry & ~Entry.WRITABLE));
    assertEquals(Entry.of(FIRST, RW & ~Entry.WRITABLE), tables.get(copy, AT));
    tables.destroy(copy);
    assertEquals(3, released.size());
  }

  @Test
  void frame_ofAPartThatTheKernelWrites_marksTheLargePage() {
    tables.setLarge(root, AT, Entry.of(FIRST, RW));
    assertEquals(FIRST + 3, tables.frame(root, AT + 3 * 4096, true));
    assertTrue(Entry.has(tables.get(root, AT), Entry.ACCESSED | Entry.DIRTY));
    tables.setLarge(root, AT, Entry.of(FIRST, RW & ~Entry.WRITABLE));
    assertEquals(-1, tables.frame(root, AT + 3 * 4096, true), "it may have been remembered");
  }

  @Test
  void tlb_ofALargePage_missesOnceForAllParts() {
    Mmu mmu = mmu(memory, 30);
    tables.setLarge(root, AT, Entry.of(FIRST, RW));
    mmu.load(root);
    for (int part = 0; part < 512; part++) {
      notNull(mmu.forWrite(AT + part * 4096L))[9] = (byte) part;
    }
    assertEquals(1, mmu.misses());
    assertEquals(30, mmu.takePenalty());
    assertEquals(77, notNull(mmu.forRead(AT + 77 * 4096))[9]);
    assertEquals(2, mmu.misses(), "reading is another right");
    assertEquals(78, notNull(memory.peek(FIRST + 78))[9]);
  }

  @Test
  void invalidate_ofAnyPart_dropsTheLargePage() {
    Mmu mmu = mmu(memory, 30);
    tables.setLarge(root, AT, Entry.of(FIRST, RW));
    mmu.load(root);
    byte[] before = notNull(mmu.forWrite(AT + 4096));
    tables.setLarge(root, AT, Entry.of(2 * FIRST, RW & ~Entry.WRITABLE));
    assertSame(before, mmu.forWrite(AT + 4096), "the lease has not ended");
    mmu.invalidate(AT);
    assertNull(mmu.forWrite(AT + 4096));
    assertNull(mmu.forWrite(AT + 8192));
  }

  @Test
  void tlb_withMoreLargePagesThanSlots_dropsTheirParts() {
    Mmu mmu = mmu(memory, 30);
    long other = AT + 32 * SIZE;
    tables.setLarge(root, AT, Entry.of(FIRST, RW));
    tables.setLarge(root, other, Entry.of(2 * FIRST, RW));
    mmu.load(root);
    mmu.forWrite(AT);
    mmu.forWrite(other + 4096);
    mmu.forWrite(AT);
    assertEquals(3, mmu.misses());
    mmu.forWrite(AT + 4096);
    assertEquals(3, mmu.misses());
  }

  private static byte[] notNull(byte @Nullable [] bytes) {
    return Objects.requireNonNull(bytes);
  }
}
