package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Comma;
import dev.ringfence.c.ast.Expression.Conditional;
import dev.ringfence.c.ast.Expression.Logical;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Member;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.build.ComplexNumbers;
import dev.ringfence.c.build.Conditionals;
import dev.ringfence.c.build.Constants;
import dev.ringfence.c.build.Places;
import dev.ringfence.c.lex.Token;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Parses expressions (C11 section 6.5).
final class Expressions {
  private static final Map<String, Integer> PRECEDENCE =
      Map.ofEntries(
          Map.entry("|", 3),
          Map.entry("^", 4),
          Map.entry("&", 5),
          Map.entry("==", 6),
          Map.entry("!=", 6),
          Map.entry("<", 7),
          Map.entry(">", 7),
          Map.entry("<=", 7),
          Map.entry(">=", 7),
          Map.entry("<<", 8),
          Map.entry(">>", 8),
          Map.entry("+", 9),
          Map.entry("-", 9),
          Map.entry("*", 10),
          Map.entry("/", 10),
          Map.entry("%", 10),
          Map.entry("&&", 2),
          Map.entry("||", 1));
  private static final Set<String> ASSIGNMENTS =
      Set.of("+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=");

  private static final Set<String> ALIGNMENT = Set.of("_Alignof", "__alignof__", "__alignof");

  private final Tokens tokens;
  private final Parser parser;
  private final Builder build;
  private final Atomics atomics;
  private final Postfix postfix;
  final Vectors vectors;

  Expressions(Tokens tokens, Scope scope, Parser parser, Builder build) {
    this.tokens = tokens;
    this.parser = parser;
    this.build = build;
    vectors = new Vectors(tokens, parser, build);
    atomics = new Atomics(tokens, parser, this, build);
    postfix = new Postfix(tokens, scope, parser, this, atomics, build);
  }

  Expression expression() {
    Expression e = assignment();
    while (tokens.is(",")) {
      Token at = tokens.next();
      Expression second = build.value(assignment());
      e = new Comma(second.type(), build.value(e), second, at);
    }
    return e;
  }

  /// The length of an array, which may be known only at run time.
  Expression length() {
    return build.value(conditional());
  }

  long constant() {
    Token at = tokens.peek();
    return constant(build.value(conditional()), at);
  }

  /// The constant of a designator, where gcc knows `const` objects.
  long index() {
    Token at = tokens.peek();
    return constant(Constants.folded(build.value(conditional())), at);
  }

  private long constant(Expression e, Token at) {
    if (e instanceof Number n) {
      return n.value();
    }
    tokens.diagnostics.error(at.place(), "expected a constant expression", "not constant");
    return 1;
  }

  /// A static assertion (C11 section 6.7.10).
  void staticAssert() {
    Token at = tokens.next();
    tokens.expect("(");
    if (constant() == 0) {
      tokens.diagnostics.error(at.place(), "static assertion failed", "is false");
    }
    if (tokens.take(",")) {
      tokens.next();
    }
    tokens.expect(")");
    tokens.expect(";");
  }

  Expression assignment() {
    tokens.deeper();
    Expression left = conditional();
    Token at = tokens.peek();
    if (tokens.take("=")) {
      left = build.assign(left, assignment(), at);
    } else if (ASSIGNMENTS.contains(at.text()) && at.kind() == Token.Kind.PUNCTUATOR) {
      tokens.next();
      String operator = at.text().substring(0, at.text().length() - 1);
      left = update(left, operator, assignment(), false, at);
    }
    tokens.shallower();
    return left;
  }

  /// The call of a function that is named, with one argument.
  Expression call(Token function, Expression argument) {
    return postfix.call(function, argument);
  }

  Expression update(Expression target, String operator, Expression amount, boolean post, Token at) {
    if (target.type().is(Kind.VECTOR)) {
      return vectors.update(target, operator, amount, post, at);
    }
    Type plain = target.type().plain;
    boolean complex = target.type().isComplex() || amount.type().isComplex();
    if (target.type().isWide()
        || complex
        || amount.type().isWide() && !(target instanceof Expression.Field)) {
      return wideUpdate(target, operator, amount, post, at);
    }
    return plain == null
        ? build.update(target, operator, amount, post, at)
        : atomics.update(target, plain, operator, amount, post, at);
  }

