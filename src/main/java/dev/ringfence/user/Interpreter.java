package dev.ringfence.user;

import dev.ringfence.c.BitFunction;
import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.core.Reals;
import dev.ringfence.machine.Mmu;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Profile;
import dev.ringfence.machine.Vector;
import dev.ringfence.user.translate.HotCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Executes register code ([Op]) until a system call, an exception or the end of the
/// slice.
///
/// This is the hottest loop of all. It allocates nothing, keeps the state of the thread in local
/// variables, and must stay below 8,000 bytes of bytecode, the size beyond which HotSpot does not
/// compile a method. An instruction that traps has changed nothing that its restart would see.
final class Interpreter {
  private static final int FRAME = PhysicalMemory.FRAME;
  private static final int OFFSET = FRAME - 1;

  private final Mmu mmu;
  private final Profile profile;
  private final Timing timing;
  private final Blocks blocks;
  private final Jumps jumps;
  private final FarAccess far;
  private final CopiedCode copied;

  Interpreter(Mmu mmu, Profile profile) {
    this.mmu = mmu;
    this.profile = profile;
    this.timing = new Timing(profile.costs());
    this.blocks = new Blocks(mmu);
    this.jumps = new Jumps(mmu, blocks);
    this.far = new FarAccess(mmu);
    this.copied = new CopiedCode(mmu, blocks);
  }

  /// Whether the thread may begin to run: it has time, and may execute where it is. If not, it has
  /// no time, or it has faulted.
  boolean begins(Context c, long limit) {
    c.cause = Cause.PREEMPTED;
    if (c.time >= limit) {
      return false;
    }
    if (mmu.mayFetch(Program.address(c.pc))) {
      return true;
    }
    raise(c);
    return false;
  }

  /// Runs the thread until it traps, its time has reached `limit`, or it has gone to where there is
  /// a body.
  ///
  /// @param hot the bodies that there are, or null
  /// @return whether it has come to where there may be a body
  boolean interpret(Context c, long limit, @Nullable HotCode hot) {
    return interpret(c, c.program().code(), limit, hot);
  }

