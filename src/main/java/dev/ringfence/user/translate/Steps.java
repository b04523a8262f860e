package dev.ringfence.user.translate;

import dev.ringfence.c.BitFunction;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.user.Values;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Writes instructions that go on to the next one.
public final class Steps {
  private static final ClassDesc MMU = Locals.MMU_TYPE;
  private static final ClassDesc VALUES = Locals.desc(Values.class);
  private static final ClassDesc I = ConstantDescs.CD_int;
  private static final ClassDesc J = ConstantDescs.CD_long;
  private static final ClassDesc Z = ConstantDescs.CD_boolean;
  private static final ClassDesc BYTES = ConstantDescs.CD_byte.arrayType();

  /// The most bytes of zero that are stored as numbers rather than as a block.
  private static final int MOST_STORED = 32;

  private final CodeBuilder code;
  private final Registers registers;
  private final Program program;

  Steps(CodeBuilder code, Registers registers, Program program) {
    this.code = code;
    this.registers = registers;
    this.program = program;
  }

  /// Whether the operation is one of these.
  public static boolean has(int op) {
    return op >= 0 && op <= Op.GEI
        || op >= Op.LD8S && op <= Op.ZERO
        || op >= Op.FADD && op <= Op.MATH
        || op == Op.BITS
        || op == Op.ATOMIC;
  }

  /// @param stop makes the place where the thread stops at this instruction
  /// @param missing as `stop`, where a number of so many bytes is in no single page
  void write(long word, Supplier<Label> stop, IntFunction<Label> missing) {
    int op = Op.op(word);
    int d = Op.d(word);
    int a = Op.a(word);
    int b = Op.b(word);
    switch (op) {
      case Op.LD8S -> load(word, 1, "loadS8", missing);
      case Op.LD8U -> load(word, 1, "loadU8", missing);
      case Op.LD16S -> load(word, 2, "loadS16", missing);
      case Op.LD16U -> load(word, 2, "loadU16", missing);
      case Op.LD32S -> load(word, 4, "loadS32", missing);
      case Op.LD32U -> load(word, 4, "loadU32", missing);
      case Op.LD64 -> load(word, 8, "load64", missing);
      case Op.LDF32 -> load(word, 4, "loadFloat", missing);
      case Op.ST8 -> store(word, 1, "store8", missing);
      case Op.ST16 -> store(word, 2, "store16", missing);
      case Op.ST32 -> store(word, 4, "store32", missing);
      case Op.ST64 -> store(word, 8, "store64", missing);
      case Op.STF32 -> store(word, 4, "storeFloat", missing);
      case Op.COPY -> {
        code.aload(Locals.P).aload(Locals.C);
        registers.get(d);
        registers.get(a);
        code.loadConstant(b);
        processor("copy", Z, Locals.CONTEXT, J, J, I);
        code.ifeq(stop.get());
      }
      case Op.ZERO -> {
        if (b > 0 && b <= MOST_STORED) {
          clear(d, b, missing);
          return;
        }
        code.aload(Locals.P).aload(Locals.C);
        registers.get(d);
        code.loadConstant(b);
        processor("zero", Z, Locals.CONTEXT, J, I);
        code.ifeq(stop.get());
      }
      case Op.ATOMIC -> {
        code.aload(Locals.P).aload(Locals.C);
        registers.get(a);
        registers.get(a + 1);
        registers.get(a + 2);
        code.loadConstant(b);
        processor("atomic", Z, Locals.CONTEXT, J, J, J, I);
        code.ifeq(stop.get());
        code.aload(Locals.P);
        processor("loaded", J);
        registers.set(d);
      }
      default -> {
        if (op == Op.DIV || op == Op.REM || op == Op.DIVW || op == Op.REMW) {
          boolean wide = op == Op.DIV || op == Op.REM;
          registers.get(a);
          registers.get(b);
          code.loadConstant(wide ? Long.MIN_VALUE : (long) Integer.MIN_VALUE);
          values("divides", Z, J, J, J);
          code.ifeq(stop.get());
        } else if (op == Op.DIVU || op == Op.REMU) {
          registers.get(b);
          code.lconst_0().lcmp().ifeq(stop.get());
        }
        value(op, a, b);
        registers.set(d);
      }
    }
  }

