package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses statements (C11 section 6.8).
final class Statements {
  /// What blocks have allocated on the stack: the locals that hold where it ends.
  ///
  /// @param end that of the present block
  /// @param toBreak that of the outermost block that a `break` leaves
  /// @param toContinue that of the outermost block that a `continue` leaves
  private record Allocations(
      @Nullable Local end, @Nullable Local toBreak, @Nullable Local toContinue) {}

  private Allocations allocations = new Allocations(null, null, null);

  private final Tokens tokens;
  private final Scope scope;
  private final Parser parser;
  private final Builder build;
  private final Expressions expressions;
  private @Nullable List<Statement.Case> cases;
  private int loops;

  Statements(Tokens tokens, Scope scope, Parser parser, Builder build, Expressions expressions) {
    this.tokens = tokens;
    this.scope = scope;
    this.parser = parser;
    this.build = build;
    this.expressions = expressions;
  }

  /// A compound statement, with a scope of its own.
  Statement block() {
    tokens.expect("{");
    scope.enter();
    List<Statement> code = new ArrayList<>();
    Allocations outer = allocations;
    allocations = new Allocations(null, outer.toBreak, outer.toContinue);
    while (!tokens.take("}")) {
      if (tokens.isEnd()) {
        throw tokens.error("expected '}'");
      }
      int depth = tokens.depth();
      int scopes = scope.depth();
      int outerLoops = loops;
      List<Statement.Case> outerCases = cases;
      Allocations present = allocations;
      try {
        if (parser.isType(tokens.peek()) && !tokens.peek(1).is(":")
            || tokens.is("_Static_assert")) {
          code.addAll(parser.declaration());
        } else {
          code.add(statement());
        }
      } catch (Tokens.SyntaxError _) {
        tokens.resetDepth(depth);
        scope.leaveTo(scopes);
        loops = outerLoops;
        cases = outerCases;
        allocations = present;
        tokens.recover();
      }
    }
    scope.leave();
    Local end = allocations.end;
    if (end != null) {
      code.add(new Statement.Release(end));
    }
    allocations = outer;
    return new Statement.Block(code);
  }

  /// Notes that the present block allocates memory on the stack, to be given back at its end.
  ///
  /// @return what is to be done before
  List<Statement> beginAllocation(Token at) {
    if (allocations.end != null) {
      return List.of();
    }
    Local end = parser.newLocal("", Type.ULONG);
    allocations =
        new Allocations(
            end,
            allocations.toBreak == null ? end : allocations.toBreak,
            allocations.toContinue == null ? end : allocations.toContinue);
    Expression none = Builder.number(Type.LONG, 0, at);
    Expression target = new Expression.Variable(end.type, end, at);
    Expression now = new Expression.Allocate(end.type, none, at);
    return List.of(new Statement.Evaluate(new Expression.Assign(end.type, target, now, at)));
  }

  private Statement statement() {
    tokens.deeper();
    Statement statement = statementProper();
    tokens.shallower();
    return statement;
  }

  private Statement statementProper() {
    Token at = tokens.peek();
    if (at.kind() == Token.Kind.IDENTIFIER && tokens.peek(1).is(":") && !at.is("default")) {
      tokens.next();
      tokens.next();
      Statement label = new Statement.Label(at.text());
      return tokens.is("}") ? label : new Statement.Block(List.of(label, statement()));
    }
    if (at.is("{")) {
      return block();
    }
    if (tokens.take(";")) {
      return new Statement.Block(List.of());
    }
    return switch (at.kind() == Token.Kind.IDENTIFIER ? at.text() : "") {
      case "if" -> {
        Expression test = parenthesised();
        Statement yes = statement();
        yield new Statement.If(test, yes, tokens.take("else") ? statement() : null);
      }
      case "while" -> new Statement.Loop(parenthesised(), null, loopBody());
      case "do" -> doWhile();
      case "for" -> forLoop();
      case "switch" -> switchStatement();
      case "case", "default" -> caseLabel();
      case "break", "continue" -> {
        tokens.next();
        if (loops == 0 && (cases == null || at.is("continue"))) {
          tokens.diagnostics.error(at.place(), "'" + at.text() + "' outside a loop", "here");
        }
        tokens.expect(";");
        Statement jump = at.is("break") ? new Statement.Break() : new Statement.Continue();
        Local end = at.is("break") ? allocations.toBreak : allocations.toContinue;
        yield end == null ? jump : new Statement.Block(List.of(new Statement.Release(end), jump));
      }
      case "return" -> returnStatement();
      case "goto" -> {
        tokens.next();
        Token label = tokens.name();
        tokens.expect(";");
        yield new Statement.Goto(label.text(), label);
      }
      default -> {
        Expression e = expressions.expression();
        tokens.expect(";");
        yield new Statement.Evaluate(e);
      }
    };
  }

