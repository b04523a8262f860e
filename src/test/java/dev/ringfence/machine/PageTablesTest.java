package dev.ringfence.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What a walk through tables of either form finds, when it is only looked at.
class PageTablesTest {
  private final PhysicalMemory memory = new PhysicalMemory(1 << 20);
  private int next = 1;

  private PageTables tables(Paging paging) {
    return new PageTables(
        memory,
        paging,
        new PageTables.FrameSource() {
          @Override
          public int allocate() {
            return next++;
          }

          @Override
          public void release(int frame) {}
        });
  }

  @Test
  void walk_ofAMappedAddress_hasAStepForEachLevel() {
    for (Paging paging : List.of(Paging.TWO_LEVELS, Paging.FOUR_LEVELS)) {
      PageTables tables = tables(paging);
      int root = tables.create();
      long address = 0x0040_3123L;
      tables.set(root, address, Entry.of(77, Entry.PRESENT | Entry.USER));
      List<PageTables.Step> steps = tables.walk(root, address);
      assertEquals(paging.levels(), steps.size());
      PageTables.Step last = steps.getLast();
      assertEquals(77, Entry.frame(last.entry()));
      assertEquals(0, last.level());
      assertEquals(3, last.index());
      assertEquals(
          (long) Entry.frame(steps.get(steps.size() - 2).entry()) << 12 | 3 * paging.entrySize(),
          last.place());
      assertEquals(0, last.entry() & Entry.ACCESSED, "looking sets no bit");
      long index = paging == Paging.TWO_LEVELS ? 1 : 2;
      assertEquals(index, steps.get(steps.size() - 2).index());
    }
  }

  @Test
  void walk_ofAnUnmappedAddress_endsWhereNothingIsPresent() {
    for (Paging paging : List.of(Paging.TWO_LEVELS, Paging.FOUR_LEVELS)) {
      PageTables tables = tables(paging);
      int root = tables.create();
      List<PageTables.Step> steps = tables.walk(root, 0x5000_0000L);
      assertEquals(1, steps.size());
      assertEquals(0, steps.getFirst().entry());
      assertTrue(tables.walk(root, 0x1234_5678_1234_5678L).isEmpty());
    }
  }

  @Test
  void forEachEntry_ofTables_showsEachLevelBeforeTheNext() {
    PageTables tables = tables(Paging.TWO_LEVELS);
    int root = tables.create();
    tables.set(root, 0x7000_0000L, Entry.of(5, Entry.PRESENT));
    StringBuilder seen = new StringBuilder();
    tables.forEachEntry(
        root,
        (level, address, _, entry) ->
            seen.append("%d %x %d; ".formatted(level, address, Entry.frame(entry))));
    assertEquals("1 70000000 2; 0 70000000 5; ", seen.toString());
  }
}