  /// Pushes the value of an instruction that computes one.
  private void value(int op, int a, int b) {
    switch (op) {
      case Op.MOV -> registers.get(a);
      case Op.LI -> code.loadConstant((long) b);
      case Op.LDC -> code.loadConstant(program.constants()[b]);
      case Op.TP ->
          code.aload(Locals.C).invokevirtual(Locals.CONTEXT, "threadPointer", MethodTypeDesc.of(J));
      case Op.ADD -> both(a, b).ladd();
      case Op.SUB -> both(a, b).lsub();
      case Op.MUL -> both(a, b).lmul();
      case Op.DIV -> both(a, b).ldiv();
      case Op.REM -> both(a, b).lrem();
      case Op.AND -> both(a, b).land();
      case Op.OR -> both(a, b).lor();
      case Op.XOR -> both(a, b).lxor();
      case Op.SHL -> both(a, b).l2i().lshl();
      case Op.SHR -> both(a, b).l2i().lushr();
      case Op.SAR -> both(a, b).l2i().lshr();
      case Op.ADDW -> both(a, b).ladd().l2i().i2l();
      case Op.SUBW -> both(a, b).lsub().l2i().i2l();
      case Op.MULW -> both(a, b).lmul().l2i().i2l();
      case Op.DIVW -> both(a, b).ldiv().l2i().i2l();
      case Op.REMW -> both(a, b).lrem().l2i().i2l();
      case Op.SHLW -> {
        one(a).l2i();
        one(b).l2i().ishl().i2l();
      }
      case Op.DIVU -> unsigned(a, b, "divideUnsigned");
      case Op.REMU -> unsigned(a, b, "remainderUnsigned");
      case Op.ADDI -> with(a, b).ladd();
      case Op.ADDWI -> with(a, b).ladd().l2i().i2l();
      case Op.MULI -> with(a, b).lmul();
      case Op.ANDI -> with(a, b).land();
      case Op.ORI -> with(a, b).lor();
      case Op.XORI -> with(a, b).lxor();
      case Op.SHLI -> one(a).loadConstant(b).lshl();
      case Op.SHRI -> one(a).loadConstant(b).lushr();
      case Op.SARI -> one(a).loadConstant(b).lshr();
      case Op.SX8 -> one(a).l2i().i2b().i2l();
      case Op.SX16 -> one(a).l2i().i2s().i2l();
      case Op.SX32 -> one(a).l2i().i2l();
      case Op.ZX8 -> one(a).loadConstant(0xFFL).land();
      case Op.ZX16 -> one(a).loadConstant(0xFFFFL).land();
      case Op.ZX32 -> one(a).loadConstant(0xFFFFFFFFL).land();
      case Op.NEG -> one(a).lneg();
      case Op.NOT -> one(a).loadConstant(-1L).lxor();
      case Op.EQ -> truth(both(a, b).lcmp(), Opcode.IFEQ);
      case Op.NE -> truth(both(a, b).lcmp(), Opcode.IFNE);
      case Op.LT -> truth(both(a, b).lcmp(), Opcode.IFLT);
      case Op.LE -> truth(both(a, b).lcmp(), Opcode.IFLE);
      case Op.LTU -> {
        both(a, b);
        compareUnsigned(code);
        truth(code, Opcode.IFLT);
      }
      case Op.LEU -> {
        both(a, b);
        compareUnsigned(code);
        truth(code, Opcode.IFLE);
      }
      case Op.EQI -> truth(with(a, b).lcmp(), Opcode.IFEQ);
      case Op.NEI -> truth(with(a, b).lcmp(), Opcode.IFNE);
      case Op.LTI -> truth(with(a, b).lcmp(), Opcode.IFLT);
      case Op.LEI -> truth(with(a, b).lcmp(), Opcode.IFLE);
      case Op.GTI -> truth(with(a, b).lcmp(), Opcode.IFGT);
      case Op.GEI -> truth(with(a, b).lcmp(), Opcode.IFGE);
      default -> floating(op, a, b);
    }
  }

