package dev.ringfence.machine.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.machine.Vector;
import dev.ringfence.machine.segment.Segmentation.Register;
import dev.ringfence.machine.segment.Segmentation.Transfer;
import org.junit.jupiter.api.Test;

/// What calls through gates, interrupts and returns leave on stacks and in registers.
class SegmentationTest {
  private static final Selector GATE = Selector.of(14, false, 3);
  private static final int INTERRUPTS_ENABLED = 1 << 9;

  private static long word(SegmentBench bench, int index) {
    return bench.memory.read(bench.cpu.sp + 4L * index, 4);
  }

  @Test
  void callIntoRing0_switchesStacksAndCopiesParameters_andReturns() throws Fault {
    SegmentBench bench = new SegmentBench().in(3);
    bench.global(GATE, Descriptor.gate(SegmentBench.code(0), 0x400, Descriptor.CALL_GATE_32, 3, 2));
    bench.push(22);
    bench.push(11);
    long outer = bench.cpu.sp;

    bench.cpu.transfer(Transfer.CALL, GATE, 0, true);

    assertEquals(0, bench.cpu.cpl());
    assertEquals(0x400, bench.cpu.ip);
    assertEquals(SegmentBench.stack(0).value(), bench.selector(Register.SS));
    assertEquals(0x123, word(bench, 0));
    assertEquals(SegmentBench.code(3).value(), word(bench, 1));
    assertEquals(11, word(bench, 2));
    assertEquals(22, word(bench, 3));
    assertEquals(outer, word(bench, 4));
    assertEquals(SegmentBench.stack(3).value(), word(bench, 5));

    bench.cpu.farReturn(true, 8);

    assertEquals(3, bench.cpu.cpl());
    assertEquals(0x123, bench.cpu.ip);
    assertEquals(outer + 8, bench.cpu.sp);
  }

  @Test
  void returnToAnOuterRing_takesAwayWhatItMayNotUse() throws Fault {
    SegmentBench bench = new SegmentBench().in(3);
    bench.global(GATE, Descriptor.gate(SegmentBench.code(0), 0x400, Descriptor.CALL_GATE_32, 3, 0));
    bench.cpu.load(Register.ES, SegmentBench.stack(3));
    bench.cpu.transfer(Transfer.CALL, GATE, 0, true);
    bench.cpu.load(Register.DS, SegmentBench.stack(0));

    bench.cpu.farReturn(true, 0);

    assertEquals(0, bench.selector(Register.DS));
    assertEquals(SegmentBench.stack(3).value(), bench.selector(Register.ES));
  }

  @Test
  void interruptGate_clearsTheInterruptFlag_andATrapGateDoesNot() throws Fault {
    for (boolean trap : new boolean[] {false, true}) {
      SegmentBench bench = new SegmentBench().in(3);
      int type = trap ? Descriptor.TRAP_GATE_32 : Descriptor.INTERRUPT_GATE_32;
      bench.interrupt(0x80, Descriptor.gate(SegmentBench.code(0), 0x400, type, 3, 0));
      bench.cpu.flags |= INTERRUPTS_ENABLED;
      int before = bench.cpu.flags;

      bench.cpu.softwareInterrupt(0x80);

      assertEquals(trap, (bench.cpu.flags & INTERRUPTS_ENABLED) != 0);
      assertEquals(before, word(bench, 2));
      bench.cpu.interruptReturn(true);
      assertEquals(3, bench.cpu.cpl());
      assertEquals(before, bench.cpu.flags);
    }
  }

  @Test
  void exception_pushesItsErrorCode_whateverTheGatesPrivilege() throws Fault {
    SegmentBench bench = new SegmentBench().in(3);
    bench.interrupt(
        14, Descriptor.gate(SegmentBench.code(0), 0x400, Descriptor.INTERRUPT_GATE_32, 0, 0));
    bench.cpu.deliver(14, 6);
    assertEquals(6, word(bench, 0));
    assertEquals(0, bench.cpu.cpl());
  }

  @Test
  void exceptionWithoutAGate_namesTheEntryAndThatNoProgramAskedForIt() throws Fault {
    SegmentBench bench = new SegmentBench().in(3);
    bench.tables.interrupts = new DescriptorTable(0x3000, 8 * 14 - 1);
    Fault fault = assertThrows(Fault.class, () -> bench.cpu.deliver(14, 6));
    assertEquals(Vector.GP, fault.vector());
    assertEquals(14 * 8 + 3, fault.errorCode());
  }

  @Test
  void load_setsTheAccessedBit() throws Fault {
    SegmentBench bench = new SegmentBench().in(3);
    Selector selector = Selector.of(2, true, 3);
    bench.local(selector, SegmentBench.dataOf(Descriptor.MORE, 3));
    bench.cpu.load(Register.DS, selector);
    long type = bench.memory.read(0x2000 + selector.offset() + 5, 1) & 0xF;
    assertEquals(Descriptor.MORE | Descriptor.ACCESSED, type);
  }

  @Test
  void ports_areForRingsUpToIoplAndForWhomTheBitmapNames() throws Fault {
    SegmentBench bench = new SegmentBench().in(1);
    assertThrows(Fault.class, () -> bench.cpu.checkPort(0x64, 1));
    bench.cpu.flags |= 1 << 12;
    bench.cpu.checkPort(0x64, 1);
    bench.cpu.checkInterruptFlag();
    bench.in(3);
    bench.tables.task = Descriptor.system(0x4000, 0x80, Descriptor.TSS_32, 0);
    bench.memory.write(0x4000 + 0x68 + 0x64 / 8, 1, 0xFF & ~(1 << 4));
    bench.cpu.checkPort(0x64, 1);
    assertThrows(Fault.class, () -> bench.cpu.checkPort(0x64, 2));
    assertThrows(Fault.class, () -> bench.cpu.checkPort(0x3F8, 1));
  }

  @Test
  void descriptor_ofMoreThanAMebibyte_countsPages() {
    Descriptor flat = Descriptor.segment(0x12345678, 0xFFFF_FFFFL, Descriptor.MORE, 3, true);
    assertEquals(0xFFFF_FFFFL, flat.limit());
    assertEquals(0x12345678, flat.base());
    assertTrue(flat.isBig());
    assertFalse(flat.isCode());
    assertEquals(0x12CF_F234_5678_FFFFL, flat.raw());
  }

  @Test
  void secondException_makesADoubleFaultWhereTheManualSaysSo() {
    assertTrue(Vector.GP.makesDoubleFault(Vector.NP));
    assertTrue(Vector.PF.makesDoubleFault(Vector.PF));
    assertTrue(Vector.PF.makesDoubleFault(Vector.SS));
    assertFalse(Vector.GP.makesDoubleFault(Vector.PF));
    assertFalse(Vector.UD.makesDoubleFault(Vector.GP));
  }
}