  private Expression parenthesised() {
    tokens.next();
    tokens.expect("(");
    Expression e = build.test(expressions.expression());
    tokens.expect(")");
    return e;
  }

  private Statement loopBody() {
    loops++;
    Allocations outer = allocations;
    allocations = new Allocations(outer.end, null, null);
    Statement body = statement();
    allocations = outer;
    loops--;
    return body;
  }

  private Statement doWhile() {
    tokens.next();
    Statement body = loopBody();
    if (!tokens.is("while")) {
      throw tokens.error("expected 'while'");
    }
    Expression test = parenthesised();
    tokens.expect(";");
    return new Statement.DoWhile(body, test);
  }

  private Statement forLoop() {
    tokens.next();
    tokens.expect("(");
    scope.enter();
    List<Statement> code = new ArrayList<>();
    if (parser.isType(tokens.peek())) {
      code.addAll(parser.declaration());
    } else if (!tokens.take(";")) {
      code.add(new Statement.Evaluate(expressions.expression()));
      tokens.expect(";");
    }
    Expression test = tokens.is(";") ? null : build.test(expressions.expression());
    tokens.expect(";");
    Expression step = tokens.is(")") ? null : expressions.expression();
    tokens.expect(")");
    code.add(new Statement.Loop(test, step, loopBody()));
    scope.leave();
    return new Statement.Block(code);
  }

  private Statement switchStatement() {
    Expression value = parenthesised();
    List<Statement.Case> outer = cases;
    List<Statement.Case> inner = new ArrayList<>();
    cases = inner;
    Allocations before = allocations;
    allocations = new Allocations(before.end, null, before.toContinue);
    Statement body = statement();
    allocations = before;
    cases = outer;
    Type type = value.type().size == 8 ? Type.LONG : Type.INT;
    return new Statement.Switch(Builder.cast(value, type, value.at()), body, inner);
  }

  private Statement caseLabel() {
    Token at = tokens.next();
    boolean isDefault = at.is("default");
    long from = isDefault ? 0 : expressions.constant();
    long to = !isDefault && tokens.take("...") ? expressions.constant() : from;
    tokens.expect(":");
    Statement.Case label = new Statement.Case(from, to, isDefault, at);
    if (cases == null) {
      tokens.diagnostics.error(at.place(), "'" + at.text() + "' outside a switch", "here");
    } else {
      for (Statement.Case other : cases) {
        boolean same = isDefault && other.isDefault();
        if (same || !isDefault && !other.isDefault() && from <= other.to() && to >= other.from()) {
          tokens.diagnostics.error(at.place(), "this case stands twice", "second one");
        }
      }
      cases.add(label);
    }
    return tokens.is("}") ? label : new Statement.Block(List.of(label, statement()));
  }

  private Statement returnStatement() {
    Token at = tokens.next();
    Type result = parser.resultType();
    if (tokens.take(";")) {
      return new Statement.Return(null, at);
    }
    Expression e = build.value(expressions.expression());
    tokens.expect(";");
    if (result.is(Kind.VOID)) {
      if (!e.type().is(Kind.VOID)) {
        tokens.diagnostics.warning(at.place(), "a void function returns a value", "here");
      }
      return new Statement.Block(
          List.of(new Statement.Evaluate(e), new Statement.Return(null, at)));
    }
    return new Statement.Return(build.assigned(e, result, e.at(), "a return"), at);
  }
}
