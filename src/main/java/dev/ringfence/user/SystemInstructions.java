package dev.ringfence.user;

import dev.ringfence.c.Privileged;
import dev.ringfence.machine.Flags;
import dev.ringfence.machine.Ports;
import dev.ringfence.machine.Vector;

/// Decides about the instructions of [Privileged]: refused, done at once, or left to the kernel's
/// side, which has the devices and the tables.
final class SystemInstructions {
  private static final Privileged[] ALL = Privileged.values();
  private static final int PORT_SHIFT = 8;

  private SystemInstructions() {}

  /// @return whether it is done; if not, the thread stops there
  static boolean execute(Context c, int number, long operand) {
    if (number < 0 || number >= ALL.length) {
      c.fault(Vector.UD, 0, 0);
      return false;
    }
    Privileged instruction = ALL[number];
    if (!isAllowed(c, instruction, operand)) {
      c.fault(Vector.GP, 0, 0);
      return false;
    }
    switch (instruction) {
      case CLI -> c.privilege = c.privilege.with(Flags.INTERRUPTS, false);
      case STI -> c.privilege = c.privilege.with(Flags.INTERRUPTS, true);
      default -> {
        c.cause = Cause.PRIVILEGED;
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(Context c, Privileged instruction, long operand) {
    int ring = c.ring();
    Ports ports = c.privilege.ports();
    boolean trusted = ring <= c.privilege.iopl();
    return switch (instruction) {
      case CLI, STI -> trusted;
      case INB -> trusted || ports.permits((int) operand & 0xFFFF);
      case OUTB -> trusted || ports.permits((int) (operand >>> PORT_SHIFT) & 0xFFFF);
      case CALL_GATE, ALIGNMENT_CHECK -> true;
      case FAR_RETURN -> ring < 3;
      case HLT, LGDT, LIDT, MOV_CR0, MOV_CR3, RDMSR, WRMSR, INVLPG, LTR -> ring == 0;
    };
  }
}
