package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import java.lang.classfile.CodeBuilder;

/// A window whose registers are local variables of a body: the one that the body begins in, or that
/// of a function which the body takes in where it is called.
///
/// @param live which of its registers may still be read
/// @param distance from the window that the body begins in
record Window(CodeBuilder code, Locals locals, Function function, LiveRegisters live, int distance)
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
}
