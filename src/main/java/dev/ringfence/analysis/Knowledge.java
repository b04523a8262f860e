package dev.ringfence.analysis;

import dev.ringfence.c.Op;
import java.util.Arrays;
import java.util.BitSet;

/// What is known of the registers of a function at a place that control may come to, whatever way
/// it takes; and which descriptors its process has closed by then.
final class Knowledge {
  private final long[] values;
  private final BitSet known = new BitSet();
  private long closed;

  private Knowledge(int registers) {
    values = new long[registers];
  }

  /// All registers are as given.
  static Knowledge of(long[] registers) {
    Knowledge all = new Knowledge(registers.length);
    System.arraycopy(registers, 0, all.values, 0, registers.length);
    all.known.set(0, registers.length);
    return all;
  }

  /// What a function knows when it begins.
  ///
  /// @param window the caller's register at which its window opens
  /// @param arguments how many it is given
  Knowledge called(int registers, int window, int arguments) {
    Knowledge callee = new Knowledge(registers);
    for (int i = Op.FIRST_PARAMETER; i < registers; i++) {
      int from = window + i;
      if (i >= Op.FIRST_PARAMETER + arguments) {
        callee.set(i, 0);
      } else if (knows(from)) {
        callee.set(i, get(from));
      }
    }
    callee.closed = closed;
    return callee;
  }

  Knowledge copy() {
    Knowledge copy = new Knowledge(values.length);
    System.arraycopy(values, 0, copy.values, 0, values.length);
    copy.known.or(known);
    copy.closed = closed;
    return copy;
  }

  /// Keeps only what is known on another way as well. False if that changes nothing.
  boolean meet(Knowledge other) {
    boolean changed = (closed & ~other.closed) != 0;
    closed &= other.closed;
    for (int i = known.nextSetBit(0); i >= 0; i = known.nextSetBit(i + 1)) {
      if (!other.knows(i) || other.values[i] != values[i]) {
        known.clear(i);
        changed = true;
      }
    }
    return changed;
  }

  boolean knows(int register) {
    return known.get(register);
  }

  long get(int register) {
    return values[register];
  }

  void set(int register, long value) {
    if (register < values.length) {
      values[register] = value;
      known.set(register);
    }
  }

  void forget(int register) {
    known.clear(register);
  }

  /// The process has closed a descriptor; that is kept of small ones.
  void close(long descriptor) {
    if (descriptor >= 0 && descriptor < Long.SIZE) {
      closed |= 1L << descriptor;
    }
  }

  boolean isClosed(long descriptor) {
    return descriptor >= 0 && descriptor < Long.SIZE && (closed >>> descriptor & 1) != 0;
  }

  /// Which have been closed where this goes on.
  void closedAs(Knowledge other) {
    closed = other.closed;
  }

  /// What an instruction that goes on with the next one does to the registers.
  void apply(long word, long[] constants) {
    int op = Op.op(word);
    int d = Op.d(word);
    int a = Op.a(word);
    int b = Op.b(word);
    switch (op) {
      case Op.LI -> set(d, b);
      case Op.LDC -> set(d, constants[b]);
      case Op.MOV -> set(d, a, get(a));
      case Op.ADDI -> set(d, a, get(a) + b);
      case Op.ADDWI -> set(d, a, (int) (get(a) + b));
      case Op.MULI -> set(d, a, get(a) * b);
      case Op.SHLI -> set(d, a, get(a) << b);
      case Op.SX32 -> set(d, a, (int) get(a));
      case Op.ZX32 -> set(d, a, get(a) & 0xFFFFFFFFL);
      case Op.NEG -> set(d, a, -get(a));
      case Op.EQI -> set(d, a, get(a) == b ? 1 : 0);
      case Op.NEI -> set(d, a, get(a) != b ? 1 : 0);
      case Op.LTI -> set(d, a, get(a) < b ? 1 : 0);
      case Op.LEI -> set(d, a, get(a) <= b ? 1 : 0);
      case Op.GTI -> set(d, a, get(a) > b ? 1 : 0);
      case Op.GEI -> set(d, a, get(a) >= b ? 1 : 0);
      case Op.ADD -> set(d, a, b, at(a) + at(b));
      case Op.ADDW -> set(d, a, b, (int) (at(a) + at(b)));
      case Op.SUB -> set(d, a, b, at(a) - at(b));
      case Op.EQ -> set(d, a, b, at(a) == at(b) ? 1 : 0);
      case Op.NE -> set(d, a, b, at(a) != at(b) ? 1 : 0);
      case Op.LT -> set(d, a, b, at(a) < at(b) ? 1 : 0);
      case Op.LE -> set(d, a, b, at(a) <= at(b) ? 1 : 0);
      case Op.ST8, Op.ST16, Op.ST32, Op.ST64, Op.STF32, Op.COPY, Op.ZERO -> {}
      default -> forget(d);
    }
  }

  private long at(int register) {
    return register < values.length ? values[register] : 0;
  }

  private void set(int register, int from, long value) {
    if (knows(from)) {
      set(register, value);
    } else {
      forget(register);
    }
  }

  private void set(int register, int from, int and, long value) {
    if (knows(from) && knows(and)) {
      set(register, value);
    } else {
      forget(register);
    }
  }

  /// Whether a conditional branch is taken: 1, or 0; -1 where that is not known.
  int takes(long word) {
    int op = Op.op(word);
    int d = Op.d(word);
    int a = Op.a(word);
    if (op == Op.JMP) {
      return 1;
    }
    boolean one = op == Op.JZ || op == Op.JNZ;
    if (!knows(a) || !one && !knows(d)) {
      return -1;
    }
    boolean taken =
        switch (op) {
          case Op.JZ -> at(a) == 0;
          case Op.JNZ -> at(a) != 0;
          case Op.JEQ -> at(d) == at(a);
          case Op.JNE -> at(d) != at(a);
          case Op.JLT -> at(d) < at(a);
          case Op.JLE -> at(d) <= at(a);
          case Op.JLTU -> Long.compareUnsigned(at(d), at(a)) < 0;
          default -> Long.compareUnsigned(at(d), at(a)) <= 0;
        };
    return taken ? 1 : 0;
  }

  @Override
  public String toString() {
    return known + " of " + Arrays.toString(values);
  }
}
