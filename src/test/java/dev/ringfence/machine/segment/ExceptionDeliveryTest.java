package dev.ringfence.machine.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringfence.machine.Vector;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Exceptions that can, and cannot, be delivered.
class ExceptionDeliveryTest {
  private static final int DOUBLE_FAULT = 8;

  private static ExceptionDelivery.Result deliver(Vector first, int... gates) throws Fault {
    SegmentBench bench = new SegmentBench().in(3);
    for (int vector : gates) {
      bench.interrupt(
          vector, Descriptor.gate(SegmentBench.code(0), 0x50, Descriptor.TRAP_GATE_32, 0, 0));
    }
    return new ExceptionDelivery(bench.cpu).deliver(first);
  }

  @Test
  void exception_withAGate_isDelivered() throws Fault {
    ExceptionDelivery.Result result = deliver(Vector.PF, 14);
    assertEquals(List.of(Vector.PF), result.raised());
    assertEquals(true, result.delivered());
  }

  @Test
  void pageFault_withoutAGate_becomesADoubleFault() throws Fault {
    ExceptionDelivery.Result result = deliver(Vector.PF, DOUBLE_FAULT);
    assertEquals(List.of(Vector.PF, Vector.DF), result.raised());
    assertEquals(true, result.delivered());
  }

  @Test
  void benignException_withoutAGate_becomesGeneralProtectionFirst() throws Fault {
    assertEquals(List.of(Vector.UD, Vector.GP), deliver(Vector.UD, 13).raised());
    assertEquals(List.of(Vector.UD, Vector.GP, Vector.DF), deliver(Vector.UD, 8).raised());
  }

  @Test
  void doubleFault_withoutAGate_resetsTheMachine() throws Fault {
    ExceptionDelivery.Result result = deliver(Vector.DE);
    assertEquals(List.of(Vector.DE, Vector.DF), result.raised());
    assertEquals(false, result.delivered());
  }
}