  /// An update of a value that lies in memory: a read, an operation and an assignment.
  private Expression wideUpdate(
      Expression target, String operator, Expression amount, boolean post, Token at) {
    Type type = target.type();
    Builtins.Once place = parser.current.once(build.address(target), at);
    Expression object = new Expression.Load(type, place.value(), at);
    if (!post) {
      Expression changed = build.binary(operator, object, amount, at);
      return place.before(build.assign(object, changed, at));
    }
    Builtins.Once old = parser.current.once(build.value(object), at);
    Expression changed = build.binary(operator, old.value(), amount, at);
    Expression update = build.assign(object, changed, at);
    Type result = old.value().type();
    return place.before(old.before(new Comma(result, update, old.value(), at)));
  }

  private Expression conditional() {
    Expression test = binary(0);
    if (!tokens.is("?")) {
      return test;
    }
    Token at = tokens.next();
    Builtins.Once given =
        tokens.is(":")
            ? parser.current.once(build.value(test), at)
            : new Builtins.Once(null, test, at);
    Expression yes = tokens.is(":") ? given.value() : build.value(expression());
    tokens.expect(":");
    tokens.deeper();
    Expression no = build.value(conditional());
    tokens.shallower();
    return given.before(choose(given.value(), yes, no, at));
  }

  /// The one of two values that a test says.
  Expression choose(Expression test, Expression yes, Expression no, Token at) {
    Type type = resultType(yes, no, at);
    Expression known = build.test(test);
    if (known instanceof Number n && type.isScalar()) {
      return Builder.cast(n.value() != 0 ? yes : no, type, at);
    }
    boolean converted = type.isScalar();
    return new Conditional(
        type,
        known,
        converted ? Builder.cast(yes, type, at) : yes,
        converted ? Builder.cast(no, type, at) : no,
        at);
  }

  private Type resultType(Expression yes, Expression no, Token at) {
    Type type = Conditionals.type(yes, no);
    if (type == null) {
      tokens.diagnostics.error(
          at.place(), "the branches do not match", "found " + yes.type() + " and " + no.type());
      return yes.type();
    }
    return type;
  }

  private Expression binary(int least) {
    tokens.deeper();
    Expression left = unary();
    while (true) {
      Token at = tokens.peek();
      int precedence =
          at.kind() == Token.Kind.PUNCTUATOR ? PRECEDENCE.getOrDefault(at.text(), 0) : 0;
      if (precedence <= least) {
        tokens.shallower();
        return left;
      }
      tokens.next();
      Expression right = binary(precedence);
      left =
          precedence <= 2
              ? logical(left, right, at)
              : Vectors.concern(left, right)
                  ? vectors.binary(at.text(), left, right, at)
                  : build.binary(at.text(), left, right, at);
    }
  }

  private Expression logical(Expression left, Expression right, Token at) {
    boolean and = at.is("&&");
    Expression l = build.test(left);
    Expression r = build.test(right);
    if (l instanceof Number n) {
      boolean first = n.value() != 0;
      if (first != and) {
        return Builder.number(Type.signedInt(), first ? 1 : 0, at);
      }
      if (r instanceof Number m) {
        return Builder.number(Type.signedInt(), m.value() != 0 ? 1 : 0, at);
      }
    }
    return new Logical(Type.signedInt(), and, l, r, at);
  }

  private Expression unary() {
    Token at = tokens.peek();
    if (at.kind() == Token.Kind.PUNCTUATOR) {
      switch (at.text()) {
        case "+", "-", "~", "!" -> {
          tokens.next();
          Expression operand = deeperUnary();
          return operand.type().is(Kind.VECTOR) && (at.is("-") || at.is("~"))
              ? vectors.unary(at.text(), operand, at)
              : build.unary(at.text(), operand, at);
        }
        case "*" -> {
          tokens.next();
          return postfix.dereference(deeperUnary(), at);
        }
        case "&" -> {
          tokens.next();
          Expression e = deeperUnary();
          return e.type().is(Kind.FUNCTION) ? build.value(e) : build.address(e);
        }
        case "&&" -> {
          tokens.next();
          Symbol label = parser.label(tokens.name());
          return new Address(Type.pointer(Type.VOID), label, 0, at);
        }
        case "++", "--" -> {
          tokens.next();
          Expression one = Builder.number(Type.signedInt(), 1, at);
          return update(deeperUnary(), at.text().substring(1), one, false, at);
        }
        case "(" -> {
          if (tokens.peek(1).is("{")) {
            tokens.next();
            return postfix.behind(parser.statementExpression(at));
          }
          if (parser.isType(tokens.peek(1))) {
            tokens.next();
            return cast(at);
          }
        }
        default -> {}
      }
    }
    if (at.is("__real__") || at.is("__imag__")) {
      tokens.next();
      return ComplexNumbers.part(build, deeperUnary(), at.is("__imag__"), at);
    }
    if (at.is("sizeof") || ALIGNMENT.contains(at.text())) {
      tokens.next();
      return sizeOf(at);
    }
    return postfix.parse();
  }