  /// As [#interpret(Context, long, HotCode)], of code that stands for the program's own.
  boolean interpret(Context c, long[] code, long limit, @Nullable HotCode hot) {
    Program program = c.program();
    long[] constants = program.constants();
    long[] cost = timing.cycles();
    long[] r = c.registers;
    int base = c.base;
    int pc = c.pc;
    long time = c.time;
    long instructions = 0;
    long end = limit;
    boolean there = false;
    loop:
    while (time < end && !there) {
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
          if (!Values.divides(r[a], r[base + b], Long.MIN_VALUE)) {
            c.fault(Vector.DE, 0, 0);
            break loop;
          }
          r[d] = r[a] / r[base + b];
        }
        case Op.REM -> {
          if (!Values.divides(r[a], r[base + b], Long.MIN_VALUE)) {
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
          if (!Values.divides(r[a], r[base + b], Integer.MIN_VALUE)) {
            c.fault(Vector.DE, 0, 0);
            break loop;
          }
          r[d] = (int) (r[a] / r[base + b]);
        }
        case Op.REMW -> {
          if (!Values.divides(r[a], r[base + b], Integer.MIN_VALUE)) {
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
            r[d] = (short) Values.SHORTS.get(page, o);
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
            r[d] = (short) Values.SHORTS.get(page, o) & 0xFFFF;
          } else if (page != null && blocks.load(at, 2)) {
            r[d] = loaded();
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
            r[d] = (int) Values.INTS.get(page, o);
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
            r[d] = (int) Values.INTS.get(page, o) & 0xFFFFFFFFL;
          } else if (page != null && blocks.load(at, 4)) {
            r[d] = loaded();
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
            r[d] = (long) Values.LONGS.get(page, o);
          } else if (page != null && blocks.load(at, 8)) {
            r[d] = loaded();
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
            Values.SHORTS.set(page, o, (short) r[d]);
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
            Values.INTS.set(page, o, (int) r[d]);
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
            Values.LONGS.set(page, o, r[d]);
          } else if (page == null || !blocks.store(at, 8, r[d])) {
            raise(c);
            break loop;
          }
        }
        case Op.COPY -> {
          if (!copy(c, r[d], r[a], b)) {
            break loop;
          }
          time += timing.block(b);
        }
        case Op.ZERO -> {
          if (!zero(c, r[d], b)) {
            break loop;
          }
          time += timing.block(b);
        }
        case Op.CALL, Op.CALLR -> {
          boolean direct = op == Op.CALL;
          Function f = direct ? program.functions().get(b) : functionAt(r[a], program);
          if (f == null) {
            f = copied.at(r[a], program);
          }
          if (f == null) {
            wild(c, r[a]);
            break loop;
          }
          if (!enter(c, d, d - base, pc, f.entry(), f.frameSize(), f.registers())) {
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
          long nanos = b == 0 ? Math.max(0, r[d]) : Pace.left(r[d], b);
          boolean fits = profile.cycles(nanos) <= limit - time;
          long part = fits ? nanos : Math.max(1, profile.nanos(limit - time));
          r[d] = nanos - Math.min(part, nanos);
          time += profile.cycles(part);
          next = r[d] == 0 ? next : pc;
          r[d] = b == 0 || r[d] == 0 ? r[d] : Pace.begun(r[d]);
        }
        case Op.PRIVILEGED -> {
          if (!SystemInstructions.execute(c, b, r[a])) {
            break loop;
          }
        }
        case Op.FADD -> r[d] = Values.add(r[a], r[base + b]);
        case Op.FSUB -> r[d] = Values.subtract(r[a], r[base + b]);
        case Op.FMUL -> r[d] = Values.multiply(r[a], r[base + b]);
        case Op.FDIV -> r[d] = Values.divide(r[a], r[base + b]);
        case Op.FNEG -> r[d] = r[a] ^ Long.MIN_VALUE;
        case Op.FEQ -> r[d] = Values.real(r[a]) == Values.real(r[base + b]) ? 1 : 0;
        case Op.FNE -> r[d] = Values.real(r[a]) != Values.real(r[base + b]) ? 1 : 0;
        case Op.FLT -> r[d] = Values.real(r[a]) < Values.real(r[base + b]) ? 1 : 0;
        case Op.FLE -> r[d] = Values.real(r[a]) <= Values.real(r[base + b]) ? 1 : 0;
        case Op.I2F -> r[d] = Values.bits((double) r[a]);
        case Op.U2F -> r[d] = Values.bits(Reals.fromUnsigned(r[a]));
        case Op.F2I -> r[d] = Reals.toSigned(Values.real(r[a]));
        case Op.F2U -> r[d] = Reals.toUnsigned(Values.real(r[a]));
        case Op.F2W -> r[d] = Reals.toWord(Values.real(r[a]));
        case Op.MATH -> r[d] = Values.math(b, r[a], r[a + 1], r[a + 2]);
        case Op.FROUND -> r[d] = Values.bits((float) Values.real(r[a]));
        case Op.LDF32 -> {
          long at = r[a] + b;
          byte[] page = mmu.forRead(at);
          int o = (int) at & OFFSET;
          if (page != null && o <= FRAME - 4) {
            r[d] = Values.bits(Float.intBitsToFloat((int) Values.INTS.get(page, o)));
          } else if (page != null && blocks.load(at, 4)) {
            r[d] = Values.bits(Float.intBitsToFloat((int) blocks.loaded));
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
            Values.INTS.set(page, o, Float.floatToRawIntBits((float) Values.real(r[d])));
          } else if (page == null
              || !blocks.store(at, 4, Float.floatToRawIntBits((float) Values.real(r[d])))) {
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
          if (!jumps.leave(c, w)) {
            break loop;
          }
          r = c.registers;
          base = c.base;
          next = c.pc;
        }
        case Op.BITS -> r[d] = BitFunction.apply(b, r[a], r[a + 1]);
        case Op.ATOMIC -> {
          if (!atomic(c, b, r[a], r[a + 1], r[a + 2])) {
            break loop;
          }
          r[d] = loaded();
        }
        case Op.JR -> {
          next = target(program, program.functions().get(b), r[a]);
          if (next < 0) {
            wild(c, r[a]);
            break loop;
          }
        }
        case Op.FARLD, Op.FARST -> {
          if (!far.execute(c, r, d, r[a], b)) {
            break loop;
          }
          end = c.cause == Cause.STRAYED ? time : end;
        }
        case Op.FARADD -> r[d] = FarAccess.advanced(r[a], r[base + b]);
        case Op.FARADDI -> r[d] = FarAccess.advanced(r[a], b);
        case Op.SEGMENT -> r[d] = far.dataSegment();
        case Op.STOP -> {
          break loop;
        }
        default -> {
          c.fault(op == Op.EXCEPTION ? Vector.of(b) : Vector.UD, 0, 0);
          break loop;
        }
      }
      time += cost[op];
      instructions++;
      there = hot != null && next != pc + 1 && hot.visit(next);
      pc = next;
    }
    c.base = base;
    c.pc = pc;
    c.time = time;
    c.instructions += instructions;
    return there;
  }

  /// Whether the next instruction, if it reads or writes a number, finds it at a multiple of its
  /// size.
  boolean isAligned(Context c) {
    long word = c.program().code()[c.pc];
    int size =
        switch (Op.op(word)) {
          case Op.LD16S, Op.LD16U, Op.ST16 -> 2;
          case Op.LD32S, Op.LD32U, Op.ST32, Op.LDF32, Op.STF32 -> 4;
          case Op.LD64, Op.ST64 -> 8;
          default -> 1;
        };
    return (c.registers[c.base + Op.a(word)] + Op.b(word) & size - 1) == 0;
  }

  /// The instruction of a function at an address, or -1.
  private static int target(Program program, Function function, long address) {
    int instruction = program.instructionAt(address);
    return instruction >= function.entry() && instruction < function.end() ? instruction : -1;
  }

  /// The thread has made the access of which the MMU says how it faulted.
  void raise(Context c) {
    c.fault(mmu.vector, mmu.errorCode, mmu.address);
  }

  /// Opens a function's window: stores the return address in memory and links the windows.
  ///
  /// @param distance from the caller's window to the new one
  /// @param pc the call
  /// @param entry the function's first instruction
  /// @param size bytes of its frame
  /// @param registers of its window
  /// @return false when that faulted
  boolean enter(Context c, int window, int distance, int pc, int entry, int size, int registers) {
    long caller = c.registers[window - distance + Context.STACK_POINTER];
    long frame = caller - size - 16;
    if (!pushReturn(c, caller, pc, entry)) {
      return false;
    }
    if (!c.reserve(window, registers)) {
      c.fault(Vector.PF, 6, frame);
      return false;
    }
    long[] r = c.registers;
    r[window + Context.FRAME_POINTER] = frame;
    r[window + Context.LINK] = (long) distance << 32 | (pc + 1);
    r[window + Context.STACK_POINTER] = frame;
    return true;
  }

  /// Fetches a function's first instruction, and stores the return address of its call in memory.
  /// False when that faulted.
  boolean pushReturn(Context c, long stackPointer, int pc, int entry) {
    if (mmu.mayFetch(Program.address(entry)) && push(stackPointer - 8, Program.address(pc + 1))) {
      return true;
    }
    raise(c);
    if (mmu.vector == Vector.GP) {
      c.vector = Vector.SS;
    }
    return false;
  }

  /// Copies a block. False when that faulted.
  boolean copy(Context c, long to, long from, int size) {
    if (blocks.copy(to, from, size)) {
      return true;
    }
    raise(c);
    return false;
  }

  /// Clears a block. False when that faulted.
  boolean zero(Context c, long to, int size) {
    if (blocks.zero(to, size)) {
      return true;
    }
    raise(c);
    return false;
  }

  /// Does an atomic read-modify-write ([Op#ATOMIC]), and leaves the old value in [Blocks#loaded].
  /// False when that faulted.
  boolean atomic(Context c, int operand, long address, long x, long y) {
    if (blocks.update(operand, address, x, y)) {
      return true;
    }
    raise(c);
    return false;
  }

  /// What [#atomic] found.
  long loaded() {
    return blocks.loaded;
  }

  private boolean push(long at, long address) {
    byte[] page = mmu.forWrite(at);
    int o = (int) at & OFFSET;
    if (page != null && o <= FRAME - 8) {
      Values.LONGS.set(page, o, address);
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
  static @Nullable Function functionAt(long address, Program program) {
    int instruction = program.instructionAt(address);
    if (instruction < 0) {
      return null;
    }
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
}
