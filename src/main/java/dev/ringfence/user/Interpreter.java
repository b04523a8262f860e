package dev.ringfence.user;

import dev.ringfence.c.Function;
import dev.ringfence.c.MathFunction;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.core.Reals;
import dev.ringfence.machine.Mmu;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Profile;
import dev.ringfence.machine.Vector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Executes register code ([Op]) in ring 3 until a system call, an exception or the end of the
/// slice.
///
/// This is the hottest loop of all. It allocates nothing, keeps the state of the thread in local
/// variables, and must stay below 8,000 bytes of bytecode, the size beyond which HotSpot does not
/// compile a method. An instruction that traps has changed nothing that its restart would see.
final class Interpreter {
  private static final int FRAME = PhysicalMemory.FRAME;
  private static final int OFFSET = FRAME - 1;
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private final Mmu mmu;
  private final Profile profile;
  private final Timing timing;
  private final Blocks blocks;
  private final Jumps jumps;

  Interpreter(Mmu mmu, Profile profile) {
    this.mmu = mmu;
    this.profile = profile;
    this.timing = new Timing(profile.costs());
    this.blocks = new Blocks(mmu);
    this.jumps = new Jumps(mmu, blocks);
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /// Runs the thread until it traps or its time has reached `limit`. The slice ends at the first
  /// instruction boundary at or after the limit; page walks are charged when it ends.
  void run(Context c, long limit) {
    Program program = c.program();
    long[] code = program.code();
    long[] constants = program.constants();
    long[] cost = timing.cycles();
    long[] r = c.registers;
    int base = c.base;
    int pc = c.pc;
    long time = c.time;
    long instructions = 0;
    c.cause = Cause.PREEMPTED;
    if (time < limit && !mmu.mayFetch(Program.address(pc))) {
      raise(c);
      c.time = time + mmu.takePenalty();
      return;
    }
    loop:
    while (time < limit) {
      long w = code[pc];
      int op = (int) w & 0xFF;
      int d = base + ((int) w >>> 8 & 0xFFF);
      int a = base + ((int) w >>> 20);
      int b = (int) (w >> 32);
      int next = pc + 1;
      switch (op) {
        case Op.MOV -> r[d] = r[a];
        case Op.LI -> r[d] = b;
        case Op.LDC -> r[d] = constants[b];
        case Op.TP -> r[d] = c.threadPointer();
        case Op.ADD -> r[d] = r[a] + r[base + b];
        case Op.SUB -> r[d] = r[a] - r[base + b];
        case Op.MUL -> r[d] = r[a] * r[base + b];
        case Op.AND -> r[d] = r[a] & r[base + b];
        case Op.OR -> r[d] = r[a] | r[base + b];
        case Op.XOR -> r[d] = r[a] ^ r[base + b];
        case Op.SHL -> r[d] = r[a] << r[base + b];
        case Op.SHR -> r[d] = r[a] >>> r[base + b];
        case Op.SAR -> r[d] = r[a] >> r[base + b];
        case Op.DIV -> {
          if (!divides(r[a], r[base + b], Long.MIN_VALUE)) {
            c.fault(Vector.DE, 0, 0);
            break loop;
          }
          r[d] = r[a] / r[base + b];
        }
        case Op.REM -> {
          if (!divides(r[a], r[base + b], Long.MIN_VALUE)) {
            c.fault(Vector.DE, 0, 0);
            break loop;
          }
          r[d] = r[a] % r[base + b];
        }
        case Op.DIVU -> {
          if (r[base + b] == 0) {
            c.fault(Vector.DE, 0, 0);
            break loop;
          }
          r[d] = Long.divideUnsigned(r[a], r[base + b]);
        }
        case Op.REMU -> {
          if (r[base + b] == 0) {
            c.fault(Vector.DE, 0, 0);
            break loop;
          }
          r[d] = Long.remainderUnsigned(r[a], r[base + b]);
        }
        case Op.ADDW -> r[d] = (int) (r[a] + r[base + b]);
        case Op.SUBW -> r[d] = (int) (r[a] - r[base + b]);
        case Op.MULW -> r[d] = (int) (r[a] * r[base + b]);
        case Op.SHLW -> r[d] = (int) r[a] << (int) r[base + b];
        case Op.DIVW -> {
          if (!divides(r[a], r[base + b], Integer.MIN_VALUE)) {
            c.fault(Vector.DE, 0, 0);
            break loop;
          }
          r[d] = (int) (r[a] / r[base + b]);
        }
        case Op.REMW -> {
          if (!divides(r[a], r[base + b], Integer.MIN_VALUE)) {
            c.fault(Vector.DE, 0, 0);
            break loop;
          }
          r[d] = (int) (r[a] % r[base + b]);
        }
        case Op.ADDI -> r[d] = r[a] + b;
        case Op.ADDWI -> r[d] = (int) (r[a] + b);
        case Op.MULI -> r[d] = r[a] * b;
        case Op.ANDI -> r[d] = r[a] & b;
        case Op.ORI -> r[d] = r[a] | b;
        case Op.XORI -> r[d] = r[a] ^ b;
        case Op.SHLI -> r[d] = r[a] << b;
        case Op.SHRI -> r[d] = r[a] >>> b;
        case Op.SARI -> r[d] = r[a] >> b;
        case Op.SX8 -> r[d] = (byte) r[a];
        case Op.SX16 -> r[d] = (short) r[a];
        case Op.SX32 -> r[d] = (int) r[a];
        case Op.ZX8 -> r[d] = r[a] & 0xFF;
        case Op.ZX16 -> r[d] = r[a] & 0xFFFF;
        case Op.ZX32 -> r[d] = r[a] & 0xFFFFFFFFL;
        case Op.NEG -> r[d] = -r[a];
        case Op.NOT -> r[d] = ~r[a];
        case Op.EQ -> r[d] = r[a] == r[base + b] ? 1 : 0;
        case Op.NE -> r[d] = r[a] != r[base + b] ? 1 : 0;
        case Op.LT -> r[d] = r[a] < r[base + b] ? 1 : 0;
        case Op.LE -> r[d] = r[a] <= r[base + b] ? 1 : 0;
        case Op.LTU -> r[d] = Long.compareUnsigned(r[a], r[base + b]) < 0 ? 1 : 0;
        case Op.LEU -> r[d] = Long.compareUnsigned(r[a], r[base + b]) <= 0 ? 1 : 0;
        case Op.EQI -> r[d] = r[a] == b ? 1 : 0;
        case Op.NEI -> r[d] = r[a] != b ? 1 : 0;
        case Op.LTI -> r[d] = r[a] < b ? 1 : 0;
        case Op.LEI -> r[d] = r[a] <= b ? 1 : 0;
        case Op.GTI -> r[d] = r[a] > b ? 1 : 0;
        case Op.GEI -> r[d] = r[a] >= b ? 1 : 0;
        case Op.JMP -> next = b;
        case Op.JZ -> {
          if (r[a] == 0) {
            next = b;
          }
        }
        case Op.JNZ -> {
          if (r[a] != 0) {
            next = b;
          }
        }
        case Op.JEQ -> {
          if (r[d] == r[a]) {
            next = b;
          }
        }
        case Op.JNE -> {
          if (r[d] != r[a]) {
            next = b;
          }
        }
        case Op.JLT -> {
          if (r[d] < r[a]) {
            next = b;
          }
        }
        case Op.JLE -> {
          if (r[d] <= r[a]) {
            next = b;
          }
        }
        case Op.JLTU -> {
          if (Long.compareUnsigned(r[d], r[a]) < 0) {
            next = b;
          }
        }
        case Op.JLEU -> {
          if (Long.compareUnsigned(r[d], r[a]) <= 0) {
            next = b;
          }
        }
        case Op.LD8S -> {
          byte[] page = mmu.forRead(r[a] + b);
          if (page == null) {
            raise(c);
            break loop;
          }
          r[d] = page[(int) (r[a] + b) & OFFSET];
        }
        case Op.LD8U -> {
          byte[] page = mmu.forRead(r[a] + b);
          if (page == null) {
            raise(c);
            break loop;
          }
          r[d] = page[(int) (r[a] + b) & OFFSET] & 0xFF;
        }
        case Op.LD16S -> {
          long at = r[a] + b;
          byte[] page = mmu.forRead(at);
          int o = (int) at & OFFSET;
          if (page != null && o <= FRAME - 2) {
            r[d] = (short) SHORTS.get(page, o);
          } else if (page != null && blocks.load(at, 2)) {
            r[d] = (short) blocks.loaded;
          } else {
            raise(c);
            break loop;
          }
        }
        case Op.LD16U -> {
          long at = r[a] + b;
          byte[] page = mmu.forRead(at);
          int o = (int) at & OFFSET;
          if (page != null && o <= FRAME - 2) {
            r[d] = (short) SHORTS.get(page, o) & 0xFFFF;
          } else if (page != null && blocks.load(at, 2)) {
            r[d] = blocks.loaded;
          } else {
            raise(c);
            break loop;
          }
        }
        case Op.LD32S -> {
          long at = r[a] + b;
          byte[] page = mmu.forRead(at);
          int o = (int) at & OFFSET;
          if (page != null && o <= FRAME - 4) {
            r[d] = (int) INTS.get(page, o);
          } else if (page != null && blocks.load(at, 4)) {
            r[d] = (int) blocks.loaded;
          } else {
            raise(c);
            break loop;
          }
        }
        case Op.LD32U -> {
          long at = r[a] + b;
          byte[] page = mmu.forRead(at);
          int o = (int) at & OFFSET;
          if (page != null && o <= FRAME - 4) {
            r[d] = (int) INTS.get(page, o) & 0xFFFFFFFFL;
          } else if (page != null && blocks.load(at, 4)) {
            r[d] = blocks.loaded;
          } else {
            raise(c);
            break loop;
          }
        }
        case Op.LD64 -> {
          long at = r[a] + b;
          byte[] page = mmu.forRead(at);
          int o = (int) at & OFFSET;
          if (page != null && o <= FRAME - 8) {
            r[d] = (long) LONGS.get(page, o);
          } else if (page != null && blocks.load(at, 8)) {
            r[d] = blocks.loaded;
          } else {
            raise(c);
            break loop;
          }
        }
        case Op.ST8 -> {
          byte[] page = mmu.forWrite(r[a] + b);
          if (page == null) {
            raise(c);
            break loop;
          }
          page[(int) (r[a] + b) & OFFSET] = (byte) r[d];
        }
        case Op.ST16 -> {
          long at = r[a] + b;
          byte[] page = mmu.forWrite(at);
          int o = (int) at & OFFSET;
          if (page != null && o <= FRAME - 2) {
            SHORTS.set(page, o, (short) r[d]);
          } else if (page == null || !blocks.store(at, 2, r[d])) {
            raise(c);
            break loop;
          }
        }
        case Op.ST32 -> {
          long at = r[a] + b;
          byte[] page = mmu.forWrite(at);
          int o = (int) at & OFFSET;
          if (page != null && o <= FRAME - 4) {
            INTS.set(page, o, (int) r[d]);
          } else if (page == null || !blocks.store(at, 4, r[d])) {
            raise(c);
            break loop;
          }
        }
        case Op.ST64 -> {
          long at = r[a] + b;
          byte[] page = mmu.forWrite(at);
          int o = (int) at & OFFSET;
          if (page != null && o <= FRAME - 8) {
            LONGS.set(page, o, r[d]);
          } else if (page == null || !blocks.store(at, 8, r[d])) {
            raise(c);
            break loop;
          }
        }
        case Op.COPY -> {
          if (!blocks.copy(r[d], r[a], b)) {
            raise(c);
            break loop;
          }
          time += timing.block(b);
        }
        case Op.ZERO -> {
          if (!blocks.zero(r[d], b)) {
            raise(c);
            break loop;
          }
          time += timing.block(b);
        }
        case Op.CALL, Op.CALLR -> {
          boolean direct = op == Op.CALL;
          Function f = direct ? program.functions().get(b) : functionAt(r[a], program);
          if (f == null) {
            wild(c, r[a]);
            break loop;
          }
          if (!enter(c, f, d, d - base, pc)) {
            break loop;
          }
          clear(c.registers, d, f, direct ? a - base : b);
          r = c.registers;
          base = d;
          next = f.entry();
        }
        case Op.RET -> {
          long link = r[base + Context.LINK];
          if (!mmu.mayFetch(Program.address((int) link))) {
            raise(c);
            break loop;
          }
          r[base] = r[a];
          base -= (int) (link >>> 32);
          next = (int) link;
        }
        case Op.SYSCALL -> {
          c.cause = Cause.SYSCALL;
          break loop;
        }
        case Op.COMPUTE -> {
          long nanos = Math.max(0, r[d]);
          boolean fits = profile.cycles(nanos) <= limit - time;
          long part = fits ? nanos : Math.max(1, profile.nanos(limit - time));
          r[d] = nanos - Math.min(part, nanos);
          time += profile.cycles(part);
          next = r[d] == 0 ? next : pc;
        }
        case Op.PRIVILEGED -> {
          c.fault(Vector.GP, 0, 0);
          break loop;
        }
        case Op.FADD -> r[d] = result(real(r[a]) + real(r[base + b]), r[a], r[base + b]);
        case Op.FSUB -> r[d] = result(real(r[a]) - real(r[base + b]), r[a], r[base + b]);
        case Op.FMUL -> r[d] = result(real(r[a]) * real(r[base + b]), r[a], r[base + b]);
        case Op.FDIV -> r[d] = result(real(r[a]) / real(r[base + b]), r[a], r[base + b]);
        case Op.FNEG -> r[d] = r[a] ^ Long.MIN_VALUE;
        case Op.FEQ -> r[d] = real(r[a]) == real(r[base + b]) ? 1 : 0;
        case Op.FNE -> r[d] = real(r[a]) != real(r[base + b]) ? 1 : 0;
        case Op.FLT -> r[d] = real(r[a]) < real(r[base + b]) ? 1 : 0;
        case Op.FLE -> r[d] = real(r[a]) <= real(r[base + b]) ? 1 : 0;
        case Op.I2F -> r[d] = bits((double) r[a]);
        case Op.U2F -> r[d] = bits(Reals.fromUnsigned(r[a]));
        case Op.F2I -> r[d] = Reals.toSigned(real(r[a]));
        case Op.F2U -> r[d] = Reals.toUnsigned(real(r[a]));
        case Op.F2W -> r[d] = Reals.toWord(real(r[a]));
        case Op.MATH ->
            r[d] = bits(MathFunction.apply(b, real(r[a]), real(r[a + 1]), real(r[a + 2])));
        case Op.FROUND -> r[d] = bits((float) real(r[a]));
        case Op.LDF32 -> {
          long at = r[a] + b;
          byte[] page = mmu.forRead(at);
          int o = (int) at & OFFSET;
          if (page != null && o <= FRAME - 4) {
            r[d] = bits(Float.intBitsToFloat((int) INTS.get(page, o)));
          } else if (page != null && blocks.load(at, 4)) {
            r[d] = bits(Float.intBitsToFloat((int) blocks.loaded));
          } else {
            raise(c);
            break loop;
          }
        }
        case Op.STF32 -> {
          long at = r[a] + b;
          byte[] page = mmu.forWrite(at);
          int o = (int) at & OFFSET;
          if (page != null && o <= FRAME - 4) {
            INTS.set(page, o, Float.floatToRawIntBits((float) real(r[d])));
          } else if (page == null
              || !blocks.store(at, 4, Float.floatToRawIntBits((float) real(r[d])))) {
            raise(c);
            break loop;
          }
        }
        case Op.SETJMP -> {
          c.base = base;
          if (!jumps.save(c, r[a])) {
            break loop;
          }
        }
        case Op.LONGJMP -> {
          c.base = base;
          c.pc = pc;
          if (!jumps.jump(c, r[a], r[a + 1])) {
            break loop;
          }
          base = c.base;
          next = c.pc;
        }
        default -> {
          c.fault(Vector.UD, 0, 0);
          break loop;
        }
      }
      time += cost[op];
      instructions++;
      pc = next;
    }
    c.base = base;
    c.pc = pc;
    c.time = time + mmu.takePenalty();
    c.instructions += instructions;
  }

  private void raise(Context c) {
    c.fault(mmu.vector, mmu.errorCode, mmu.address);
  }

  /// Opens a function's window: stores the return address in memory and links the windows.
  ///
  /// @param distance from the caller's window to the new one
  /// @return false when that faulted
  private boolean enter(Context c, Function f, int window, int distance, int pc) {
    long caller = c.registers[window - distance + Context.STACK_POINTER];
    long frame = caller - f.frameSize() - 16;
    if (!mmu.mayFetch(Program.address(f.entry())) || !push(caller - 8, Program.address(pc + 1))) {
      raise(c);
      return false;
    }
    if (!c.reserve(window, f.registers())) {
      c.fault(Vector.PF, 6, frame);
      return false;
    }
    long[] r = c.registers;
    r[window + Context.FRAME_POINTER] = frame;
    r[window + Context.LINK] = (long) distance << 32 | (pc + 1);
    r[window + Context.STACK_POINTER] = frame;
    return true;
  }

  private boolean push(long at, long address) {
    byte[] page = mmu.forWrite(at);
    int o = (int) at & OFFSET;
    if (page != null && o <= FRAME - 8) {
      LONGS.set(page, o, address);
      return true;
    }
    return page != null && blocks.store(at, 8, address);
  }

  /// Clears the registers of a window in which no argument has been put.
  private static void clear(long[] r, int window, Function f, int arguments) {
    int first = Op.FIRST_PARAMETER + Math.min(arguments, f.parameters());
    Arrays.fill(r, window + first, window + Math.max(first, f.registers()), 0);
  }

  /// The function whose first instruction has this address, or null.
  private static @Nullable Function functionAt(long address, Program program) {
    long offset = address - Program.TEXT_BASE;
    if (offset < 0 || offset >= 8L * program.code().length || offset % 8 != 0) {
      return null;
    }
    int instruction = (int) (offset / 8);
    Function function = program.functionAt(instruction);
    return function.entry() == instruction ? function : null;
  }

  /// A call to what is no function: a fetch that faults, or an instruction that is none.
  private void wild(Context c, long address) {
    if (mmu.mayFetch(address)) {
      c.fault(Vector.UD, 0, 0);
    } else {
      raise(c);
    }
  }

  /// Whether the processor can divide: not by zero, and not the least number by -1.
  private static boolean divides(long dividend, long divisor, long least) {
    return divisor != 0 && !(divisor == -1 && dividend == least);
  }

  private static double real(long bits) {
    return Double.longBitsToDouble(bits);
  }

  private static long result(double value, long a, long b) {
    return bits(!Double.isNaN(value) ? value : Reals.result(value, real(a), real(b)));
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}
