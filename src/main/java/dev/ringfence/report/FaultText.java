package dev.ringfence.report;

import dev.ringfence.kernel.memory.Regions;
import dev.ringfence.machine.DataModel;
import dev.ringfence.report.Outcome.Fault;

/// The words for a fault: what was wanted, why the processor refused it, and what usually leads to
/// that.
final class FaultText {
  /// Nothing is ever mapped below.
  private static final long LOWEST = 0x1000;

  /// How far above the stack an index, and below it a function, reaches in most cases.
  private static final long REACH = 1 << 20;

  /// Of SIGSEGV: something is mapped there, but may not be used so.
  private static final int SEGV_ACCERR = 2;

  private FaultText() {}

  static String of(Fault fault) {
    int code = fault.errorCode();
    return switch (fault.vector()) {
      case "#PF" -> access(code) + fault.address() + page(code) + cause(fault);
      case "#GP" -> "not allowed in ring " + fault.ring() + ", error code " + selector(code);
      case "#DE" -> "a division by zero, or a quotient that is too large";
      default -> "error code " + selector(code);
    };
  }

  private static String access(int code) {
    return (code & 16) != 0 ? "fetch from " : (code & 2) != 0 ? "write to " : "read from ";
  }

  private static String page(int code) {
    String why = (code & 1) != 0 ? "does not allow it" : "is not mapped";
    return ", a page that " + why + " (error code " + code + ")";
  }

  private static String cause(Fault fault) {
    long address = Long.parseUnsignedLong(fault.address().substring(2), 16);
    if (Long.compareUnsigned(address, LOWEST) < 0) {
      return (fault.errorCode() & 16) != 0 ? ": a call of a null pointer" : ": a null pointer";
    }
    String stack = stack(address, DataModel.LP64);
    stack = stack.isEmpty() ? stack(address, DataModel.ILP32) : stack;
    if ((fault.errorCode() & 1) == 0 && !stack.isEmpty()) {
      return stack;
    }
    return (fault.errorCode() & 3) == 2 && fault.code() == SEGV_ACCERR
        ? ": memory that may only be read, as string literals are"
        : "";
  }

  /// What is said of addresses around the stack, which is empty for others.
  private static String stack(long address, DataModel model) {
    Regions regions = Regions.of(model);
    long top = regions.stackTop();
    long lowest = top - Regions.STACK_SIZE;
    if (address >= top && address < top + REACH) {
      return ": behind the end of the stack, as with an index that is too large";
    } else if (address >= lowest || address < regions.mapTop()) {
      return "";
    }
    return address < lowest - REACH
        ? ": the stack is full, as with local variables that are too large"
        : ": the stack is full, as after endless recursion";
  }

  /// With the selector that the error code of an exception of segmentation names.
  private static String selector(int code) {
    String table = (code & 2) != 0 ? "IDT" : (code & 4) != 0 ? "LDT" : "GDT";
    return code == 0 ? "0" : code + ": entry " + (code >>> 3) + " of the " + table;
  }
}
