package dev.ringfence.user;

import dev.ringfence.c.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/// Writes branches as the JVM's own.
final class Branches {
  private Branches() {}

  static void write(CodeBuilder code, Registers registers, long word, Label to) {
    int op = Op.op(word);
    switch (op) {
      case Op.JMP -> {
        code.goto_(to);
        return;
      }
      case Op.JZ, Op.JNZ -> {
        registers.get(Op.a(word));
        code.lconst_0().lcmp();
      }
      case Op.JLTU, Op.JLEU -> {
        registers.get(Op.d(word));
        registers.get(Op.a(word));
        Steps.compareUnsigned(code);
      }
      default -> {
        registers.get(Op.d(word));
        registers.get(Op.a(word));
        code.lcmp();
      }
    }
    switch (op) {
      case Op.JZ, Op.JEQ -> code.ifeq(to);
      case Op.JNZ, Op.JNE -> code.ifne(to);
      case Op.JLT, Op.JLTU -> code.iflt(to);
      case Op.JLE, Op.JLEU -> code.ifle(to);
      default -> throw new IllegalStateException("operation " + op + " is no branch");
    }
  }
}
