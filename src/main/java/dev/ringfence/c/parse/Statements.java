package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Statement;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses statements (C11 section 6.8).
final class Statements {
  private static final Set<String> KEYWORDS =
      Set.of(
          "if",
          "else",
          "while",
          "do",
          "for",
          "switch",
          "case",
          "default",
          "break",
          "continue",
          "return",
          "goto",
          "sizeof",
          "_Alignof",
          "asm",
          "_Generic",
          "__real__",
          "__imag__");

  /// What holds where the memory ends that the present block allocates on the stack, if it does.
  private @Nullable Local end;

  private final Tokens tokens;
  private final Scope scope;
  private final Parser parser;
  private final Builder build;
  private final Expressions expressions;
  private @Nullable List<Statement.Case> cases;
  private int loops;
  private final Assembly assembly;
  private final Labels labels;

  Statements(Tokens tokens, Scope scope, Parser parser, Builder build, Expressions expressions) {
    this.tokens = tokens;
    this.scope = scope;
    this.parser = parser;
    this.build = build;
    this.expressions = expressions;
    labels = new Labels(tokens, parser);
    assembly = new Assembly(tokens, parser, expressions, build);
  }

  Labels labels() {
    return labels;
  }

  /// A compound statement, with a scope of its own.
  Statement.Block block() {
    Token open = tokens.expect("{");
    scope.enter();
    labels.enter();
    List<Statement> code = new ArrayList<>();
    Local outerEnd = end;
    end = null;
    labels.declare();
    while (!tokens.take("}")) {
      if (tokens.isEnd()) {
        tokens.diagnostics.error(
            tokens.peek().place(),
            "expected '}'",
            "the file ends here",
            "the '{' of line " + open.place().line() + " is not closed");
        throw new Tokens.SyntaxError();
      }
      int depth = tokens.depth();
      int braces = tokens.openBraces();
      int scopes = scope.depth();
      int labelScopes = labels.depth();
      int outerLoops = loops;
      List<Statement.Case> outerCases = cases;
      Local present = end;
      try {
        if (tokens.isAttributeStatement()) {
          code.add(statement());
        } else if (labels.isNext()) {
          code.add(labels.statement());
        } else if (tokens.is("case") || tokens.is("default")) {
          code.add(caseLabel());
        } else if (parser.isType(tokens.peek()) && !tokens.peek(1).is(":")
            || isUnknownType()
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
        end = present;
        labels.leaveTo(labelScopes);
        tokens.recover(braces);
      }
    }
    scope.leave();
    labels.leave();
    end = outerEnd;
    return new Statement.Block(code);
  }

  /// The body of a nested function: what is around it does not concern it.
  Statement.Block nested() {
    List<Statement.Case> outerCases = cases;
    int outerLoops = loops;
    Local outerEnd = end;
    cases = null;
    loops = 0;
    end = null;
    Statement.Block body = block();
    cases = outerCases;
    loops = outerLoops;
    end = outerEnd;
    return body;
  }

  /// Notes that the present block allocates memory on the stack, to be given back at its end.
  ///
  /// @return what is to be done before
  List<Statement> beginAllocation(Token at) {
    if (end != null) {
      return List.of();
    }
    Local local = parser.current.newLocal("", Type.ULLONG);
    end = local;
    Expression none = Builder.number(Type.LLONG, 0, at);
    Expression target = new Expression.Variable(local.type, local, at);
    Expression now = new Expression.Allocate(local.type, none, at);
    Expression keep = new Expression.Assign(local.type, target, now, at);
    return List.of(
        new Statement.Evaluate(keep), new Statement.Cleanup(new Statement.Release(local)));
  }

  /// Whether a declaration begins with a name that is no type.
  private boolean isUnknownType() {
    Token first = tokens.peek();
    Token second = tokens.peek(1);
    if (!first.isName() || KEYWORDS.contains(first.text()) || scope.find(first.text()) != null) {
      return false;
    }
    boolean pointer = second.is("*") && tokens.peek(2).isName();
    Token end = tokens.peek(pointer ? 3 : 2);
    return (pointer && scope.find(tokens.peek(2).text()) == null || second.isName())
        && (end.is(";") || end.is("=") || end.is(",") || end.is("["));
  }

  private Statement statement() {
    tokens.deeper();
    Statement statement = statementProper();
    tokens.shallower();
    return statement;
  }

  private Statement statementProper() {
    Token at = tokens.peek();
    if (labels.isNext()) {
      return labelled(labels.statement());
    }
    if (at.is("{")) {
      return block();
    }
    if (tokens.isAttributeStatement()) {
      parser.attributes();
    }
    if (tokens.take(";")) {
      return new Statement.Block(List.of());
    }
    return switch (at.kind() == Token.Kind.IDENTIFIER ? at.text() : "") {
      case "if" -> ifStatement();
      case "while" -> new Statement.Loop(parenthesised(), null, loopBody());
      case "do" -> doWhile();
      case "for" -> forLoop();
      case "switch" -> switchStatement();
      case "case", "default" -> labelled(caseLabel());
      case "break", "continue" -> leaving();
      case "return" -> returnStatement();
      case "goto" -> jump();
      case "asm" -> assembly.statement();
      case "else" -> {
        tokens.diagnostics.error(
            tokens.next().place(),
            "'else' without 'if'",
            "here",
            "several statements between 'if' and 'else' stand in braces");
        yield statement();
      }
      default -> expressionStatement();
    };
  }

  /// A label with the statement that follows it, if one does.
  private Statement labelled(Statement label) {
    return tokens.is("}") ? label : new Statement.Block(List.of(label, statement()));
  }

  private Statement ifStatement() {
    Expression test = parenthesised();
    Token empty = tokens.peek();
    Statement yes = statement();
    if (empty.is(";") && !tokens.is("else")) {
      emptyBody(empty, "an 'if' that does nothing");
    }
    return new Statement.If(test, yes, tokens.take("else") ? statement() : null);
  }

  /// A `break` or `continue`.
  private Statement leaving() {
    Token at = tokens.next();
    if (loops == 0 && (cases == null || at.is("continue"))) {
      tokens.diagnostics.error(at.place(), "'" + at.text() + "' outside a loop", "here");
    }
    tokens.expect(";");
    return at.is("break") ? new Statement.Break() : new Statement.Continue();
  }

  private Statement jump() {
    Token at = tokens.next();
    if (tokens.take("*")) {
      Expression to = build.value(expressions.expression());
      tokens.expect(";");
      return new Statement.GotoAddress(to, at);
    }
    return labels.jump();
  }

  private Statement expressionStatement() {
    Expression e = expressions.expression();
    if (e instanceof Expression.Binary b && b.at().is("==") && tokens.is(";")) {
      tokens.diagnostics.warning(
          b.at().place(), "a comparison without effect", "here", "write '=' to assign");
    }
    tokens.expect(";");
    return new Statement.Evaluate(e);
  }

  private Expression parenthesised() {
    tokens.next();
    tokens.expect("(");
    Token first = tokens.peek();
    Expression e = build.test(expressions.expression());
    if (e instanceof Expression.Assign && !first.is("(")) {
      tokens.diagnostics.warning(
          e.at().place(),
          "an assignment as a condition",
          "here",
          "write '==' to compare, or put it in parentheses");
    }
    tokens.expect(")");
    return e;
  }

  private void emptyBody(Token semicolon, String message) {
    tokens.diagnostics.warning(
        semicolon.place(), message, "this ';' is its whole body", "leave the ';' out");
  }

  private Statement loopBody() {
    loops++;
    Token first = tokens.peek();
    Statement body = statement();
    if (first.is(";") && tokens.is("{")) {
      emptyBody(first, "a loop around nothing, before a block");
    }
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
    Token at = tokens.peek();
    Expression value = parenthesised();
    if (value.type().isWide()) {
      throw tokens.unsupported(at, "a switch on 128 bits is");
    }
    List<Statement.Case> outer = cases;
    List<Statement.Case> inner = new ArrayList<>();
    cases = inner;
    Statement body = statement();
    cases = outer;
    boolean wide = value.type().size > Type.signedInt().size;
    Type type =
        Types.current().ofSize(wide ? (int) value.type().size : (int) Type.signedInt().size, false);
    return new Statement.Switch(Builder.cast(value, type, value.at()), body, inner);
  }

  private Statement.Case caseLabel() {
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
    return label;
  }

  private Statement returnStatement() {
    Token at = tokens.next();
    Type result = parser.current.resultType();
    if (tokens.take(";")) {
      if (!result.is(Kind.VOID)) {
        tokens.diagnostics.warning(at.place(), "a return without a value", "should be " + result);
      }
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
    Expression value = build.assigned(e, result, e.at(), "a return");
    if (isOfLocal(e)) {
      tokens.diagnostics.warning(
          e.at().place(),
          "the address of a local variable is returned",
          "the variable is gone when the function has returned",
          "make it static, or allocate it");
      // As in gcc, whoever uses the pointer meets the mistake.
      Expression none = Builder.cast(Builder.number(Type.LLONG, 0, at), value.type(), at);
      value = new Expression.Comma(value.type(), value, none, at);
    }
    return new Statement.Return(value, at);
  }

  /// Whether an expression is plainly the address of, or in, a local variable that has a name.
  private static boolean isOfLocal(Expression e) {
    return switch (e) {
      case Expression.LocalAddress a -> !a.local().name.isEmpty();
      case Expression.Offset o -> isOfLocal(o.base());
      case Expression.Cast c -> c.type().is(Kind.POINTER) && isOfLocal(c.operand());
      default -> false;
    };
  }
}
