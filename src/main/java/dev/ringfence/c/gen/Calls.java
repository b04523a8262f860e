package dev.ringfence.c.gen;

import static dev.ringfence.c.gen.Emitter.FRAME;

import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Assign;
import dev.ringfence.c.ast.Expression.Call;
import dev.ringfence.c.ast.Expression.Intrinsic;
import dev.ringfence.c.ast.Expression.Update;
import dev.ringfence.c.ast.Expression.Variable;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Type.Kind;
import org.jspecify.annotations.Nullable;

/// Generates calls of functions and of the machine's own operations.
final class Calls {
  /// How many registers, one behind the other, an instruction may read.
  private static final int MOST_OPERANDS = 3;

  private final Generator generator;
  private final Emitter out;

  Calls(Generator generator, Emitter out) {
    this.generator = generator;
    this.out = out;
  }

  /// Arguments are evaluated from the last to the first, as gcc does on x86-64; programs rely on
  /// it.
  void call(Call c, int target) {
    boolean direct = c.function() instanceof Address a && a.symbol().isFunction();
    int callee = direct ? -1 : generator.value(c.function());
    int window = out.temporary();
    int at = window + Op.FIRST_PARAMETER;
    out.next = at;
    boolean structure = c.type().isValueInMemory();
    boolean variadic = c.function().type().base().variadic;
    int first = at + (structure ? 1 : 0);
    int chain = first + c.fixed() + (variadic ? 1 : 0);
    out.next = chain + (c.chain() == null ? 0 : 1);
    int passed = out.next - at;
    out.need(out.next);
    int area = variadic ? further(c) : 0;
    for (int i = c.fixed() - 1; i >= 0; i--) {
      Expression argument = c.arguments().get(i);
      if (variable(argument) == null) {
        generator.into(argument, first + i);
      } else {
        generator.effect(argument);
      }
    }
    variables(c, first, area);
    if (variadic) {
      out.emit(Op.ADDI, first + c.fixed(), FRAME, area);
    }
    if (c.chain() != null) {
      generator.into(c.chain(), chain);
    }
    if (structure) {
      out.emit(Op.ADDI, at, FRAME, out.code.reserve(c.type().size, c.type().align));
    }
    out.at(c.at());
    if (c.function() instanceof Address a && direct) {
      out.code.fix(out.emit(Op.CALL, window, passed, 0), a.symbol(), 0);
    } else {
      out.emit(Op.CALLR, window, callee, passed);
    }
    out.need(window + Op.FIRST_PARAMETER);
    if (!c.type().is(Kind.VOID) && target != window) {
      out.emit(Op.MOV, target, window, 0);
    }
  }

  /// The variable in a register whose value an argument is. As gcc has it, such a one is read when
  /// all arguments have been evaluated, which may have changed it.
  private static @Nullable Local variable(Expression argument) {
    Expression target =
        switch (argument) {
          case Variable v -> v;
          case Assign a -> a.target();
          case Update u when !u.postfix() -> u.target();
          default -> argument;
        };
    return target instanceof Variable v && !v.local().inMemory ? v.local() : null;
  }

  /// Passes the arguments that are variables in registers.
  ///
  /// @param area where in the frame the further arguments of a variadic function are
  private void variables(Call c, int first, int area) {
    int at = area;
    for (int i = 0; i < c.arguments().size(); i++) {
      Local variable = variable(c.arguments().get(i));
      if (i < c.fixed()) {
        if (variable != null) {
          out.move(first + i, variable.position);
        }
      } else {
        if (variable != null) {
          out.emit(Op.ST64, variable.position, FRAME, at);
        }
        at += slots(c.arguments().get(i));
      }
    }
  }

  /// Stores the further arguments of a variadic call in the frame, and tells where.
  private int further(Call c) {
    long bytes = 0;
    for (Expression argument : c.arguments().subList(c.fixed(), c.arguments().size())) {
      bytes += slots(argument);
    }
    int area = out.code.reserve(bytes, 8);
    int at = area + (int) bytes;
    for (int i = c.arguments().size() - 1; i >= c.fixed(); i--) {
      Expression argument = c.arguments().get(i);
      at -= slots(argument);
      int before = out.next;
      if (variable(argument) != null) {
        generator.effect(argument);
        continue;
      }
      int register = generator.value(argument);
      if (argument.type().fitsRegister()) {
        out.emit(Op.ST64, register, FRAME, at);
      } else {
        int to = out.temporary();
        out.emit(Op.ADDI, to, FRAME, at);
        out.emit(Op.COPY, to, register, (int) argument.type().size);
      }
      out.next = before;
    }
    return area;
  }

  /// The bytes that an argument takes among the further ones: whole slots of eight.
  private static int slots(Expression argument) {
    return (int) ((argument.type().size + 7) / 8 * 8);
  }

  void intrinsic(Intrinsic i, int target) {
    out.at(i.at());
    if (i.arguments().isEmpty()) {
      out.emit(i.operation(), target, 0, i.immediate());
      return;
    }
    boolean single = i.arguments().size() == 1;
    int first = single ? target : out.next;
    out.next += single ? 0 : i.arguments().size();
    for (int k = i.arguments().size() - 1; k >= 0; k--) {
      generator.into(i.arguments().get(k), first + k);
    }
    out.at(i.at());
    out.need(first + MOST_OPERANDS);
    out.emit(i.operation(), target, first, i.immediate());
  }
}
