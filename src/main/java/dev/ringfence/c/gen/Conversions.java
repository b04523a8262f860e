package dev.ringfence.c.gen;

import dev.ringfence.c.MathFunction;
import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression.Cast;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;

/// Generates conversions between scalar types, from register to register. A register holds an
/// integer extended to 64 bits as its type says, and a floating number as a double.
final class Conversions {
  private final Emitter out;

  Conversions(Emitter out) {
    this.out = out;
  }

  static boolean isInRegisters(Cast c) {
    return c.type().fitsRegister() && c.operand().type().fitsRegister();
  }

  /// Whether a conversion between scalars can change the register's value.
  static boolean changes(Cast c) {
    Type from = c.operand().type();
    Type to = c.type();
    if (from.matches(to)) {
      return false;
    }
    if (from.isFloating() || to.isFloating()) {
      return !from.isFloating() || !to.isFloating() || to.is(Kind.FLOAT);
    }
    return to.is(Kind.BOOL)
        || to.isNarrow()
        || to.size < 8 && (from.size >= to.size || !from.unsigned && to.unsigned);
  }

  /// Puts into a register what the type can hold of another register's value.
  void extend(Type type, int target, int from) {
    if (type.is(Kind.BOOL)) {
      out.emit(Op.NEI, target, from, 0);
      return;
    }
    if (type.isNarrow()) {
      int above = Long.SIZE - type.precision();
      out.emit(Op.SHLI, target, from, above);
      out.emit(type.unsigned ? Op.SHRI : Op.SARI, target, target, above);
      return;
    }
    switch ((int) type.size) {
      case 1 -> out.emit(type.unsigned ? Op.ZX8 : Op.SX8, target, from, 0);
      case 2 -> out.emit(type.unsigned ? Op.ZX16 : Op.SX16, target, from, 0);
      case 4 -> out.emit(type.unsigned ? Op.ZX32 : Op.SX32, target, from, 0);
      default -> out.move(target, from);
    }
  }

  void extend(Type type, int register) {
    extend(type, register, register);
  }

  /// Makes of an argument that was promoted, since no prototype was in sight, what the parameter
  /// is.
  void demote(Type type, int register) {
    if (type.is(Kind.FLOAT)) {
      out.emit(Op.FROUND, register, register, 0);
    } else if (type.isInteger() && type.size < 4) {
      extend(type, register);
    }
  }

  /// Turns a register's value of one scalar type into another's.
  void convert(Type from, Type to, int register) {
    if (from.matches(to)) {
      return;
    }
    if (from.isFloating() && to.isFloating()) {
      if (to.is(Kind.FLOAT)) {
        out.emit(Op.FROUND, register, register, 0);
      }
    } else if (to.isFloating()) {
      toFloating(from, to, register);
    } else if (from.isFloating()) {
      toInteger(to, register);
    } else {
      boolean holds =
          to.size == 8 && !to.isNarrow() || from.size < to.size && (from.unsigned || !to.unsigned);
      if (to.is(Kind.BOOL) || !holds) {
        extend(to, register);
      }
    }
  }

  private void toFloating(Type from, Type to, int register) {
    boolean wide = from.size == 8;
    if (wide && to.is(Kind.FLOAT)) {
      MathFunction function =
          from.unsigned ? MathFunction.FLOAT_FROM_ULONG : MathFunction.FLOAT_FROM_LONG;
      out.emit(Op.MATH, register, register, function.ordinal());
      out.need(register + 3);
      return;
    }
    out.emit(wide && from.unsigned ? Op.U2F : Op.I2F, register, register, 0);
    if (to.is(Kind.FLOAT)) {
      out.emit(Op.FROUND, register, register, 0);
    }
  }

  private void toInteger(Type to, int register) {
    if (to.is(Kind.BOOL)) {
      int zero = out.next;
      out.need(zero + 1);
      out.emit(Op.LI, zero, 0, 0);
      out.emit(Op.FNE, register, register, zero);
    } else if (to.size == 8) {
      out.emit(to.unsigned ? Op.F2U : Op.F2I, register, register, 0);
    } else if (to.size == 4 && to.unsigned) {
      out.emit(Op.F2I, register, register, 0);
      out.emit(Op.ZX32, register, register, 0);
    } else {
      out.emit(Op.F2W, register, register, 0);
      extend(to, register);
    }
  }
}
