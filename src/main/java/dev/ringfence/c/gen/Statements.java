package dev.ringfence.c.gen;

import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.FunctionBody;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.gen.Memory.Operand;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Token;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Generates the code of a function: its entry, its statements and its return.
final class Statements {
  /// Locals beyond this register live in memory.
  private static final int LAST_LOCAL = 1000;

  /// How a frame is aligned of itself (System V ABI, section 3.2.2).
  private static final int STACK_ALIGNMENT = 16;

  private final FunctionBody body;
  private final Diagnostics diagnostics;
  private final Emitter out;
  private final Code code;
  private final Generator generator;
  private final Map<String, Code.Label> labels = new LinkedHashMap<>();
  private final Map<String, Token> gotos = new HashMap<>();
  private final Map<String, Boolean> bound = new HashMap<>();
  private final Map<Statement.Case, Code.Label> cases = new HashMap<>();
  private final Cleanups cleanups;
  private Target breakTo = Target.NONE;
  private Target continueTo = Target.NONE;
  private int resultAddress = -1;

  /// Where a `break` or `continue` goes, and how many cleanups are due there.
  private record Target(Code.@Nullable Label label, int cleanups) {
    static final Target NONE = new Target(null, 0);
  }

  private Statements(FunctionBody body, ToIntFunction<Token> lineOf, Diagnostics diagnostics) {
    this.body = body;
    this.diagnostics = diagnostics;
    out = new Emitter(lineOf);
    code = out.code;
    cleanups = new Cleanups(body.code);
    generator = new Generator(out, this::statement);
  }

  static Code generate(FunctionBody body, ToIntFunction<Token> lineOf, Diagnostics diagnostics) {
    Statements statements = new Statements(body, lineOf, diagnostics);
    statements.function();
    return statements.code;
  }

  private void function() {
    Symbol symbol = body.symbol;
    out.at(symbol.declared);
    if (symbol.type.base().isValueInMemory()) {
      resultAddress = out.temporary();
    }
    Map<Local, Integer> incoming = new LinkedHashMap<>();
    for (Local parameter : body.parameters) {
      incoming.put(parameter, out.temporary());
    }
    if (body.further != null) {
      incoming.put(body.further, out.temporary());
    }
    if (body.chain != null) {
      incoming.put(body.chain, out.temporary());
    }
    code.parameters = out.next - Op.FIRST_PARAMETER;
    if (body.environment != null) {
      place(body.environment, null);
    }
    for (Local local : body.locals) {
      if (local != body.environment) {
        place(local, incoming.get(local));
      }
    }
    if (code.alignment > STACK_ALIGNMENT) {
      out.emit(Op.ADDI, 0, 0, code.alignment - STACK_ALIGNMENT);
      out.emit(Op.ANDI, 0, 0, -code.alignment);
    }
    incoming.forEach(this::store);
    Statement statements = body.code;
    if (statements != null) {
      statement(statements);
    }
    int zero = out.temporary();
    out.emit(Op.LI, zero, 0, 0);
    out.emit(Op.RET, 0, zero, 0);
    gotos.forEach(
        (label, at) -> {
          if (!bound.containsKey(label)) {
            diagnostics.error(at.place(), "no label '" + label + "'", "not in this function");
          }
        });
    body.labels.forEach(this::locate);
    code.frame = (code.frame + 15) / 16 * 16;
    if (code.alignment > STACK_ALIGNMENT) {
      code.frame += code.alignment - STACK_ALIGNMENT;
    }
    if (code.registers >= Op.REGISTERS) {
      diagnostics.error(
          symbol.declared.place(), "the function is too complex", "needs too many registers");
    }
  }

  /// Notes where in the function a label is whose address is taken.
  private void locate(String name, Symbol symbol) {
    if (bound.containsKey(name)) {
      symbol.address = label(name).target();
    } else {
      diagnostics.error(symbol.declared.place(), "no label '" + name + "'", "not in this function");
    }
  }

  private void place(Local local, @Nullable Integer register) {
    if (local.offset >= 0 && body.environment != null) {
      local.position = body.environment.position + local.offset;
    } else if (!local.inMemory && (register != null || out.next < LAST_LOCAL)) {
      local.position = register != null ? register : out.temporary();
    } else {
      local.inMemory = true;
      int align = Math.max(local.align, local.type.align);
      local.position = code.reserve(Math.max(1, local.type.size), align);
      code.alignment = Math.max(code.alignment, align);
    }
  }

  private void store(Local parameter, int register) {
    if (body.symbol.type.unprototyped) {
      generator.conversions.demote(parameter.type, register);
    }
    if (!parameter.inMemory) {
      return;
    }
    if (parameter.type.fitsRegister()) {
      generator.memory.store(parameter.type, register, Operand.inFrame(parameter.position));
    } else {
      int to = out.temporary();
      out.emit(Op.ADDI, to, 0, parameter.position);
      out.emit(Op.COPY, to, register, (int) parameter.type.size);
    }
  }

