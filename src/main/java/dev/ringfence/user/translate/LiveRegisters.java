package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import java.util.BitSet;

/// Which registers of a function's window may still be read, instruction by instruction.
///
/// What is in the others nothing can see, so a body need not keep it.
public final class LiveRegisters {
  private final Program program;
  private final Function function;
  private final BitSet[] before;

  public LiveRegisters(Program program, Function function) {
    this.program = program;
    this.function = function;
    this.before = new BitSet[function.end() - function.entry()];
    boolean returnsTwice = returnsTwice();
    for (int i = 0; i < before.length; i++) {
      before[i] = new BitSet();
      if (returnsTwice) {
        before[i].set(0, function.registers());
      }
    }
    while (propagate()) {
      continue;
    }
  }

  /// What may be read from an instruction on.
  public BitSet before(int instruction) {
    return before[instruction - function.entry()];
  }

  /// What may be read behind an instruction.
  BitSet after(int instruction) {
    BitSet live = new BitSet();
    long word = program.code()[instruction];
    int op = Op.op(word);
    if (!Operands.known(op)) {
      live.set(0, function.registers());
    }
    if (Op.isBranch(op)) {
      live.or(before(Op.b(word)));
    }
    boolean goesOn = op != Op.JMP && op != Op.RET;
    if (goesOn && instruction + 1 < function.end()) {
      live.or(before(instruction + 1));
    }
    return live;
  }

  /// What may be read behind a call, below the window that it opens.
  BitSet behind(int call) {
    BitSet live = after(call);
    int opened = Op.d(program.code()[call]);
    live.clear(opened, Math.max(opened, live.length()));
    return live;
  }

  /// Whether a call may return a second time by `longjmp(3)`, to registers as they are then.
  private boolean returnsTwice() {
    for (int i = function.entry(); i < function.end(); i++) {
      long word = program.code()[i];
      int op = Op.op(word);
      boolean twice =
          op == Op.CALL && saves(program.functions().get(Op.b(word)))
              || op == Op.CALLR
                  && program.functions().stream().anyMatch(f -> f.addressTaken() && saves(f));
      if (twice) {
        return true;
      }
    }
    return false;
  }

  private boolean saves(Function callee) {
    for (int i = callee.entry(); i < callee.end(); i++) {
      if (Op.op(program.code()[i]) == Op.SETJMP) {
        return true;
      }
    }
    return false;
  }

  private boolean propagate() {
    boolean changed = false;
    for (int i = function.end() - 1; i >= function.entry(); i--) {
      long word = program.code()[i];
      BitSet live = after(i);
      int op = Op.op(word);
      int written = Operands.written(word);
      if (op == Op.CALL || op == Op.CALLR) {
        live.clear(written, Math.max(written, live.length()));
      } else if (written >= 0 && Operands.known(op)) {
        live.clear(written);
      }
      if (Operands.known(op)) {
        Operands.addRead(word, live);
      }
      live.or(before(i));
      if (!live.equals(before(i))) {
        before[i - function.entry()] = live;
        changed = true;
      }
    }
    return changed;
  }
}
