package dev.ringfence.machine.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.machine.Addressing;
import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PageTables;
import dev.ringfence.machine.Paging;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Stray;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Accesses through far pointers on machines of 16 bits, of a process whose data begins at 64 KiB
/// and whose code, of 100 bytes, follows.
class SegmentedMemoryTest {
  private static final int DATA = 16;
  private static final int CODE = 32;
  private static final int LENGTH = 100;

  private PhysicalMemory physical = new PhysicalMemory(1 << 20, 1);

  private SegmentedMemory memory(Addressing addressing) {
    physical = new PhysicalMemory(addressing.reach(), 1);
    int root = physical.installed();
    PageTables tables = new PageTables(physical, Paging.SEGMENT, new NoFrames());
    for (int i = 0; i < 16; i++) {
      tables.set(root, i * 4096L, Entry.of(DATA + i, Entry.PRESENT | Entry.WRITABLE | Entry.USER));
    }
    if (addressing == Addressing.PROTECTED) {
      SystemTables.write(physical);
      SystemTables.describe(physical, DATA, CODE, LENGTH);
    }
    SegmentedMemory memory = SegmentedMemory.of(physical, addressing);
    memory.load(root);
    return memory;
  }

  private static final class NoFrames implements PageTables.FrameSource {
    @Override
    public int allocate() {
      return -1;
    }

    @Override
    public void release(int frame) {
      throw new IllegalStateException("nothing is released here");
    }
  }

  private static String fault(SegmentedMemory memory) {
    return memory.vector().mnemonic() + " " + Integer.toHexString(memory.errorCode());
  }

  @Test
  void address_beyondOneMib_wrapsOnThe8086() {
    SegmentedMemory memory = memory(Addressing.REAL_8086);
    physical.writeByte(0x0FFEF, 0x5A);
    assertTrue(memory.load(0xFFFF, 0xFFFF, 1));
    assertEquals(0x5A, memory.loaded());
    assertTrue(memory.store(0xFFFF, 0x0010, 2, 0x1234));
    assertEquals(0x34, physical.readByte(0));
    assertEquals(0x12, physical.readByte(1));
  }

  @Test
  void number_atTheEndOfASegment_goesOnAtItsBeginningOnThe8086() {
    SegmentedMemory memory = memory(Addressing.REAL_8086);
    assertTrue(memory.store(0x3000, 0xFFFF, 2, 0x1234));
    assertEquals(0x34, physical.readByte(0x3FFFF));
    assertEquals(0x12, physical.readByte(0x30000));
    assertEquals(0x0005, memory.near(0x10005));
    assertEquals(0xFFFE, memory.near(-2));
  }

  @Test
  void addressLine20_onOrOff_leadsToTheHighMemoryAreaOrToZero() {
    SegmentedMemory on = memory(Addressing.REAL_80286);
    physical.writeByte(0, 0x11);
    physical.writeByte(0x100000, 0x22);
    assertTrue(on.load(0xFFFF, 0x0010, 1));
    assertEquals(0x22, on.loaded());
    SegmentedMemory off = memory(Addressing.REAL_80286_WITHOUT_A20);
    physical.writeByte(0, 0x11);
    assertTrue(off.load(0xFFFF, 0x0010, 1));
    assertEquals(0x11, off.loaded());
  }

  @ParameterizedTest
  @EnumSource(names = {"REAL_80286", "REAL_80286_WITHOUT_A20"})
  void number_atTheEndOfASegment_isAFaultOnThe80286(Addressing addressing) {
    SegmentedMemory memory = memory(addressing);
    physical.writeByte(0x3FFFF, 0x77);
    assertFalse(memory.store(0x3000, 0xFFFF, 2, 0x1234));
    assertEquals("#GP 0", fault(memory));
    assertEquals(0x77, physical.readByte(0x3FFFF), "nothing is written");
    assertEquals(-1, memory.near(0x10000));
    assertEquals("#GP 0", fault(memory));
    assertEquals(0xFFFE, memory.near(-2), "an offset is calculated with 16 bits");
  }

