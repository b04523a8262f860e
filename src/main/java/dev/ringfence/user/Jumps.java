package dev.ringfence.user;

import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.machine.Mmu;
import dev.ringfence.machine.Vector;

/// Non-local jumps: what `setjmp(3)` saves and where `longjmp(3)` goes, and switches of stacks.
///
/// A jump buffer holds the instruction behind the call of `setjmp`, the window of its caller, and
/// the caller's stack pointer. The caller's registers stay where they are, in its window, until it
/// returns; so they have the values that they had last. A method that returns false has met a
/// fault.
final class Jumps {
  private static final int WINDOW = 8;
  private static final int STACK = 16;

  private final Mmu mmu;
  private final Blocks blocks;
  private final CallStacks stacks;

  Jumps(Mmu mmu, Blocks blocks) {
    this.mmu = mmu;
    this.blocks = blocks;
    this.stacks = new CallStacks(mmu);
  }

  /// Saves where the innermost function returns to.
  boolean save(Context c, long buffer) {
    long link = c.registers[c.base + Context.LINK];
    int window = c.base - (int) (link >>> 32);
    boolean done =
        blocks.store(buffer, 8, Program.address((int) link))
            && blocks.store(buffer + WINDOW, 8, window)
            && blocks.store(buffer + STACK, 8, c.registers[window + Context.STACK_POINTER]);
    return done || raise(c);
  }

  /// Does what an instruction of [Op#LONGJMP] asks for.
  boolean leave(Context c, long word) {
    int a = c.base + Op.a(word);
    long[] r = c.registers;
    switch (Op.b(word)) {
      case Op.TO_RESUME -> {
        return stacks.resume(c, r[a], r[a + 1]);
      }
      case Op.TO_BEGIN -> {
        return stacks.begin(c, r[a], r[a + 1], r[a + 2]);
      }
      case Op.TO_COUNT -> {
        r[c.base + Op.d(word)] = c.top() + CallStacks.HEAD;
        c.pc++;
        return true;
      }
      case Op.TO_TRACE -> {
        return trace(c, r[a], r[a + 1], c.base + Op.d(word));
      }
      default -> {
        return jump(c, r[a], r[a + 1]);
      }
    }
  }

  /// Goes to what a buffer holds. A buffer that was never filled, or whose function has returned,
  /// raises `#GP(0)`.
  private boolean jump(Context c, long buffer, long result) {
    if (!blocks.load(buffer, 8)) {
      return raise(c);
    }
    long to = (blocks.loaded - Program.TEXT_BASE) / 8;
    if (!blocks.load(buffer + WINDOW, 8)) {
      return raise(c);
    }
    long window = blocks.loaded;
    if (!blocks.load(buffer + STACK, 8)) {
      return raise(c);
    }
    Program program = c.program();
    int at = window < 0 || window > c.base ? -1 : c.resumption((int) window);
    if (at < 0 || to < 1 || to >= program.code().length) {
      return wild(c);
    }
    long call = program.code()[(int) to - 1];
    boolean called = Op.op(call) == Op.CALL || Op.op(call) == Op.CALLR;
    if (!called || program.functionAt(at) != program.functionAt((int) to)) {
      return wild(c);
    }
    c.base = (int) window;
    c.pc = (int) to;
    c.registers[c.base + Context.STACK_POINTER] = blocks.loaded;
    c.registers[c.base + Op.d(call)] = result;
    return true;
  }

  /// Stores the addresses to which the open calls return, the innermost first, as words of the
  /// machine, and puts in a register how many.
  private boolean trace(Context c, long to, long most, int count) {
    int size = c.program().model().pointerSize();
    int depth = (int) Math.clamp(most, 0, c.depth());
    for (int i = 0; i < depth; i++) {
      if (!blocks.store(to + (long) i * size, size, Program.address(c.returnPc(i)))) {
        return raise(c);
      }
    }
    c.registers[count] = depth;
    c.pc++;
    return true;
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
