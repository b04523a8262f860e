package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.user.Timing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/// A program's basic blocks: where they begin, what they cost and where they lead.
final class ControlFlow {
  final Program program;

  private final Timing timing;
  private final BitSet leaders = new BitSet();
  private final long[] cyclesLeft;
  private final int[] instructionsLeft;

  ControlFlow(Program program, Timing timing) {
    this.program = program;
    this.timing = timing;
    int size = program.code().length;
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

  private long cycles(int instruction) {
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

  /// The last instruction of a block.
  int last(int block) {
    return block + instructionsLeft[block] - 1;
  }

  /// Whether bodies can execute the block.
  boolean translates(int block) {
    return Translator.translates(Op.op(program.code()[block]));
  }

  /// The blocks that a block of a function may lead to within the function.
  List<Integer> successors(int block) {
    int last = last(block);
    long word = program.code()[last];
    int op = Op.op(word);
    List<Integer> all = new ArrayList<>(2);
    if (Op.isBranch(op)) {
      all.add(Op.b(word));
    }
    if (op != Op.JMP && op != Op.RET) {
      all.add(last + 1);
    }
    return all;
  }

  /// A function's blocks that can be reached from one of them and that bodies can execute, nearest
  /// first, up to so many instructions.
  ///
  /// @param successors the blocks that a block leads to
  /// @param omits whether blocks that end with an instruction are left out, the first one apart
  /// @param more how many instructions to count beside the one that ends a block
  TreeSet<Integer> reach(
      Function function,
      int start,
      int most,
      IntFunction<List<Integer>> successors,
      IntPredicate omits,
      IntUnaryOperator more) {
    TreeSet<Integer> blocks = new TreeSet<>();
    Deque<Integer> waiting = new ArrayDeque<>(List.of(start));
    int size = 0;
    while (!waiting.isEmpty() && size < most) {
      int block = waiting.remove();
      boolean within = block >= function.entry() && block < function.end();
      boolean wanted = within && (block == start || !omits.test(last(block)));
      if (wanted && translates(block) && blocks.add(block)) {
        size += instructionsFrom(block) + more.applyAsInt(last(block));
        waiting.addAll(successors.apply(block));
      }
    }
    return blocks;
  }
}
