package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.user.Context;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/// Which functions bodies take in where they are called: short ones without loops and indirect
/// calls. What those call in turn is taken in or called.
final class Inlining {
  /// The most instructions of such a function, with those that it takes in.
  private static final int MOST = 64;

  /// How many instructions a call counts as, since it takes as much code.
  private static final int CALL = 8;

  private static final int DEEPEST = 3;
  private static final int TOO_MANY = MOST + 1;

  /// The size of a function that is being measured; if that comes to it again, it calls itself.
  private static final int MEASURING = -1;

  private final ControlFlow flow;
  private final int[] sizes;
  private final int[] depths;

  Inlining(ControlFlow flow) {
    this.flow = flow;
    this.sizes = new int[flow.program.functions().size()];
    this.depths = new int[sizes.length];
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

  /// The calls that have come to where a thread is and that bodies take in, the outermost first.
  List<Integer> open(Context c) {
    Deque<Integer> calls = new ArrayDeque<>();
    int at = c.pc();
    for (int window = c.base(); window > 0; window -= Op.d(flow.program.code()[at])) {
      int call = (int) c.link(window) - 1;
      if (call < 0
          || taken(call) != flow.program.functionAt(at)
          || c.link(window) != link(flow.program, call)) {
        break;
      }
      calls.push(call);
      at = call;
    }
    return List.copyOf(calls);
  }

  /// The link of the window that a call opens.
  static long link(Program program, int call) {
    return (long) Op.d(program.code()[call]) << 32 | (call + 1);
  }

  private int size(Function function) {
    int number = function.number();
    if (sizes[number] == 0) {
      sizes[number] = MEASURING;
      depths[number] = 1;
      int size = measure(function);
      boolean fits = sizes[number] == MEASURING && depths[number] <= DEEPEST;
      sizes[number] = fits ? size : TOO_MANY;
    } else if (sizes[number] == MEASURING) {
      sizes[number] = TOO_MANY;
    }
    return sizes[number];
  }

  private int measure(Function function) {
    int size = 0;
    for (int block : blocks(function)) {
      size += goesForward(block, function) ? flow.instructionsFrom(block) : TOO_MANY;
      int last = flow.last(block);
      size +=
          switch (Op.op(flow.program.code()[last])) {
            case Op.CALLR -> TOO_MANY;
            case Op.SYSCALL -> CALL;
            case Op.CALL -> size > MOST ? 0 : measureCall(function, last);
            default -> 0;
          };
      if (size > MOST) {
        return TOO_MANY;
      }
    }
    return size == 0 ? TOO_MANY : size;
  }

  private int measureCall(Function caller, int call) {
    Function callee = taken(call);
    if (callee == null) {
      return CALL;
    }
    depths[caller.number()] = Math.max(depths[caller.number()], depths[callee.number()] + 1);
    return size(callee);
  }

  private boolean goesForward(int block, Function function) {
    return flow.successors(block).stream()
        .allMatch(next -> next > block && next < function.end() && flow.translates(next));
  }

  /// The function's blocks that can be reached; some of them, if they are too many.
  private NavigableSet<Integer> blocks(Function function) {
    return flow.reach(function, function.entry(), TOO_MANY, _ -> false, _ -> 0);
  }
}
