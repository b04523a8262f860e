package dev.ringfence.user;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.machine.Mmu;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Vector;
import java.util.Arrays;

/// Switches of a thread from one stack of calls to another, as `swapcontext(3)` makes them.
///
/// What a stack of calls has in registers is kept in an image in memory while it does not run:
/// where it goes on, where its innermost window begins, how many registers its windows have, and
/// these.
/// A method that returns false has met a fault, and has changed nothing of the thread.
final class CallStacks {
  /// The words of an image before the registers.
  static final int HEAD = 3;

  private static final int WORD = Long.BYTES;
  private static final int OFFSET = PhysicalMemory.FRAME - 1;

  private final Mmu mmu;

  CallStacks(Mmu mmu) {
    this.mmu = mmu;
  }

  /// Saves the present stack and goes on with one that was saved.
  boolean resume(Context c, long image, long other) {
    return save(c, image) && load(c, other);
  }

  /// Saves the present stack and begins another with a function.
  ///
  /// @param stackPointer a multiple of 16
  boolean begin(Context c, long image, long entry, long stackPointer) {
    int pc = c.program().instructionAt(entry);
    Function first = pc < 0 ? null : c.program().functionAt(pc);
    if (first == null || first.entry() != pc) {
      return wild(c);
    }
    if (!save(c, image)) {
      return false;
    }
    Arrays.fill(c.registers, 0);
    c.base = 0;
    c.reserve(0, first.registers());
    c.pc = pc;
    long frame = stackPointer - first.frameSize() - 16;
    c.registers[Context.FRAME_POINTER] = frame;
    c.registers[Context.STACK_POINTER] = frame;
    return true;
  }

  private boolean save(Context c, long image) {
    int count = c.top();
    return put(c, image, Program.address(c.pc + 1))
        && put(c, image + WORD, c.base)
        && put(c, image + 2 * WORD, count)
        && putRegisters(c, image + HEAD * WORD, count);
  }

  private boolean putRegisters(Context c, long at, int count) {
    for (int i = 0; i < count; i++) {
      if (!put(c, at + (long) i * WORD, c.registers[i])) {
        return false;
      }
    }
    return true;
  }

  private boolean put(Context c, long address, long value) {
    byte[] page = mmu.forWrite(address);
    if (page == null) {
      return raise(c);
    }
    if ((address & WORD - 1) != 0) {
      return wild(c);
    }
    Values.LONGS.set(page, (int) address & OFFSET, value);
    return true;
  }

  private boolean load(Context c, long image) {
    long[] head = new long[HEAD];
    if (!get(c, image, head)) {
      return false;
    }
    int pc = c.program().instructionAt(head[0]);
    if (pc < 1 || head[1] < 0 || head[1] >= head[2] || head[2] > Context.MAX_REGISTERS) {
      return wild(c);
    }
    long[] registers = new long[(int) head[2]];
    if (!get(c, image + HEAD * WORD, registers)) {
      return false;
    }
    if (!isChain(c.program(), registers, (int) head[1], pc)) {
      return wild(c);
    }
    c.registers = registers;
    c.base = (int) head[1];
    c.pc = pc;
    return true;
  }

  private boolean get(Context c, long address, long[] to) {
    for (int i = 0; i < to.length; i++) {
      long at = address + (long) i * WORD;
      byte[] page = mmu.forRead(at);
      if (page == null) {
        return raise(c);
      }
      if ((at & WORD - 1) != 0) {
        return wild(c);
      }
      to[i] = (long) Values.LONGS.get(page, (int) at & OFFSET);
    }
    return true;
  }

  /// Whether registers are windows of functions that have called each other: the program may have
  /// written over an image.
  private static boolean isChain(Program program, long[] registers, int base, int pc) {
    int window = base;
    int at = pc;
    while (window >= 0 && window + program.functionAt(at).registers() <= registers.length) {
      if (window == 0) {
        return true;
      }
      long link = registers[window + Context.LINK];
      int distance = (int) (link >>> 32);
      at = (int) link;
      if (distance <= 0 || at < 1 || at >= program.code().length || !isCall(program, at - 1)) {
        return false;
      }
      window -= distance;
    }
    return false;
  }

  private static boolean isCall(Program program, int instruction) {
    int op = Op.op(program.code()[instruction]);
    return op == Op.CALL || op == Op.CALLR;
  }

  private boolean raise(Context c) {
    c.fault(mmu.vector, mmu.errorCode, mmu.address);
    return false;
  }

  private static boolean wild(Context c) {
    c.fault(Vector.GP, 0, 0);
    return false;
  }
}
