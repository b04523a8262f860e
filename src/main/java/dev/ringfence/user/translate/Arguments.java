package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The arguments of a call that are constants in registers which the called function does not
/// write: so they say which branches it takes, as that of `syscall(2)` which says the call.
final class Arguments {
  private final ControlFlow flow;
  private final Map<Integer, Long> known = new HashMap<>();

  /// Those of a call of a function by name.
  Arguments(ControlFlow flow, int call) {
    this.flow = flow;
    long word = flow.program.code()[call];
    Function callee = flow.program.functions().get(Op.b(word));
    for (int i = 0; i < Math.min(Op.a(word), callee.parameters()); i++) {
      int parameter = Op.FIRST_PARAMETER + i;
      Long value = passed(Op.d(word) + parameter, call);
      if (value != null && !writes(callee, parameter)) {
        known.put(parameter, value);
      }
    }
  }

  boolean areKnown() {
    return !known.isEmpty();
  }

  /// The blocks that a block of the called function leads to.
  List<Integer> successors(int block) {
    int last = flow.last(block);
    long word = flow.program.code()[last];
    Boolean goes = Op.isBranch(Op.op(word)) && Op.op(word) != Op.JMP ? goes(word, last) : null;
    return goes == null ? flow.successors(block) : List.of(goes ? Op.b(word) : last + 1);
  }

  /// Whether a branch goes where it says; null if that is not known.
  private @Nullable Boolean goes(long word, int at) {
    int op = Op.op(word);
    boolean tests = op == Op.JZ || op == Op.JNZ;
    Long one = value(tests ? Op.a(word) : Op.d(word), at);
    Long other = tests ? Long.valueOf(0) : value(Op.a(word), at);
    if (one == null || other == null) {
      return null;
    }
    return switch (op) {
      case Op.JZ, Op.JEQ -> one.longValue() == other;
      case Op.JNZ, Op.JNE -> one.longValue() != other;
      case Op.JLT -> one < other;
      case Op.JLE -> one <= other;
      case Op.JLTU -> Long.compareUnsigned(one, other) < 0;
      default -> Long.compareUnsigned(one, other) <= 0;
    };
  }

  private @Nullable Long value(int register, int at) {
    return known.containsKey(register) ? known.get(register) : passed(register, at);
  }

  /// The constant that a register holds before an instruction, if it gets it in the same block.
  private @Nullable Long passed(int register, int at) {
    for (int i = at; !flow.isLeader(i); ) {
      long word = flow.program.code()[--i];
      if (Operands.written(word) == register) {
        return Op.op(word) == Op.LI ? (long) Op.b(word) : null;
      }
    }
    return null;
  }

  private boolean writes(Function function, int register) {
    for (int i = function.entry(); i < function.end(); i++) {
      if (Operands.written(flow.program.code()[i]) == register) {
        return true;
      }
    }
    return false;
  }
}
