package dev.ringfence.c.gen;

import static dev.ringfence.c.gen.Emitter.FRAME;

import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression.Field;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;

/// Generates loads and stores of scalars, among them bit-fields.
final class Memory {
  private final Emitter out;

  /// A place in memory: a register and an offset from it.
  ///
  /// @param far whether the register holds a far pointer
  record Operand(int base, int offset, boolean far) {
    static Operand inFrame(long offset) {
      return new Operand(FRAME, (int) offset, false);
    }

    /// The place so many bytes further on.
    Operand at(int further) {
      return new Operand(base, offset + further, far);
    }
  }

  Memory(Emitter out) {
    this.out = out;
  }

  void load(Type type, int target, Operand from) {
    access(from.far ? Op.FARLD : loadOp(type), loadOp(type), target, from);
  }

  void store(Type type, int register, Operand to) {
    access(to.far ? Op.FARST : storeOp(type), storeOp(type), register, to);
  }

  private void access(int instruction, int operation, int register, Operand place) {
    boolean far = instruction != operation;
    int immediate = far ? Op.farAccess(operation, place.offset) : place.offset;
    out.emit(instruction, register, place.base, immediate);
  }

  /// Loads a bit-field.
  void extract(Field f, int target, Operand from) {
    if (!isSpread(f)) {
      load(f.container(), target, from);
      shift(f, target, target, f.bit());
      return;
    }
    int before = out.next;
    int low = out.temporary();
    int high = out.temporary();
    load(Type.ULLONG, low, from);
    load(Type.UCHAR, high, from.at(Long.BYTES));
    out.emit(Op.SHRI, low, low, f.bit());
    out.emit(Op.SHLI, high, high, Long.SIZE - f.bit());
    out.emit(Op.OR, low, low, high);
    shift(f, target, low, 0);
    out.next = before;
  }

  /// Whether a bit-field, which then is a packed one, ends in the ninth byte.
  private static boolean isSpread(Field f) {
    return f.bit() + f.width() > Long.SIZE;
  }

  /// Puts a bit-field whose lowest bit is a register's bit `bit` into another one, extended.
  private void shift(Field f, int target, int from, int bit) {
    out.emit(Op.SHLI, target, from, 64 - bit - f.width());
    out.emit(f.type().unsigned ? Op.SHRI : Op.SARI, target, target, 64 - f.width());
  }

  /// Stores a register's value in a bit-field, and tells the register with what that then holds.
  int insert(Field f, int value, Operand place) {
    int result = out.temporary();
    int before = out.next;
    int part = out.temporary();
    if (isSpread(f)) {
      int rest = f.bit() + f.width() - Long.SIZE;
      out.emit(Op.SHLI, part, value, f.bit());
      replace(Type.ULLONG, -1L << f.bit(), part, place);
      out.emit(Op.SHRI, part, value, Long.SIZE - f.bit());
      out.emit(Op.ANDI, part, part, (1 << rest) - 1);
      replace(Type.UCHAR, (1L << rest) - 1, part, place.at(Long.BYTES));
    } else {
      out.emit(Op.SHLI, part, value, 64 - f.width());
      out.emit(Op.SHRI, part, part, 64 - f.bit() - f.width());
      replace(f.container(), -1L >>> 64 - f.width() << f.bit(), part, place);
    }
    shift(f, result, value, 0);
    out.next = before;
    return result;
  }

  /// Puts bits into a container in memory, in the place of those of a mask.
  private void replace(Type type, long mask, int bits, Operand place) {
    int before = out.next;
    int container = out.temporary();
    int others = out.temporary();
    load(type, container, place);
    out.constant(~mask, others);
    out.emit(Op.AND, container, container, others);
    out.emit(Op.OR, container, container, bits);
    store(type, container, place);
    out.next = before;
  }

  static int loadOp(Type type) {
    if (type.isFloating()) {
      return type.is(Kind.FLOAT) ? Op.LDF32 : Op.LD64;
    }
    return switch ((int) type.size) {
      case 1 -> type.unsigned ? Op.LD8U : Op.LD8S;
      case 2 -> type.unsigned ? Op.LD16U : Op.LD16S;
      case 4 -> type.unsigned ? Op.LD32U : Op.LD32S;
      default -> Op.LD64;
    };
  }

  static int storeOp(Type type) {
    if (type.isFloating()) {
      return type.is(Kind.FLOAT) ? Op.STF32 : Op.ST64;
    }
    return switch ((int) type.size) {
      case 1 -> Op.ST8;
      case 2 -> Op.ST16;
      case 4 -> Op.ST32;
      default -> Op.ST64;
    };
  }
}
