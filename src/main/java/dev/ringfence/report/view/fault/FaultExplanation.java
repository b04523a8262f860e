package dev.ringfence.report.view.fault;

import dev.ringfence.c.Op;
import dev.ringfence.c.Privileged;
import dev.ringfence.c.Program;
import dev.ringfence.core.Nanos;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Profile;
import dev.ringfence.machine.Vector;
import dev.ringfence.user.Context;
import java.util.Locale;

/// Why an instruction of a task has faulted, as the processor sees it. It is made while the task is
/// at rest behind the fault, before the kernel has done anything about it.
public final class FaultExplanation {
  private static final int EXTERNAL = 1;
  private static final int IN_IDT = 2;
  private static final int IN_LDT = 4;

  private FaultExplanation() {}

  /// Explains the fault that the task has just come back with.
  public static String of(Kernel kernel, Task task, Profile profile) {
    Context context = task.context();
    Vector vector = context.vector;
    long address = Program.pointer(profile.model(), context.pc());
    StringBuilder out = new StringBuilder();
    out.append(
        "%s (%s, vector %d) of %s (%d) at %s, after %s\n"
            .formatted(
                vector.mnemonic(),
                vector.text(),
                vector.number(),
                task.process().label(),
                task.process().pid(),
                context.program().placeOf(context.userLine()),
                Nanos.text(profile.nanos(kernel.now()))));
    line(out, "the instruction at %#x, in %s()".formatted(address, function(context)));
    if (vector == Vector.PF) {
      out.append(WalkExplanation.of(kernel, task, profile));
    } else {
      line(out, meaning(task, profile));
      if (hasErrorCode(vector)) {
        line(out, errorCode(context.errorCode));
      }
    }
    return out.toString();
  }

  private static String function(Context context) {
    int pc = context.pc();
    boolean inside = pc >= 0 && pc < context.program().code().length;
    return inside ? context.program().functionAt(pc).name() : "?";
  }

  private static void line(StringBuilder out, String text) {
    out.append("  ").append(text).append('\n');
  }

  /// What the exception means (SDM volume 3, section 6.15).
  private static String meaning(Task task, Profile profile) {
    return switch (task.context().vector) {
      case DE -> "the divisor is 0, or the quotient does not fit its register";
      case DB -> "a debug register or single stepping asked for it";
      case BP -> "a breakpoint instruction, int3";
      case OF -> "into found the overflow flag set";
      case BR -> "bound found its operand outside the bounds";
      case UD -> "the bytes are no instruction of this processor, or ud2, which never is one";
      case NM -> "there is no coprocessor, or its state belongs to another task";
      case DF -> "a second exception came while one was being delivered";
      case TS -> "a task-state segment cannot be used";
      case NP -> "a descriptor's present bit is 0";
      case SS ->
          "an access through SS is beyond its limit, or SS got a segment that is not present";
      case GP -> protection(task, profile);
      case PF -> "a page does not allow the access";
      case AC -> "an access in ring 3 is not aligned, and alignment checks are on";
    };
  }

  private static String protection(Task task, Profile profile) {
    Context context = task.context();
    int pc = context.pc();
    long[] code = context.program().code();
    if (pc >= 0 && pc < code.length && Op.op(code[pc]) == Op.PRIVILEGED) {
      return privileged(context, Privileged.values()[Op.b(code[pc])]);
    }
    if (profile.addressing().isSegmented()) {
      return SegmentExplanation.of(task, profile);
    }
    if (!isCanonical(context.faultAddress, profile)) {
      int top = profile.paging().linearBits() - 1;
      return "the address %#x is not canonical: its bits 63 to %d are not all equal"
          .formatted(context.faultAddress, top);
    }
    return "a segment, a gate or a privilege level does not allow the instruction";
  }

  private static String privileged(Context context, Privileged instruction) {
    String name = instruction.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String need =
        switch (instruction) {
          case CLI, STI -> "needs CPL <= IOPL";
          case INB, OUTB ->
              "needs CPL <= IOPL, or the port's bit in the I/O permission bitmap to be 0";
          case HLT, LGDT, LIDT, LTR, MOV_CR0, MOV_CR3, RDMSR, WRMSR, INVLPG ->
              "is a privileged instruction: only ring 0 may execute it";
          case CALL_GATE -> "needs a call gate whose DPL is not below CPL, to code that is there";
          case FAR_RETURN -> "needs an outer ring to return to";
          case ALIGNMENT_CHECK -> "may be executed by any ring";
        };
    return "%s %s; CPL is %d, IOPL is %d"
        .formatted(name, need, context.ring(), context.privilege.iopl());
  }

  private static boolean isCanonical(long address, Profile profile) {
    return profile.paging().isCanonical(address);
  }

  private static boolean hasErrorCode(Vector vector) {
    return switch (vector) {
      case DF, TS, NP, SS, GP, PF, AC -> true;
      case DE, DB, BP, OF, BR, UD, NM -> false;
    };
  }

  /// The error code of a fault that is none of a page (SDM volume 3, section 6.13).
  static String errorCode(int code) {
    if (code == 0) {
      return "error code 0: no selector is to blame";
    }
    String table =
        (code & IN_IDT) != 0
            ? "IDT = 1: a gate of the IDT"
            : (code & IN_LDT) != 0 ? "TI = 1: the LDT" : "TI = 0: the GDT";
    return "error code %#x: index %d, %s, EXT = %d: raised by %s"
        .formatted(
            code,
            code >>> 3,
            table,
            code & EXTERNAL,
            (code & EXTERNAL) != 0
                ? "an event outside the program"
                : "the program's own instruction");
  }
}