  @Test
  void write_outsideTheOwnSegment_straysAndTellsWhatWasThere() {
    SegmentedMemory memory = memory(Addressing.REAL_8086);
    assertTrue(memory.store(0x1000, 0xFFFC, 4, 7));
    assertFalse(memory.strayed(), "its own");
    physical.writeByte(0x20001, 0xAB);
    assertTrue(memory.store(0x1FFF, 0x000F, 4, 0x01020304));
    assertTrue(memory.strayed(), "only the first byte is its own");
    assertEquals(new Stray(0x1FFFF, 4, 0xAB0000, 0x01020304), memory.stray());
    assertTrue(memory.store(0x1000, 0, 1, 7));
    assertFalse(memory.strayed());
    assertEquals(0x1000, memory.dataSegment());
  }

  @Test
  void write_whereThereIsNoMemory_changesNothing() {
    physical = new PhysicalMemory(1 << 20, 1);
    SegmentedMemory memory = SegmentedMemory.of(physical, Addressing.REAL_80286);
    assertTrue(memory.store(0xFFFF, 0x0010, 2, 7));
    assertEquals(new Stray(0x100000, 2, 0xFFFF, 0xFFFF), memory.stray());
  }

  @ParameterizedTest
  @CsvSource({
    "000f, 0000, 2, true,  ''",
    "000f, ffff, 1, true,  ''",
    "000f, ffff, 2, true,  '#GP 0'",
    "000f, fffd, 4, false, '#GP 0'",
    "000e, 0000, 2, true,  ''",
    "0007, 0063, 1, false, ''",
    "0007, 0063, 2, false, '#GP 0'",
    "0007, 0064, 1, false, '#GP 0'",
    "0007, 0000, 1, true,  '#GP 0'",
    "0000, 0000, 1, false, '#GP 0'",
    "0003, 0000, 1, true,  '#GP 0'",
    "0008, 0000, 1, false, '#GP 8'",
    "0010, 0000, 1, true,  '#GP 10'",
    "0018, 0000, 1, false, '#GP 18'",
    "0020, 0000, 1, false, '#GP 20'",
    "0017, 0000, 1, false, '#GP 14'",
    "1000, 0000, 1, true,  '#GP 1000'",
    "fff8, 0000, 1, false, '#GP fff8'",
  })
  void access_inProtectedMode_isAsTheDescriptorSays(
      String selector, String offset, int size, boolean write, String fault) {
    SegmentedMemory memory = memory(Addressing.PROTECTED);
    int segment = Integer.parseInt(selector, 16);
    int at = Integer.parseInt(offset, 16);
    boolean done = write ? memory.store(segment, at, size, 1) : memory.load(segment, at, size);
    assertEquals(fault, done ? "" : fault(memory), selector.toUpperCase(Locale.ROOT));
    assertFalse(memory.strayed());
  }

  @Test
  void segment_thatIsNotPresent_isAFaultOfItsOwn() {
    SegmentedMemory memory = memory(Addressing.PROTECTED);
    SystemTables.forget(physical, DATA);
    SystemTables.describe(physical, DATA, CODE, LENGTH);
    int raw = 0x2000 + 5;
    physical.writeByte(raw, physical.readByte(raw) & 0x7F);
    assertFalse(memory.load(0x0007, 0, 1));
    assertEquals("#NP 4", fault(memory));
  }

  @Test
  void access_inProtectedMode_marksItsDescriptor() {
    SegmentedMemory memory = memory(Addressing.PROTECTED);
    SystemTables.describe(physical, DATA, CODE, LENGTH);
    assertEquals(Descriptor.MORE, SystemTables.local(physical, DATA).getLast().type());
    assertTrue(memory.load(0x000F, 0, 1));
    int accessed = Descriptor.MORE | Descriptor.ACCESSED;
    assertEquals(accessed, SystemTables.local(physical, DATA).getLast().type());
  }
}
