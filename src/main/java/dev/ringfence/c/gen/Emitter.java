package dev.ringfence.c.gen;

import dev.ringfence.c.AccessOrder;
import dev.ringfence.c.Op;
import dev.ringfence.c.lex.Token;
import java.util.function.ToIntFunction;

/// Writes the instructions of a function: knows the line they are of, and which registers are free.
/// Temporaries are taken and given back like a stack.
final class Emitter {
  static final int FRAME = 0;
  static final int STACK_POINTER = 2;

  final Code code = new Code();

  /// The first free register.
  int next = Op.FIRST_PARAMETER;

  private final ToIntFunction<Token> lineOf;
  private int line;

  Emitter(ToIntFunction<Token> lineOf) {
    this.lineOf = lineOf;
  }

  /// Whether a value fits the immediate operand of an instruction.
  static boolean fits(long value) {
    return value == (int) value;
  }

  void at(Token token) {
    line = lineOf.applyAsInt(token);
  }

  int emit(int op, int d, int a, int b) {
    return code.emit(op, d, a, b, line);
  }

  /// Says how the access that was emitted last stands to those of other threads.
  void ordered(AccessOrder order) {
    code.orders[code.size - 1] = (byte) order.ordinal();
  }

  /// Says the same of both accesses of a block operation that was emitted last.
  void copied(AccessOrder read, AccessOrder written) {
    code.orders[code.size - 1] = (byte) AccessOrder.both(read, written);
  }

  void branch(int op, int d, int a, Code.Label to) {
    code.branch(op, d, a, to, line);
  }

  void jump(Code.Label to) {
    branch(Op.JMP, 0, 0, to);
  }

  int temporary() {
    int register = next++;
    need(next);
    return register;
  }

  /// Has the function use registers up to this one, which is not one of them any more.
  void need(int registers) {
    code.registers = Math.max(code.registers, registers);
  }

  void constant(long value, int target) {
    if (fits(value)) {
      emit(Op.LI, target, 0, (int) value);
      return;
    }
    emit(Op.LDC, target, 0, code.constant(value));
  }

  void move(int target, int from) {
    if (target != from) {
      emit(Op.MOV, target, from, 0);
    }
  }
}
