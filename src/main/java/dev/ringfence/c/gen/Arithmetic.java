package dev.ringfence.c.gen;

import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;

/// Generates the binary operations of C on registers.
final class Arithmetic {
  private final Emitter out;
  private final Conversions conversions;

  Arithmetic(Emitter out, Conversions conversions) {
    this.out = out;
    this.conversions = conversions;
  }

  /// With a constant as the right operand; tells whether there is an instruction for that.
  boolean immediate(String operator, Type type, int target, int left, int value) {
    if (type.isFarPointer()) {
      out.emit(Op.FARADDI, target, left, operator.equals("-") ? -value : value);
      return true;
    }
    boolean wide = type.size == 8;
    boolean plain = wide && type.unsigned;
    boolean power = value > 0 && (value & value - 1) == 0;
    int op =
        switch (operator) {
          case "+", "-" -> isWord(type) ? Op.ADDWI : Op.ADDI;
          case "*" -> power ? Op.SHLI : Op.MULI;
          case "&" -> Op.ANDI;
          case "|" -> Op.ORI;
          case "^" -> Op.XORI;
          case "<<" -> Op.SHLI;
          case ">>" -> type.unsigned ? Op.SHRI : Op.SARI;
          case "==" -> Op.EQI;
          case "!=" -> Op.NEI;
          case "<" -> plain ? -1 : Op.LTI;
          case "<=" -> plain ? -1 : Op.LEI;
          default -> -1;
        };
    boolean minus = operator.equals("-");
    if (op < 0 || minus && value == Integer.MIN_VALUE) {
      return false;
    }
    boolean shift = op == Op.SHLI && operator.equals("*");
    int operand = minus ? -value : shift ? Integer.numberOfTrailingZeros(value) : value;
    out.emit(op, target, left, operand);
    boolean narrows = op == Op.ADDI || op == Op.MULI || op == Op.SHLI;
    if (!wide && narrows) {
      conversions.extend(type, target);
    }
    return true;
  }

  /// Whether there are instructions that compute as the type has it.
  private static boolean isWord(Type type) {
    return type.size == 4 && !type.unsigned;
  }

  void operate(String operator, Type type, int target, int left, int right) {
    if (type.isFarPointer()) {
      int by = out.temporary();
      out.emit(operator.equals("-") ? Op.NEG : Op.MOV, by, right, 0);
      out.emit(Op.FARADD, target, left, by);
      return;
    }
    if (type.isFloating()) {
      operateFloating(operator, type, target, left, right);
      return;
    }
    boolean wide = type.size == 8;
    boolean word = isWord(type);
    boolean unsigned = wide && type.unsigned;
    int op =
        switch (operator) {
          case "+" -> word ? Op.ADDW : Op.ADD;
          case "-" -> word ? Op.SUBW : Op.SUB;
          case "*" -> word ? Op.MULW : Op.MUL;
          case "<<" -> word ? Op.SHLW : Op.SHL;
          case ">>" -> type.unsigned ? Op.SHR : Op.SAR;
          case "/" -> word ? Op.DIVW : type.unsigned ? Op.DIVU : Op.DIV;
          case "%" -> word ? Op.REMW : type.unsigned ? Op.REMU : Op.REM;
          case "&" -> Op.AND;
          case "|" -> Op.OR;
          case "^" -> Op.XOR;
          case "==" -> Op.EQ;
          case "!=" -> Op.NE;
          case "<" -> unsigned ? Op.LTU : Op.LT;
          case "<=" -> unsigned ? Op.LEU : Op.LE;
          default -> throw new IllegalStateException("operator " + operator);
        };
    out.emit(op, target, left, right);
    if (!wide && !word && (op <= Op.MUL || op == Op.SHL || op == Op.DIV)) {
      conversions.extend(type, target);
    }
  }

  private void operateFloating(String operator, Type type, int target, int left, int right) {
    int op =
        switch (operator) {
          case "+" -> Op.FADD;
          case "-" -> Op.FSUB;
          case "*" -> Op.FMUL;
          case "/" -> Op.FDIV;
          case "==" -> Op.FEQ;
          case "!=" -> Op.FNE;
          case "<" -> Op.FLT;
          case "<=" -> Op.FLE;
          default -> throw new IllegalStateException("operator " + operator);
        };
    out.emit(op, target, left, right);
    if (type.is(Kind.FLOAT) && op <= Op.FDIV) {
      out.emit(Op.FROUND, target, target, 0);
    }
  }
}
