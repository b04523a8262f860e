package dev.ringfence.user;

import dev.ringfence.c.Op;
import dev.ringfence.machine.Costs;
import dev.ringfence.machine.PhysicalMemory;
import java.util.Arrays;

/// The cycles of each operation of the register code.
public final class Timing {
  /// Bytes of a cache line, by which block operations are charged.
  private static final int LINE = 64;

  private final long[] cycles = new long[Op.COUNT];
  private final Costs costs;

  Timing(Costs costs) {
    this.costs = costs;
    Arrays.fill(cycles, costs.instruction());
    set(costs.multiply(), Op.MUL, Op.MULW, Op.MULI);
    set(costs.divide(), Op.DIV, Op.DIVU, Op.REM, Op.REMU, Op.DIVW, Op.REMW, Op.FDIV);
    Arrays.fill(cycles, Op.JMP, Op.JLEU + 1, costs.branch());
    Arrays.fill(cycles, Op.LD8S, Op.LD64 + 1, costs.load());
    Arrays.fill(cycles, Op.ST8, Op.ZERO + 1, costs.store());
    set(costs.call(), Op.CALL, Op.CALLR, Op.RET);
    set(0, Op.SYSCALL, Op.COMPUTE);
    set(costs.floating(), Op.FADD, Op.FSUB, Op.FMUL, Op.FNEG, Op.FEQ, Op.FNE, Op.FLT, Op.FLE);
    set(costs.floating(), Op.I2F, Op.U2F, Op.F2I, Op.F2U, Op.F2W, Op.FROUND);
    set(costs.divide(), Op.MATH);
    set(costs.atomic(), Op.ATOMIC);
    set(costs.branch(), Op.JR);
    set(costs.load(), Op.LDF32);
    set(costs.store(), Op.STF32);
    set(costs.load() + costs.segmentLoad(), Op.FARLD);
    set(costs.store() + costs.segmentLoad(), Op.FARST);
  }

  private void set(long value, int... operations) {
    for (int operation : operations) {
      cycles[operation] = value;
    }
  }

  public long[] cycles() {
    return cycles;
  }

  /// The cycles that a block operation over so many bytes adds, with at most a page zero's per
  /// page.
  public long block(int bytes) {
    long lines = (bytes + LINE - 1L) / LINE;
    return Math.min(
        lines * costs.copyLine(), (bytes / PhysicalMemory.FRAME + 1L) * costs.pageCopy());
  }
}
