package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import java.lang.classfile.CodeBuilder;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// A window whose registers are local variables of a body: the one that the body begins in, or that
/// of a function which the body takes in where it is called.
///
/// @param live which of its registers may still be read
/// @param distance from the outermost window
/// @param caller the window of the function that has called it, if the body takes it in
/// @param call with which instruction
record Window(
    CodeBuilder code,
    Locals locals,
    Function function,
    LiveRegisters live,
    int distance,
    @Nullable Window caller,
    int call)
    implements Registers {

  @Override
  public void get(int register) {
    code.lload(locals.slot(distance + register));
  }

  @Override
  public void set(int register) {
    code.lstore(locals.slot(distance + register));
  }

  /// Forgets what a register held.
  void clear(int register) {
    code.lconst_0();
    set(register);
  }

  /// The registers of this window and those around it that hold something when the thread is about
  /// to execute an instruction of this one's function, by their distance from the outermost window.
  BitSet held(int instruction) {
    BitSet all = caller == null ? new BitSet() : caller.heldBelow(call);
    addHeld(live.before(instruction), all);
    return all;
  }

  private BitSet heldBelow(int open) {
    BitSet all = caller == null ? new BitSet() : caller.heldBelow(call);
    BitSet below = live.behind(open);
    addHeld(below, all);
    return all;
  }

  private void addHeld(BitSet own, BitSet all) {
    own.stream().forEach(register -> all.set(distance + register));
    all.set(distance, distance + Op.FIRST_PARAMETER);
  }
}
