package dev.ringfence.user.translate;

import dev.ringfence.c.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/// Writes branches as the JVM's own.
final class Branches {
  private Branches() {}

  /// Pushes what the branch depends on.
  static void compare(CodeBuilder code, Registers registers, long word) {
    switch (Op.op(word)) {
      case Op.JMP -> {}
      case Op.JZ, Op.JNZ -> {
        registers.get(Op.a(word));
        code.lconst_0().lcmp();
      }
      case Op.JLTU, Op.JLEU -> {
        both(registers, word);
        Steps.compareUnsigned(code);
      }
      default -> {
        both(registers, word);
        code.lcmp();
      }
    }
  }

  private static void both(Registers registers, long word) {
    registers.get(Op.d(word));
    registers.get(Op.a(word));
  }

  /// Goes there, if the comparison says so.
  static void go(CodeBuilder code, int op, Label to) {
    switch (op) {
      case Op.JMP -> code.goto_(to);
      case Op.JZ, Op.JEQ -> code.ifeq(to);
      case Op.JNZ, Op.JNE -> code.ifne(to);
      case Op.JLT, Op.JLTU -> code.iflt(to);
      case Op.JLE, Op.JLEU -> code.ifle(to);
      default -> throw new IllegalStateException("operation " + op + " is no branch");
    }
  }
}
