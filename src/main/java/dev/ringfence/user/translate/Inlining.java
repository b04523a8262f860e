package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.user.Context;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
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

  private final ControlFlow flow;
  /// By the function's number, or where the arguments decide by -1 less the call.
  private final Map<Integer, Size> sizes = new HashMap<>();

  private final Map<Integer, Arguments> arguments = new HashMap<>();
  private final Set<Integer> measured = new HashSet<>();
  private final Set<Integer> callsItself = new HashSet<>();

  Inlining(ControlFlow flow) {
    this.flow = flow;
  }

  /// What a function counts as.
  ///
  /// @param depth how deep the calls in it nest that are taken in, itself included
  private record Size(int instructions, int depth) {
    static final Size TOO_LARGE = new Size(TOO_MANY, 0);

    boolean fits() {
      return instructions <= MOST;
    }
  }

  /// Whether any call of the function is executed by its caller's body.
  boolean takes(Function function) {
    return size(function, flow::successors, function.number()).fits();
  }

  /// The function that an instruction calls and that its caller's body takes in, or null.
  @Nullable Function taken(int instruction) {
    boolean fits = Op.op(flow.program.code()[instruction]) == Op.CALL && size(instruction).fits();
    return fits ? callee(instruction) : null;
  }

  /// How many instructions of other functions an instruction brings in.
  int taking(int instruction) {
    return taken(instruction) == null ? 0 : size(instruction).instructions;
  }

  /// The blocks that a block of the function leads to which an instruction calls.
  IntFunction<List<Integer>> successors(int call) {
    return takes(callee(call)) ? flow::successors : arguments(call)::successors;
  }

  private Function callee(int call) {
    return flow.program.functions().get(Op.b(flow.program.code()[call]));
  }

  private Arguments arguments(int call) {
    return arguments.computeIfAbsent(call, _ -> new Arguments(flow, call));
  }

  /// The size of the function that an instruction calls.
  private Size size(int call) {
    Function callee = callee(call);
    Size any = size(callee, flow::successors, callee.number());
    return any.fits() || !arguments(call).areKnown()
        ? any
        : size(callee, arguments(call)::successors, -1 - call);
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

  /// What a function counts as, called where some arguments are constants, or anyhow.
  ///
  /// @param key by which it is remembered
  private Size size(Function function, IntFunction<List<Integer>> successors, int key) {
    Size known = sizes.get(key);
    if (known != null) {
      return known;
    }
    if (!measured.add(function.number())) {
      callsItself.add(function.number());
      sizes.put(key, Size.TOO_LARGE);
      return Size.TOO_LARGE;
    }
    Size size = measure(function, successors);
    measured.remove(function.number());
    boolean fits = !callsItself.remove(function.number()) && size.depth <= DEEPEST;
    sizes.put(key, fits ? size : Size.TOO_LARGE);
    return sizes.getOrDefault(key, size);
  }

  private Size measure(Function function, IntFunction<List<Integer>> successors) {
    int instructions = 0;
    int depth = 1;
    for (int block :
        flow.reach(function, function.entry(), TOO_MANY, successors, _ -> false, _ -> 0)) {
      boolean fits = goesForward(block, function, successors);
      instructions += fits ? flow.instructionsFrom(block) : TOO_MANY;
      int last = flow.last(block);
      switch (Op.op(flow.program.code()[last])) {
        case Op.CALLR -> instructions += TOO_MANY;
        case Op.SYSCALL -> instructions += CALL;
        case Op.CALL -> {
          Size callee = instructions > MOST ? Size.TOO_LARGE : size(last);
          instructions += callee.fits() ? callee.instructions : CALL;
          depth = Math.max(depth, callee.depth + 1);
        }
        default -> {}
      }
      if (instructions > MOST) {
        return Size.TOO_LARGE;
      }
    }
    return instructions == 0 ? Size.TOO_LARGE : new Size(instructions, depth);
  }

  private boolean goesForward(int block, Function function, IntFunction<List<Integer>> successors) {
    return successors.apply(block).stream()
        .allMatch(next -> next > block && next < function.end() && flow.translates(next));
  }
}
