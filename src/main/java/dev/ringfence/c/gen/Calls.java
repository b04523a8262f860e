package dev.ringfence.c.gen;

import static dev.ringfence.c.gen.Emitter.FRAME;

import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Call;
import dev.ringfence.c.ast.Expression.Intrinsic;
import dev.ringfence.c.ast.Type.Kind;

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
    boolean structure = c.type().isAggregate() || c.type().isWide();
    boolean variadic = c.function().type().base().variadic;
    int first = at + (structure ? 1 : 0);
    out.next = first + c.fixed() + (variadic ? 1 : 0);
    int passed = out.next - at;
    out.need(out.next);
    if (variadic) {
      further(c, first + c.fixed());
    }
    for (int i = c.fixed() - 1; i >= 0; i--) {
      generator.into(c.arguments().get(i), first + i);
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

  /// Stores the further arguments of a variadic call in the frame, and their address in a register.
  private void further(Call c, int address) {
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
    out.emit(Op.ADDI, address, FRAME, area);
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
