package dev.ringfence.kernel.ring;

import dev.ringfence.machine.Vector;
import dev.ringfence.machine.segment.ExceptionDelivery;
import dev.ringfence.machine.segment.Segmentation;
import dev.ringfence.machine.segment.Tables;
import java.util.BitSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The interrupt descriptor tables of the CPUs: the kernel's own, unless somebody in ring 0 has
/// loaded another one (`lidt`), in which there is nothing.
public final class InterruptTables {
  /// What becomes of a machine that cannot deliver an exception.
  public static final String RESET = "the machine was reset by a triple fault";

  private final BitSet lost = new BitSet();

  /// A CPU was given a table without gates.
  void lose(int cpu) {
    lost.set(cpu);
  }

  /// Whether the CPU can take no exception and no interrupt any more.
  public boolean areLost(int cpu) {
    return lost.get(cpu);
  }

  /// Why the next exception or interrupt resets the machine.
  ///
  /// @param first the exception, or null for an interrupt
  public String explain(@Nullable Vector first) {
    Vector raised = first == null ? Vector.GP : first;
    ExceptionDelivery.Result result =
        new ExceptionDelivery(new Segmentation(new Tables(new NoMemory()))).deliver(raised);
    String chain =
        result.raised().stream().map(Vector::mnemonic).collect(Collectors.joining(", then "));
    return (first == null ? "an interrupt came, which became " : "there was ")
        + chain
        + ", and none could be delivered, since lidt had loaded an interrupt table without gates";
  }
}
