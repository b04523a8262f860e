package dev.ringfence.machine.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringfence.machine.Reference;
import dev.ringfence.machine.segment.Segmentation.Register;
import dev.ringfence.machine.segment.Segmentation.Transfer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every row of `segmentation_matrix.csv`: operation, rings and privilege levels against outcome,
/// error code and the ring in which the program is then.
class SegmentationMatrixTest {
  private static final int TESTED = 15;
  private static final int GATE = 14;
  private static final int DATA = 9;
  private static final int WRONG_STACK = 10;
  private static final int VECTOR = 0x50;
  private static final int ENTRY = 0x400;

  @Test
  void everyRow_isReproduced() throws IOException {
    List<List<String>> rows = Reference.rows("segmentation_matrix.csv");
    assertEquals(1220, rows.size());
    for (List<String> row : rows) {
      String[] f = row.toArray(String[]::new);
      String expected = f[6].equals("ok") ? "ok, ring " + f[8] : f[6] + " " + f[7];
      assertEquals(expected, outcome(f), row::toString);
    }
  }

  private static String outcome(String... f) {
    try {
      SegmentBench bench = new SegmentBench().in(number(f[1]));
      act(bench, f);
      return "ok, ring " + bench.cpu.cpl();
    } catch (Fault fault) {
      return fault.vector().mnemonic() + " 0x%04x".formatted(fault.errorCode());
    }
  }

  private static int number(String field) {
    return field.isEmpty() ? 0 : Integer.parseInt(field);
  }

  private static void act(SegmentBench bench, String... f) throws Fault {
    int rpl = number(f[2]);
    int gateDpl = number(f[3]);
    int dpl = number(f[4]);
    Selector gate = Selector.of(GATE, false, rpl);
    Selector code = SegmentBench.code(dpl);
    Selector tested = Selector.of(TESTED, false, rpl);
    bench.global(gate, Descriptor.gate(code, ENTRY, Descriptor.CALL_GATE_32, gateDpl, 0));
    switch (f[0]) {
      case "CALL through call gate" -> bench.cpu.transfer(Transfer.CALL, gate, 0, true);
      case "JMP through call gate" -> bench.cpu.transfer(Transfer.JMP, gate, 0, true);
      case "direct far CALL" -> bench.cpu.transfer(Transfer.CALL, code.withRpl(rpl), ENTRY, true);
      case "direct far JMP" -> bench.cpu.transfer(Transfer.JMP, code.withRpl(rpl), ENTRY, true);
      case "MOV DS" -> {
        bench.global(tested, descriptor(f[5], dpl));
        bench.cpu.load(Register.DS, tested);
      }
      case "MOV SS" -> {
        bench.global(tested, descriptor(f[5], dpl));
        bench.cpu.load(Register.SS, tested);
      }
      case "far RET" -> {
        bench.push(SegmentBench.stack(rpl).value());
        bench.push(0x7000);
        bench.push(code.withRpl(rpl).value());
        bench.push(ENTRY);
        bench.cpu.farReturn(true, 0);
      }
      case "INT n through interrupt gate" -> {
        bench.interrupt(
            VECTOR, Descriptor.gate(code, ENTRY, Descriptor.INTERRUPT_GATE_32, gateDpl, 0));
        bench.cpu.softwareInterrupt(VECTOR);
      }
      case "special" -> special(bench, f[5], gate);
      default -> throw new IllegalArgumentException(f[0]);
    }
  }

  private static void special(SegmentBench bench, String what, Selector gate) throws Fault {
    Selector data = Selector.of(DATA, false, 0);
    Selector wrong = Selector.of(WRONG_STACK, false, 0);
    Selector inner = SegmentBench.code(0);
    switch (what) {
      case "gate not present" ->
          bench.global(gate, Descriptor.gate(inner, ENTRY, Descriptor.CALL_GATE_32, 3, 0).absent());
      case "gate to a data segment" -> {
        bench.global(data, SegmentBench.dataOf(Descriptor.MORE, 0));
        bench.global(gate, Descriptor.gate(data, ENTRY, Descriptor.CALL_GATE_32, 3, 0));
      }
      case "far call to null selector" -> {
        bench.cpu.transfer(Transfer.CALL, new Selector(0), ENTRY, true);
      }
      case "inner stack segment in TSS has wrong DPL" -> {
        bench.global(gate, Descriptor.gate(inner, ENTRY, Descriptor.CALL_GATE_32, 3, 0));
        bench.global(wrong, SegmentBench.dataOf(Descriptor.MORE, 3));
        bench.innerStack(0, wrong);
      }
      default -> throw new IllegalArgumentException(what);
    }
    bench.cpu.transfer(Transfer.CALL, gate, 0, true);
  }

  private static Descriptor descriptor(String segment, int dpl) {
    return switch (segment) {
      case "data read/write" -> SegmentBench.dataOf(Descriptor.MORE, dpl);
      case "data read/write, not present" -> SegmentBench.dataOf(Descriptor.MORE, dpl).absent();
      case "data read-only" -> SegmentBench.dataOf(0, dpl);
      case "data expand-down" -> SegmentBench.dataOf(Descriptor.MORE | Descriptor.DIRECTION, dpl);
      case "code readable" -> SegmentBench.codeOf(Descriptor.MORE, dpl);
      case "code execute-only" -> SegmentBench.codeOf(0, dpl);
      case "conforming code readable" ->
          SegmentBench.codeOf(Descriptor.MORE | Descriptor.DIRECTION, dpl);
      default -> throw new IllegalArgumentException(segment);
    };
  }
}
