package dev.ringfence.user;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// A program's basic blocks, and the bodies that begin at some of them.
///
/// A body begins where the interpreter has often gone by a jump, a call or a return: mostly at the
/// entries of functions, at heads of loops, and where hot calls return to. A block is charged as a
/// whole when it begins.
final class HotCode {
  /// How often the interpreter must have gone to an instruction.
  static final int HOT = 500;

  final Program program;
  final @Nullable Body[] bodies;

  private final Timing timing;
  private final int hot;
  private final int[] visits;
  private final BitSet leaders = new BitSet();
  private final long[] cyclesLeft;
  private final int[] instructionsLeft;

  HotCode(Program program, Timing timing, int hot) {
    this.program = program;
    this.timing = timing;
    this.hot = hot;
    int size = program.code().length;
    bodies = new Body[size];
    visits = new int[size];
    cyclesLeft = new long[size];
    instructionsLeft = new int[size];
    findLeaders();
    for (int i = size - 1; i >= 0; i--) {
      boolean last = i + 1 == size || leaders.get(i + 1);
      cyclesLeft[i] = cycles(i) + (last ? 0 : cyclesLeft[i + 1]);
      instructionsLeft[i] = 1 + (last ? 0 : instructionsLeft[i + 1]);
    }
  }

  private void findLeaders() {
    long[] code = program.code();
    for (Function function : program.functions()) {
      leaders.set(function.entry());
    }
    for (int i = 0; i < code.length; i++) {
      int op = Op.op(code[i]);
      if (Op.isBranch(op)) {
        leaders.set(Op.b(code[i]));
      }
      if (!Translator.translates(op)) {
        leaders.set(i);
      }
      if (Op.isBranch(op) || Translator.endsBlock(op)) {
        leaders.set(i + 1);
      }
    }
  }

  /// The cycles that an instruction takes.
  long cycles(int instruction) {
    long word = program.code()[instruction];
    int op = Op.op(word);
    long cycles = timing.cycles()[op];
    return op == Op.COPY || op == Op.ZERO ? cycles + timing.block(Op.b(word)) : cycles;
  }

  /// Whether a block begins at the instruction.
  boolean isLeader(int instruction) {
    return leaders.get(instruction);
  }

  /// The cycles of the rest of its block, from the instruction on.
  long cyclesFrom(int instruction) {
    return cyclesLeft[instruction];
  }

  /// The number of instructions in the rest of its block, from the instruction on.
  int instructionsFrom(int instruction) {
    return instructionsLeft[instruction];
  }

  /// Notes that control has come here. Whether there is a body now.
  boolean visit(int instruction) {
    if (bodies[instruction] != null) {
      return true;
    }
    int visited = ++visits[instruction];
    return visited == hot && translate(instruction);
  }

  private synchronized boolean translate(int instruction) {
    if (bodies[instruction] == null && isLeader(instruction)) {
      bodies[instruction] = new Translator(this, instruction).translate();
    }
    return bodies[instruction] != null;
  }
}