  /// A cast or a compound literal, from the type on.
  private Expression cast(Token at) {
    Declarators.TypeName name = parser.typeNameEvaluated();
    Type type = name.type();
    tokens.expect(")");
    if (tokens.is("{")) {
      return postfix.behind(parser.compoundLiteral(type, at));
    }
    Expression e = after(name.lengths(), build.value(deeperUnary()));
    if (type.isAggregate() && type.unqualified() == e.type()) {
      return new Expression.Cast(e.type(), e, at);
    }
    if (type.is(Kind.VECTOR) || e.type().is(Kind.VECTOR) && !type.is(Kind.VOID)) {
      return vectors.cast(e, type, at);
    }
    if (type.is(Kind.UNION)) {
      return toUnion(type.unqualified(), e, at);
    }
    boolean pointer = type.is(Kind.POINTER) || e.type().is(Kind.POINTER);
    boolean floating =
        type.isFloating() || e.type().isFloating() || type.isComplex() || e.type().isComplex();
    if (!type.is(Kind.VOID) && (!type.isScalar() || !e.type().isScalar()) || pointer && floating) {
      tokens.diagnostics.error(at.place(), "impossible cast", e.type() + " to " + type);
    }
    return type.is(Kind.VOID) ? new Expression.Cast(type, e, at) : Builder.cast(e, type, at);
  }

  /// The operand of `sizeof` or `_Alignof`.
  private Expression sizeOf(Token at) {
    Type type;
    List<Expression> lengths = List.of();
    if (tokens.is("(") && parser.isType(tokens.peek(1))) {
      tokens.next();
      Token open = tokens.peek();
      Declarators.TypeName name = parser.typeNameEvaluated();
      type = name.type();
      lengths = name.lengths();
      tokens.expect(")");
      if (tokens.is("{")) {
        type = postfix.behind(parser.compoundLiteral(type, open)).type();
      }
    } else {
      Expression e = deeperUnary();
      if (e instanceof Expression.Field) {
        tokens.diagnostics.error(at.place(), "a bit-field has no size", "here");
      }
      type = e.type();
      if (!at.is("sizeof")) {
        type = type.aligned(Math.max(type.align, Places.alignment(e)));
      }
    }
    if (type.isVariable() && at.is("sizeof")) {
      return after(lengths, build.sizeOf(type, Type.sizeType(), at));
    }
    if (type.size < 0) {
      tokens.diagnostics.error(at.place(), "the type is incomplete", "has no size: " + type);
    }
    return Builder.number(Type.sizeType(), at.is("sizeof") ? type.size : type.align, at);
  }

  private static Expression after(List<Expression> first, Expression e) {
    Expression whole = e;
    for (Expression before : first.reversed()) {
      whole = new Comma(e.type(), before, whole, e.at());
    }
    return whole;
  }

  private Expression deeperUnary() {
    tokens.deeper();
    Expression e = unary();
    tokens.shallower();
    return e;
  }

  /// gcc's cast to a union: to the member of the operand's type.
  private Expression toUnion(Type type, Expression e, Token at) {
    for (Member member : type.members) {
      if (member.type().matches(e.type())) {
        return parser.current.madeUnion(type, member, e, at);
      }
    }
    tokens.diagnostics.error(at.place(), "impossible cast", e.type() + " to " + type);
    return Builder.number(Type.signedInt(), 0, at);
  }

  /// The operand of `typeof`: a type, or an expression that is not evaluated.
  Type typeOf() {
    tokens.expect("(");
    Type type = parser.isType(tokens.peek()) ? parser.typeName() : expression().type();
    tokens.expect(")");
    return type.plain == null ? type : type.plain;
  }
}
