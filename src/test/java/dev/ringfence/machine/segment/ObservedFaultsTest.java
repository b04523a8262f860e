package dev.ringfence.machine.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringfence.machine.Access;
import dev.ringfence.machine.Paging;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Reference;
import dev.ringfence.machine.Walker;
import dev.ringfence.machine.segment.Segmentation.Register;
import dev.ringfence.machine.segment.Segmentation.Transfer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The rows of `hw_faults.csv` that segmentation decides: what a real processor did when a program
/// in ring 3 loaded segment registers, used them and made far calls.
class ObservedFaultsTest {
  private static final Selector KERNEL_CODE = Selector.of(2, false, 3);
  private static final Selector KERNEL_DATA = Selector.of(3, false, 3);
  private static final Selector TASK = Selector.of(8, false, 3);
  private static final Selector DATA = Selector.of(0, true, 3);
  private static final Selector READ_ONLY = Selector.of(1, true, 3);
  private static final Selector ABSENT = Selector.of(2, true, 3);
  private static final Selector EXECUTE_ONLY = Selector.of(3, true, 3);
  private static final Selector READABLE_CODE = Selector.of(4, true, 3);
  private static final Selector ABSENT_CODE = Selector.of(5, true, 3);
  private static final Selector TESTED = Selector.of(6, true, 3);
  private static final Selector BEYOND = new Selector(0xFFFF);
  private static final int BYTES = 0xFF;

  @Test
  void everyRowOfSegmentation_isReproduced() throws IOException {
    int checked = 0;
    for (List<String> f : Reference.rows("hw_faults.csv")) {
      boolean ours = List.of("segload", "fartransfer", "limit", "privilege").contains(f.get(1));
      if (ours) {
        assertEquals(f.get(3) + " " + f.get(4), outcome(f.get(0)), f::toString);
        checked++;
      }
    }
    assertEquals(52, checked);
  }

  private static String outcome(String row) {
    try {
      act(row, bench());
      return "none 0x0";
    } catch (Fault fault) {
      return fault.vector().mnemonic() + " 0x%x".formatted(fault.errorCode());
    }
  }

  private static SegmentBench bench() throws Fault {
    SegmentBench bench = new SegmentBench().in(3);
    bench.global(KERNEL_CODE, SegmentBench.codeOf(Descriptor.MORE, 0));
    bench.global(KERNEL_DATA, SegmentBench.dataOf(Descriptor.MORE, 0));
    bench.global(TASK, Descriptor.system(0x4000, 0x67, Descriptor.TSS_32, 0));
    bench.local(DATA, SegmentBench.dataOf(Descriptor.MORE, 3));
    bench.local(READ_ONLY, SegmentBench.dataOf(0, 3));
    bench.local(ABSENT, SegmentBench.dataOf(Descriptor.MORE, 3).absent());
    bench.local(EXECUTE_ONLY, SegmentBench.codeOf(0, 3));
    bench.local(READABLE_CODE, SegmentBench.codeOf(Descriptor.MORE, 3));
    bench.local(ABSENT_CODE, SegmentBench.codeOf(Descriptor.MORE, 3).absent());
    for (int vector : new int[] {0x0D, 0x0E}) {
      bench.interrupt(
          vector, Descriptor.gate(SegmentBench.code(0), 0, Descriptor.INTERRUPT_GATE_32, 0, 0));
    }
    bench.interrupt(
        3, Descriptor.gate(SegmentBench.code(0), 0, Descriptor.INTERRUPT_GATE_32, 3, 0));
    return bench;
  }