  private void floating(int op, int a, int b) {
    switch (op) {
      case Op.FADD -> binary(a, b, "add");
      case Op.FSUB -> binary(a, b, "subtract");
      case Op.FMUL -> binary(a, b, "multiply");
      case Op.FDIV -> binary(a, b, "divide");
      case Op.FNEG -> one(a).loadConstant(Long.MIN_VALUE).lxor();
      case Op.FEQ -> comparison(a, b, "equal", Opcode.IFNE);
      case Op.FNE -> comparison(a, b, "equal", Opcode.IFEQ);
      case Op.FLT -> comparison(a, b, "less", Opcode.IFNE);
      case Op.FLE -> comparison(a, b, "lessOrEqual", Opcode.IFNE);
      case Op.I2F -> conversion(a, "fromSigned");
      case Op.U2F -> conversion(a, "fromUnsigned");
      case Op.F2I -> conversion(a, "toSigned");
      case Op.F2U -> conversion(a, "toUnsigned");
      case Op.F2W -> conversion(a, "toWord");
      case Op.FROUND -> conversion(a, "toFloat");
      case Op.MATH -> {
        code.loadConstant(b);
        both(a, a + 1);
        one(a + 2);
        values("math", J, I, J, J, J);
      }
      case Op.BITS -> {
        code.loadConstant(b);
        both(a, a + 1);
        code.invokestatic(Locals.desc(BitFunction.class), "apply", MethodTypeDesc.of(J, I, J, J));
      }
      default -> throw new IllegalStateException("operation " + op + " is not translated");
    }
  }

  private CodeBuilder one(int register) {
    registers.get(register);
    return code;
  }

  private CodeBuilder both(int a, int b) {
    registers.get(a);
    return one(b);
  }

  private CodeBuilder with(int a, int immediate) {
    return one(a).loadConstant((long) immediate);
  }

  private void unsigned(int a, int b, String method) {
    both(a, b).invokestatic(ConstantDescs.CD_Long, method, MethodTypeDesc.of(J, J, J));
  }

  static void compareUnsigned(CodeBuilder code) {
    code.invokestatic(ConstantDescs.CD_Long, "compareUnsigned", MethodTypeDesc.of(I, J, J));
  }

  private void binary(int a, int b, String method) {
    both(a, b);
    values(method, J, J, J);
  }

  private void comparison(int a, int b, String method, Opcode when) {
    both(a, b);
    values(method, Z, J, J);
    truth(code, when);
  }

  private void conversion(int a, String method) {
    one(a);
    values(method, J, J);
  }

  /// Replaces an int by 1 if the branch is taken on it, by 0 if not.
  private static void truth(CodeBuilder code, Opcode when) {
    Label yes = code.newLabel();
    Label end = code.newLabel();
    code.branch(when, yes);
    code.lconst_0().goto_(end);
    code.labelBinding(yes);
    code.lconst_1();
    code.labelBinding(end);
  }

  /// Stores zeros where a register points to.
  private void clear(int register, int size, IntFunction<Label> missing) {
    page(register, 0, size, "writable", missing);
    for (int done = 0; done < size; ) {
      int part = Integer.highestOneBit(Math.min(size - done, Long.BYTES));
      code.aload(Locals.PAGE).lload(Locals.AT).loadConstant((long) done).ladd().lconst_0();
      values("store" + Byte.SIZE * part, ConstantDescs.CD_void, BYTES, J, J);
      done += part;
    }
  }

  /// Finds the page under a register plus an offset.
  private void page(int register, int offset, int size, String method, IntFunction<Label> missing) {
    with(register, offset).ladd().lstore(Locals.AT);
    code.aload(Locals.MMU).lload(Locals.AT).loadConstant(size);
    values(method, BYTES, MMU, J, I);
    code.astore(Locals.PAGE);
    code.aload(Locals.PAGE).ifnull(missing.apply(size));
  }

  private void load(long word, int size, String method, IntFunction<Label> missing) {
    page(Op.a(word), Op.b(word), size, "readable", missing);
    code.aload(Locals.PAGE).lload(Locals.AT);
    values(method, J, BYTES, J);
    registers.set(Op.d(word));
  }

  private void store(long word, int size, String method, IntFunction<Label> missing) {
    page(Op.a(word), Op.b(word), size, "writable", missing);
    code.aload(Locals.PAGE).lload(Locals.AT);
    registers.get(Op.d(word));
    values(method, ConstantDescs.CD_void, BYTES, J, J);
  }

  private void values(String method, ClassDesc result, ClassDesc... parameters) {
    code.invokestatic(VALUES, method, MethodTypeDesc.of(result, parameters));
  }

  private void processor(String method, ClassDesc result, ClassDesc... parameters) {
    code.invokevirtual(Locals.PROCESSOR, method, MethodTypeDesc.of(result, parameters));
  }
}
