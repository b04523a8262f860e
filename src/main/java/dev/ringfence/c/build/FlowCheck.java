package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.FunctionBody;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Place;
import dev.ringfence.c.lex.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Warns of what is certainly wrong in a function: a local variable that is used though nothing
/// before the use can have set it, and an end without the value that the function returns. Where a
/// jump could make a difference, nothing is told.
public final class FlowCheck {
  private static final Set<String> ENDLESS =
      Set.of(
          "exit",
          "_exit",
          "_Exit",
          "abort",
          "quick_exit",
          "longjmp",
          "siglongjmp",
          "pthread_exit",
          "__assert_fail",
          "err",
          "errx",
          "thrd_exit");

  private final Diagnostics diagnostics;
  private final Set<Local> set = new HashSet<>();
  private final Set<Local> told = new HashSet<>();
  private boolean jumps;

  public FlowCheck(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  public void check(FunctionBody body) {
    Statement code = body.code;
    if (code == null) {
      return;
    }
    set.addAll(body.parameters);
    if (body.further != null) {
      set.add(body.further);
    }
    jumps = hasLabel(code);
    if (!jumps) {
      statement(code);
    }
    Type result = body.symbol.type.base();
    if (!result.is(Kind.VOID) && !body.symbol.name.equals("main") && !jumps && ends(code)) {
      Token name = body.symbol.declared;
      Place end = body.end == null ? name.place() : body.end.place();
      diagnostics.warning(
          end, "'" + body.symbol.name + "' may end without a value", "should return " + result);
    }
  }

  private static boolean hasLabel(Statement statement) {
    return switch (statement) {
      case Statement.Label _, Statement.GotoAddress _ -> true;
      case Statement.Block b -> b.statements().stream().anyMatch(FlowCheck::hasLabel);
      case Statement.If i -> hasLabel(i.yes()) || i.no() != null && hasLabel(i.no());
      case Statement.Loop l -> hasLabel(l.body());
      case Statement.DoWhile l -> hasLabel(l.body());
      case Statement.Switch s -> hasLabel(s.body());
      default -> false;
    };
  }

  // The end

  /// Whether control can come to the end of the statement.
  private static boolean ends(Statement statement) {
    return switch (statement) {
      case Statement.Return _, Statement.Goto _, Statement.GotoAddress _ -> false;
      case Statement.Break _, Statement.Continue _ -> false;
      case Statement.Block b -> {
        boolean reached = true;
        for (Statement part : b.statements()) {
          reached = (reached || isEntry(part)) && ends(part);
        }
        yield reached;
      }
      case Statement.If i -> {
        Statement no = i.no();
        yield isTrue(i.test())
            ? ends(i.yes())
            : no == null || ends(no) || !isFalse(i.test()) && ends(i.yes());
      }
      case Statement.Loop l -> l.test() != null && !isTrue(l.test()) || breaks(l.body());
      case Statement.DoWhile l -> breaks(l.body()) || !isTrue(l.test()) && ends(l.body());
      case Statement.Switch s ->
          s.cases().stream().noneMatch(Statement.Case::isDefault)
              || breaks(s.body())
              || ends(s.body());
      case Statement.Evaluate e -> !isEndless(e.expression());
      default -> true;
    };
  }

  /// Whether control may come in though it does not reach the statement's start.
  private static boolean isEntry(Statement statement) {
    return switch (statement) {
      case Statement.Case _, Statement.Label _ -> true;
      case Statement.Block b -> b.statements().stream().anyMatch(FlowCheck::isEntry);
      default -> false;
    };
  }

  private static boolean breaks(Statement statement) {
    return switch (statement) {
      case Statement.Break _ -> true;
      case Statement.Block b -> b.statements().stream().anyMatch(FlowCheck::breaks);
      case Statement.If i -> breaks(i.yes()) || i.no() != null && breaks(i.no());
      default -> false;
    };
  }

  private static boolean isTrue(@Nullable Expression e) {
    return e instanceof Expression.Number n && n.value() != 0;
  }

  private static boolean isFalse(Expression e) {
    return e instanceof Expression.Number n && n.value() == 0;
  }

  private static boolean isEndless(Expression e) {
    return switch (e) {
      case Expression.Call c ->
          c.function() instanceof Expression.Address a
              && (ENDLESS.contains(a.symbol().name) || a.symbol().noReturn);
      case Expression.Comma c -> isEndless(c.first()) || isEndless(c.second());
      case Expression.Cast c -> isEndless(c.operand());
      case Expression.Intrinsic i -> i.operation() == dev.ringfence.c.Op.TRAP;
      default -> false;
    };
  }

  // Uses

  private void statement(@Nullable Statement statement) {
    switch (statement) {
      case null -> {}
      case Statement.Evaluate e -> expression(e.expression());
      case Statement.Block b -> b.statements().forEach(this::statement);
      case Statement.If i -> {
        expression(i.test());
        statement(i.yes());
        statement(i.no());
      }
      case Statement.Loop l -> {
        expression(l.test());
        assume(l.body(), l.step());
        statement(l.body());
        expression(l.step());
      }
      case Statement.DoWhile l -> {
        assume(l.body(), l.test());
        statement(l.body());
        expression(l.test());
      }
      case Statement.Switch s -> {
        expression(s.value());
        statement(s.body());
      }
      case Statement.Return r -> expression(r.value());
      case Statement.Clear c -> set.add(c.local());
      default -> {}
    }
  }

  /// What a loop sets may have been set by the turn before.
  private void assume(Statement body, @Nullable Expression last) {
    FlowCheck within = new FlowCheck(new Diagnostics());
    within.statement(body);
    within.expression(last);
    set.addAll(within.set);
  }

  private void expression(@Nullable Expression e) {
    switch (e) {
      case null -> {}
      case Expression.Variable v -> use(v);
      case Expression.LocalAddress a -> set.add(a.local());
      case Expression.Assign a -> {
        boolean itself =
            a.target() instanceof Expression.Variable t
                && a.value() instanceof Expression.Variable v
                && t.local() == v.local();
        if (!itself) {
          expression(a.value());
        }
        target(a.target());
      }
      case Expression.Update u -> {
        expression(u.amount());
        expression(u.target());
      }
      case Expression.Cast c
          when c.type().is(Kind.VOID) && c.operand() instanceof Expression.Variable -> {}
      case Expression.Conditional c -> {
        expression(c.test());
        expression(c.yes());
        expression(c.no());
      }
      case Expression.Block b -> {
        statement(b.code());
        expression(b.value());
      }
      default -> parts(e).forEach(this::expression);
    }
  }

  private void target(Expression target) {
    if (target instanceof Expression.Variable v) {
      set.add(v.local());
    } else {
      parts(target).forEach(this::expression);
    }
  }

  private static List<Expression> parts(Expression e) {
    return switch (e) {
      case Expression.Offset o -> List.of(o.base());
      case Expression.Load l -> List.of(l.address());
      case Expression.Unary u -> List.of(u.operand());
      case Expression.Binary b -> List.of(b.left(), b.right());
      case Expression.Logical l -> List.of(l.left(), l.right());
      case Expression.Comma c -> List.of(c.first(), c.second());
      case Expression.Cast c -> List.of(c.operand());
      case Expression.Call c -> {
        List<Expression> all = new java.util.ArrayList<>(c.arguments());
        all.add(c.function());
        yield all;
      }
      case Expression.Intrinsic i -> i.arguments();
      default -> List.of();
    };
  }

  private void use(Expression.Variable v) {
    Local local = v.local();
    if (!set.contains(local)
        && !local.inMemory
        && !local.name.isEmpty()
        && local.type.fitsRegister()
        && told.add(local)) {
      diagnostics.warning(
          v.at().place(), "'" + local.name + "' is used before it is set", "has no value yet");
    }
  }
}