  private static void act(String row, SegmentBench bench) throws Fault {
    Segmentation cpu = bench.cpu;
    switch (row) {
      case "pr01", "pr05", "pr06", "pr07", "pr08" -> cpu.checkPrivileged();
      case "pr02", "pr03" -> cpu.checkInterruptFlag();
      case "pr04" -> cpu.checkPort(0x64, 1);
      case "pr09" -> cpu.softwareInterrupt(0x0E);
      case "pr10" -> cpu.softwareInterrupt(0x0D);
      case "pr11" -> {
        cpu.softwareInterrupt(3);
        throw new Fault(dev.ringfence.machine.Vector.BP, 0);
      }
      case "sl01" -> cpu.load(Register.ES, new Selector(0));
      case "sl02" -> cpu.load(Register.ES, new Selector(3));
      case "sl03" -> cpu.load(Register.ES, DATA);
      case "sl04" -> cpu.load(Register.ES, DATA.withRpl(0));
      case "sl05" -> cpu.load(Register.ES, READ_ONLY);
      case "sl06" -> cpu.load(Register.ES, ABSENT);
      case "sl07" -> cpu.load(Register.ES, EXECUTE_ONLY);
      case "sl08" -> cpu.load(Register.ES, READABLE_CODE);
      case "sl09" -> cpu.load(Register.ES, BEYOND);
      case "sl10" -> cpu.load(Register.ES, KERNEL_DATA.withRpl(0));
      case "sl11" -> cpu.load(Register.ES, KERNEL_DATA);
      case "sl12" -> cpu.load(Register.ES, TASK);
      case "sl13" -> cpu.load(Register.SS, DATA);
      case "sl14" -> cpu.load(Register.SS, DATA.withRpl(0));
      case "sl15" -> cpu.load(Register.SS, READ_ONLY);
      case "sl16" -> cpu.load(Register.SS, ABSENT);
      case "sl17" -> cpu.load(Register.SS, new Selector(3));
      case "sl18" -> cpu.load(Register.SS, READABLE_CODE);
      case "sl19" -> cpu.load(Register.DS, ABSENT);
      case "ft01" -> {
        cpu.transfer(Transfer.CALL, READABLE_CODE, 0x40, true);
        cpu.farReturn(true, 0);
        assertEquals(0x123, cpu.ip, "back behind the call");
      }
      case "ft02" -> cpu.transfer(Transfer.CALL, KERNEL_CODE, 0, true);
      case "ft03" -> cpu.transfer(Transfer.CALL, DATA, 0, true);
      case "ft04" -> cpu.transfer(Transfer.CALL, ABSENT_CODE, 0, true);
      case "ft05" -> cpu.transfer(Transfer.CALL, new Selector(0), 0, true);
      case "ft06" -> cpu.transfer(Transfer.CALL, new Selector(0xFF87), 0, true);
      case "lm01" -> access(bench, data(BYTES), 0xFC, 4, Access.READ);
      case "lm02" -> access(bench, data(BYTES), 0xFD, 4, Access.READ);
      case "lm03" -> access(bench, data(BYTES), 0xFD, 4, Access.WRITE);
      case "lm04" -> access(bench, data(BYTES), 0xFF, 1, Access.READ);
      case "lm05" -> access(bench, data(BYTES), 0x100, 1, Access.READ);
      case "lm06" -> access(bench, data(BYTES), 0xFFFF_FFFFL, 4, Access.READ);
      case "lm07" -> access(bench, onePage(), 0xFFF, 1, Access.READ);
      case "lm08" -> access(bench, onePage(), 0x1000, 1, Access.READ);
      case "lm09" -> access(bench, down(true), 0xFF, 1, Access.READ);
      case "lm10" -> access(bench, down(true), 0x100, 1, Access.READ);
      case "lm11" -> access(bench, down(false), 0x10000, 1, Access.READ);
      case "lm12" -> access(bench, SegmentBench.dataOf(0, 3), 0, 4, Access.WRITE);
      case "lm13" -> access(bench, SegmentBench.codeOf(Descriptor.MORE, 3), 0, 4, Access.READ);
      case "lm14" -> access(bench, SegmentBench.codeOf(Descriptor.MORE, 3), 0, 4, Access.WRITE);
      case "lm15" -> {
        cpu.load(Register.ES, new Selector(0));
        cpu.address(Register.ES, 0, 1, Access.READ);
      }
      case "lm16" -> {
        bench.local(TESTED, data(BYTES));
        cpu.load(Register.ES, TESTED);
        throughPaging(cpu.address(Register.ES, 0x10, 4, Access.READ));
      }
      default -> throw new IllegalArgumentException(row);
    }
  }

  /// Reads where no page is mapped.
  private static void throughPaging(long linear) throws Fault {
    PhysicalMemory memory = new PhysicalMemory(1 << 20);
    int empty = 2;
    Walker walker = new Walker(memory, Paging.TWO_LEVELS, 32);
    if (walker.walk(empty, linear, Access.READ, 3) == Walker.FAULT) {
      throw new Fault(walker.vector, walker.errorCode);
    }
  }

  private static Descriptor data(long limit) {
    return Descriptor.segment(0, limit, Descriptor.MORE, 3, true);
  }

  /// With a limit of 0 pages.
  private static Descriptor onePage() {
    return new Descriptor(data(0).raw() | 1L << 55);
  }

  private static Descriptor down(boolean big) {
    return Descriptor.segment(0, BYTES, Descriptor.MORE | Descriptor.DIRECTION, 3, big);
  }

  private static void access(
      SegmentBench bench, Descriptor segment, long offset, int size, Access access) throws Fault {
    bench.local(TESTED, segment);
    bench.cpu.load(Register.ES, TESTED);
    bench.cpu.address(Register.ES, offset, size, access);
  }
}
