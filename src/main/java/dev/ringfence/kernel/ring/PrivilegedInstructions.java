package dev.ringfence.kernel.ring;

import dev.ringfence.event.Event;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Costs;
import dev.ringfence.machine.Flags;
import dev.ringfence.machine.segment.Fault;
import dev.ringfence.user.Context;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Carries out the instructions of [dev.ringfence.c.Privileged] that a task was allowed to execute.
/// Control registers, model-specific registers and the GDT are the kernel's own, which uses none of
/// what is loaded there: such an instruction changes nothing.
public final class PrivilegedInstructions {
  private static final int PORT_SHIFT = 8;

  private final Costs costs;
  private final SerialPort serial;
  private final InterruptTables interrupts;
  private final CallGates gates;
  private final LongSupplier now;

  public PrivilegedInstructions(
      Costs costs, Consumer<Event> events, InterruptTables interrupts, LongSupplier now) {
    this.costs = costs;
    this.serial = new SerialPort(events);
    this.interrupts = interrupts;
    this.gates = new CallGates();
    this.now = now;
  }

  /// Does what the task has trapped with.
  ///
  /// @return false when it has raised an exception, which the context then has
  public boolean execute(Task task) {
    Context context = task.context();
    long operand = context.operand();
    long result = 0;
    try {
      switch (context.privileged()) {
        case INB -> {
          context.time += costs.port();
          result = serial.read((int) operand & 0xFFFF);
        }
        case OUTB -> {
          context.time += costs.port();
          int port = (int) (operand >>> PORT_SHIFT) & 0xFFFF;
          serial.write(port, (int) operand & 0xFF, task.process(), now.getAsLong());
        }
        case LIDT -> interrupts.lose(context.cpu);
        case CALL_GATE -> {
          context.time += costs.interruptGate();
          result = gates.call(task, (int) operand);
        }
        case FAR_RETURN -> gates.comeBack(task);
        case ALIGNMENT_CHECK ->
            context.privilege = context.privilege.with(Flags.ALIGNMENT_CHECK, operand != 0);
        case CLI, STI, HLT, LGDT, LTR, MOV_CR0, MOV_CR3, RDMSR, WRMSR, INVLPG ->
            context.time += costs.instruction();
      }
    } catch (Fault fault) {
      context.fault(fault.vector(), fault.errorCode(), 0);
      return false;
    }
    context.complete(result);
    return true;
  }
}
