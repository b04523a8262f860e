package dev.ringfence.c.gen;

import dev.ringfence.c.Op;
import dev.ringfence.c.SystemCall;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Types;

/// Makes the code of functions that have no body in C: of system calls, trampolines of nested
/// functions, and weak functions that are defined nowhere.
final class Stubs {
  private static final int ERRNO_LIMIT = -4096;

  private Stubs() {}

  /// Code that calls a nested function with its arguments and the environment bound to the
  /// trampoline.
  static Code trampoline(Symbol.Trampoline trampoline) {
    Type type = trampoline.function().type;
    Type result = type.base();
    boolean structure = result.isValueInMemory();
    int passed = type.parameters.size() + (structure ? 1 : 0) + (type.variadic ? 1 : 0);
    int window = Op.FIRST_PARAMETER + passed;
    int first = window + Op.FIRST_PARAMETER;
    Code code = new Code();
    for (int i = 0; i < passed; i++) {
      code.emit(Op.MOV, first + i, Op.FIRST_PARAMETER + i, 0, 0);
    }
    int chain = first + passed;
    int place = code.emit(Op.LI, chain, 0, 0, 0);
    code.fix(
        place,
        trampoline.environments(),
        (long) trampoline.index() * Types.current().model().pointerSize());
    code.emit(Memory.loadOp(Type.pointer(Type.VOID)), chain, chain, 0, 0);
    code.fix(code.emit(Op.CALL, window, passed + 1, 0, 0), trampoline.function(), 0);
    code.emit(Op.RET, 0, window, 0, 0);
    code.parameters = passed;
    code.registers = chain + 1;
    return code;
  }

  /// What a call of a weak function does that is defined nowhere: it goes to address 0.
  static Code absent() {
    Code code = new Code();
    int nowhere = Op.FIRST_PARAMETER;
    code.emit(Op.LI, nowhere, 0, 0, 0);
    code.emit(Op.CALLR, nowhere + 1, nowhere, 0, 0);
    code.registers = nowhere + 2 + Op.FIRST_PARAMETER;
    return code;
  }

  /// A system call as a C function: traps, and turns an error as the call's convention says.
  static Code wrapper(SystemCall call, Symbol symbol) {
    Code code = new Code();
    int result = 10;
    int scratch = 11;
    Code.Label good = new Code.Label();
    code.emit(Op.SYSCALL, result, 0, call.number(), 0);
    if (call.failure() != SystemCall.Failure.NONE) {
      code.emit(Op.LI, scratch, 0, ERRNO_LIMIT, 0);
      code.branch(Op.JLEU, result, scratch, good, 0);
      code.emit(Op.NEG, result, result, 0, 0);
      if (call.failure() != SystemCall.Failure.NUMBER) {
        code.emit(Op.TP, scratch, 0, 0, 0);
        code.emit(Memory.storeOp(Type.signedInt()), result, scratch, 0, 0);
        code.emit(Op.LI, result, 0, call.failure() == SystemCall.Failure.NULL ? 0 : -1, 0);
      }
      code.bind(good);
    }
    Type type = symbol.type.base();
    if (type.isScalar() && (type.size == 2 || type.size == 4)) {
      boolean word = type.size == 4;
      int extension = type.unsigned ? word ? Op.ZX32 : Op.ZX16 : word ? Op.SX32 : Op.SX16;
      code.emit(extension, result, result, 0, 0);
    }
    code.emit(Op.RET, 0, result, 0, 0);
    code.parameters = SystemCall.ARGUMENTS;
    code.registers = 12;
    return code;
  }
}
