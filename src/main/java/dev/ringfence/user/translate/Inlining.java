package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/// Which functions bodies take in where they are called: short ones without loops and system calls
/// that call only such functions.
final class Inlining {
  /// The most instructions of such a function, with those that it calls.
  private static final int MOST = 32;

  private static final int DEEPEST = 3;
  private static final int TOO_MANY = MOST + 1;

  private final ControlFlow flow;
  private final int[] sizes;

  Inlining(ControlFlow flow) {
    this.flow = flow;
    this.sizes = new int[flow.program.functions().size()];
  }

  /// Whether a call of the function is executed by its caller's body.
  boolean takes(Function function) {
    return size(function) <= MOST;
  }

  /// The function that an instruction calls and that its caller's body takes in, or null.
  @Nullable Function taken(int instruction) {
    long word = flow.program.code()[instruction];
    if (Op.op(word) != Op.CALL) {
      return null;
    }
    Function callee = flow.program.functions().get(Op.b(word));
    return takes(callee) ? callee : null;
  }

  /// How many instructions of other functions an instruction brings in.
  int taking(int instruction) {
    Function callee = taken(instruction);
    return callee == null ? 0 : size(callee);
  }

  private int size(Function function) {
    int known = sizes[function.number()];
    if (known == 0) {
      known = measure(function, 1);
      sizes[function.number()] = known;
    }
    return known;
  }

  private int measure(Function function, int depth) {
    int size = 0;
    for (int block : blocks(function)) {
      boolean fits = depth <= DEEPEST && goesForward(block, function);
      size += fits ? flow.instructionsFrom(block) : TOO_MANY;
      long last = flow.program.code()[flow.last(block)];
      if (Op.op(last) == Op.CALLR || Op.op(last) == Op.SYSCALL) {
        size += TOO_MANY;
      } else if (Op.op(last) == Op.CALL && size <= MOST) {
        size += measure(flow.program.functions().get(Op.b(last)), depth + 1);
      }
      if (size > MOST) {
        return TOO_MANY;
      }
    }
    return size == 0 ? TOO_MANY : size;
  }

  private boolean goesForward(int block, Function function) {
    return flow.successors(block).stream()
        .allMatch(next -> next > block && next < function.end() && flow.translates(next));
  }

  /// The function's blocks that can be reached; some of them, if they are too many.
  NavigableSet<Integer> blocks(Function function) {
    return flow.reach(function, function.entry(), TOO_MANY, _ -> 0);
  }
}
