package dev.ringfence.machine.segment;

import dev.ringfence.machine.Vector;
import java.util.ArrayList;
import java.util.List;

/// What a processor does about an exception that it may be unable to deliver: an exception on the
/// way to the handler takes its place, or becomes `#DF`; one on the way to the handler of `#DF`
/// resets the machine (SDM volume 3, section 6.15, interrupt 8).
public final class ExceptionDelivery {
  /// What came of an exception.
  ///
  /// @param raised the exceptions, of which each took the place of the one before
  /// @param delivered whether the last one reached its handler; if not, the machine is reset
  public record Result(List<Vector> raised, boolean delivered) {}

  private final Segmentation cpu;

  public ExceptionDelivery(Segmentation cpu) {
    this.cpu = cpu;
  }

  /// Has the processor go to the handler of an exception.
  public Result deliver(Vector first) {
    List<Vector> raised = new ArrayList<>(List.of(first));
    while (true) {
      Vector vector = raised.getLast();
      try {
        cpu.deliver(vector.number(), vector.hasErrorCode() ? 0 : null);
        return new Result(raised, true);
      } catch (Fault fault) {
        if (vector == Vector.DF) {
          return new Result(raised, false);
        }
        raised.add(vector.makesDoubleFault(fault.vector()) ? Vector.DF : fault.vector());
      }
    }
  }
}