  private void statement(Statement statement) {
    int before = out.next;
    switch (statement) {
      case Statement.Evaluate e -> {
        out.at(e.expression().at());
        generator.effect(e.expression());
      }
      case Statement.Block b -> block(b);
      case Statement.If i -> branch(i);
      case Statement.Loop loop -> loop(loop);
      case Statement.DoWhile loop -> doWhile(loop);
      case Statement.Switch s -> choose(s);
      case Statement.Case c -> {
        Code.Label label = cases.get(c);
        if (label != null) {
          code.bind(label);
        }
      }
      case Statement.Break _ -> jump(breakTo);
      case Statement.Continue _ -> jump(continueTo);
      case Statement.Return r -> leave(r);
      case Statement.Goto g -> {
        cleanups.before(g.label()).forEach(this::clean);
        gotos.put(g.label(), g.at());
        out.jump(label(g.label()));
      }
      case Statement.GotoAddress g -> {
        int to = generator.value(g.address());
        out.at(g.at());
        code.fix(out.emit(Op.JR, 0, to, 0), body.symbol, 0);
      }
      case Statement.Label l -> {
        if (bound.put(l.name(), true) == null) {
          code.bind(label(l.name()));
        }
      }
      case Statement.Cleanup c -> cleanups.add(c);
      case Statement.Release r -> generator.release(r.end());
      case Statement.Clear c -> {
        int to = out.temporary();
        out.emit(Op.ADDI, to, 0, c.local().position);
        out.emit(Op.ZERO, to, 0, (int) c.local().type.size);
      }
    }
    out.next = before;
  }

  private void block(Statement.Block block) {
    int before = cleanups.count();
    block.statements().forEach(this::statement);
    cleanups.since(before).forEach(this::clean);
    cleanups.leaveTo(before);
  }

  private void clean(Statement.Cleanup cleanup) {
    statement(cleanup.action());
  }

  private Target here() {
    return new Target(new Code.Label(), cleanups.count());
  }

  private Code.Label label(String name) {
    return labels.computeIfAbsent(name, _ -> new Code.Label());
  }

  private void jump(Target to) {
    Code.Label label = to.label;
    if (label != null) {
      cleanups.since(to.cleanups).forEach(this::clean);
      out.jump(label);
    }
  }

  private void bind(Target target) {
    Code.Label label = target.label;
    if (label != null) {
      code.bind(label);
    }
  }

  private void branch(Statement.If i) {
    Code.Label no = new Code.Label();
    generator.conditions.branch(i.test(), false, no);
    statement(i.yes());
    Statement otherwise = i.no();
    if (otherwise == null) {
      code.bind(no);
      return;
    }
    Code.Label end = new Code.Label();
    out.jump(end);
    code.bind(no);
    statement(otherwise);
    code.bind(end);
  }

  private void loop(Statement.Loop loop) {
    Target outerBreak = breakTo;
    Target outerContinue = continueTo;
    Code.Label start = new Code.Label();
    Code.Label end = new Code.Label();
    breakTo = new Target(end, cleanups.count());
    continueTo = here();
    Expression test = loop.test();
    if (test != null) {
      generator.conditions.branch(test, false, end);
    }
    code.bind(start);
    statement(loop.body());
    bind(continueTo);
    if (loop.step() != null) {
      generator.effect(loop.step());
    }
    if (test == null) {
      out.jump(start);
    } else {
      generator.conditions.branch(test, true, start);
    }
    code.bind(end);
    breakTo = outerBreak;
    continueTo = outerContinue;
  }

  private void doWhile(Statement.DoWhile loop) {
    Target outerBreak = breakTo;
    Target outerContinue = continueTo;
    Code.Label start = new Code.Label();
    breakTo = here();
    continueTo = here();
    code.bind(start);
    statement(loop.body());
    bind(continueTo);
    generator.conditions.branch(loop.test(), true, start);
    bind(breakTo);
    breakTo = outerBreak;
    continueTo = outerContinue;
  }

  private void choose(Statement.Switch s) {
    Target outerBreak = breakTo;
    Code.Label end = new Code.Label();
    breakTo = new Target(end, cleanups.count());
    int value = generator.value(s.value());
    Code.Label otherwise = end;
    Choices choices = new Choices(out, value);
    for (Statement.Case c : s.cases()) {
      Code.Label label = new Code.Label();
      cases.put(c, label);
      if (c.isDefault()) {
        otherwise = label;
      } else if (c.from() == c.to()) {
        choices.add(Builder.fit(s.value().type(), c.from()), label);
      } else {
        choices.range(Builder.fit(s.value().type(), c.from()), c.to(), label);
      }
    }
    choices.jump(otherwise);
    statement(s.body());
    code.bind(end);
    breakTo = outerBreak;
  }

  private void leave(Statement.Return r) {
    Expression value = r.value();
    out.at(r.at());
    int register;
    if (value == null) {
      register = out.temporary();
      out.emit(Op.LI, register, 0, 0);
    } else {
      register = generator.value(value);
    }
    out.at(r.at());
    if (value != null && value.type().isValueInMemory()) {
      out.emit(Op.COPY, resultAddress, register, (int) value.type().size);
      register = resultAddress;
    }
    cleanups.ofCalls().forEach(this::clean);
    out.emit(Op.RET, 0, register, 0);
  }
}
