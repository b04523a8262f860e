package dev.ringfence.user.translate;

import dev.ringfence.c.Op;
import java.util.BitSet;

/// Which registers of its window an instruction reads and writes.
public final class Operands {
  private Operands() {}

  /// The register that the instruction writes, or -1.
  public static int written(long word) {
    int op = Op.op(word);
    boolean none =
        Op.isBranch(op)
            || op >= Op.ST8 && op <= Op.ZERO
            || op == Op.STF32
            || op == Op.RET
            || op == Op.JR
            || op == Op.SETJMP;
    return none ? -1 : Op.d(word);
  }

  /// Whether it is known what the instruction reads.
  static boolean known(int op) {
    return Translator.translates(op) || op == Op.SETJMP;
  }

  /// Adds the registers that the instruction reads, if they are known.
  static void addRead(long word, BitSet to) {
    int op = Op.op(word);
    int d = Op.d(word);
    int a = Op.a(word);
    switch (op) {
      case Op.LI, Op.LDC, Op.TP, Op.JMP -> {}
      case Op.CALL -> arguments(d, a, to);
      case Op.CALLR -> {
        arguments(d, Op.b(word), to);
        to.set(a);
      }
      case Op.SYSCALL -> arguments(0, Op.SYSTEM_CALL_ARGUMENTS, to);
      case Op.MATH, Op.ATOMIC -> to.set(a, a + 3);
      case Op.BITS -> to.set(a, a + 2);
      case Op.ZERO -> to.set(d);
      default -> {
        to.set(a);
        if (readsDestination(op)) {
          to.set(d);
        } else if (readsBoth(op)) {
          to.set(Op.b(word));
        }
      }
    }
  }

  private static void arguments(int window, int count, BitSet to) {
    to.set(window + Op.FIRST_PARAMETER, window + Op.FIRST_PARAMETER + count);
  }

  private static boolean readsDestination(int op) {
    return op >= Op.JEQ && op <= Op.JLEU || op >= Op.ST8 && op <= Op.COPY || op == Op.STF32;
  }

  private static boolean readsBoth(int op) {
    return op >= Op.ADD && op <= Op.SHLW
        || op >= Op.EQ && op <= Op.LEU
        || op >= Op.FADD && op <= Op.FDIV
        || op >= Op.FEQ && op <= Op.FLE;
  }
}
