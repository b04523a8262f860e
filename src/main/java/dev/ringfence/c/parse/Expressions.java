package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Call;
import dev.ringfence.c.ast.Expression.Comma;
import dev.ringfence.c.ast.Expression.Conditional;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.Logical;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Expression.Variable;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.lex.Token;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
  private final Scope scope;
  private final Parser parser;
  private final Builder build;
  private final Builtins builtins;
  private final Atomics atomics;
  private final FormatCheck formats;

  Expressions(Tokens tokens, Scope scope, Parser parser, Builder build) {
    this.tokens = tokens;
    this.scope = scope;
    this.parser = parser;
    this.build = build;
    builtins = new Builtins(tokens, parser, this, build);
    atomics = new Atomics(tokens, parser, this, build);
    formats = new FormatCheck(tokens.diagnostics);
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
    if (build.value(conditional()) instanceof Number n) {
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

  private Expression update(
      Expression target, String operator, Expression amount, boolean post, Token at) {
    Type plain = target.type().plain;
    return plain == null
        ? build.update(target, operator, amount, post, at)
        : atomics.update(target, plain, operator, amount, post, at);
  }

  private Expression conditional() {
    Expression test = binary(0);
    if (!tokens.is("?")) {
      return test;
    }
    Token at = tokens.next();
    Builtins.Once given =
        tokens.is(":") ? parser.once(build.value(test), at) : new Builtins.Once(null, test, at);
    Expression yes = tokens.is(":") ? given.value() : build.value(expression());
    tokens.expect(":");
    tokens.deeper();
    Expression no = build.value(conditional());
    tokens.shallower();
    Type type = resultType(yes, no, at);
    Expression known = build.test(given.value());
    if (known instanceof Number n && type.isScalar()) {
      return Builder.cast(n.value() != 0 ? yes : no, type, at);
    }
    boolean converted = type.isScalar();
    return given.before(
        new Conditional(
            type,
            known,
            converted ? Builder.cast(yes, type, at) : yes,
            converted ? Builder.cast(no, type, at) : no,
            at));
  }

  private Type resultType(Expression yes, Expression no, Token at) {
    Type a = yes.type();
    Type b = no.type();
    if (a.isArithmetic() && b.isArithmetic()) {
      return Builder.common(a, b);
    }
    if (a.is(Kind.VOID) || b.is(Kind.VOID)) {
      return Type.VOID;
    }
    if (a.is(Kind.POINTER) && (b.isInteger() || !b.base().is(Kind.VOID) || b == a)) {
      return b.is(Kind.POINTER) && a.base().is(Kind.VOID) ? b : a;
    }
    if (a.is(Kind.POINTER) && b.is(Kind.POINTER)) {
      return no instanceof Number n && n.value() == 0 ? a : b;
    }
    if (b.is(Kind.POINTER) && a.isInteger() || a == b) {
      return b;
    }
    tokens.diagnostics.error(at.place(), "the branches do not match", "found " + a + " and " + b);
    return a;
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
      left = precedence <= 2 ? logical(left, right, at) : build.binary(at.text(), left, right, at);
    }
  }

  private Expression logical(Expression left, Expression right, Token at) {
    boolean and = at.is("&&");
    Expression l = build.test(left);
    Expression r = build.test(right);
    if (l instanceof Number n && (n.value() == 0 || r instanceof Number)) {
      boolean known = and ? n.value() != 0 : n.value() != 0;
      if (and && !known) {
        return Builder.number(Type.INT, 0, at);
      }
      if (r instanceof Number m) {
        boolean result = and ? known && m.value() != 0 : known || m.value() != 0;
        return Builder.number(Type.INT, result ? 1 : 0, at);
      }
    }
    return new Logical(Type.INT, and, l, r, at);
  }

  private Expression unary() {
    Token at = tokens.peek();
    if (at.kind() == Token.Kind.PUNCTUATOR) {
      switch (at.text()) {
        case "+", "-", "~", "!" -> {
          tokens.next();
          return build.unary(at.text(), deeperUnary(), at);
        }
        case "*" -> {
          tokens.next();
          return dereference(deeperUnary(), at);
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
          Expression one = Builder.number(Type.INT, 1, at);
          return update(deeperUnary(), at.text().substring(1), one, false, at);
        }
        case "(" -> {
          if (tokens.peek(1).is("{")) {
            tokens.next();
            return postfix(parser.statementExpression(at));
          }
          if (parser.isType(tokens.peek(1))) {
            tokens.next();
            Declarators.TypeName name = parser.typeNameEvaluated();
            Type type = name.type();
            tokens.expect(")");
            if (tokens.is("{")) {
              return postfix(parser.compoundLiteral(type, at));
            }
            Expression e = after(name.lengths(), build.value(deeperUnary()));
            if (type.is(Kind.UNION) && type != e.type()) {
              return toUnion(type, e, at);
            }
            boolean pointer = type.is(Kind.POINTER) || e.type().is(Kind.POINTER);
            boolean floating = type.isFloating() || e.type().isFloating();
            if (!type.is(Kind.VOID) && (!type.isScalar() || !e.type().isScalar())
                || pointer && floating) {
              tokens.diagnostics.error(at.place(), "impossible cast", e.type() + " to " + type);
            }
            return type.is(Kind.VOID)
                ? new Expression.Cast(type, e, at)
                : Builder.cast(e, type, at);
          }
        }
        default -> {}
      }
    }
    if (at.is("sizeof") || ALIGNMENT.contains(at.text())) {
      tokens.next();
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
          type = postfix(parser.compoundLiteral(type, open)).type();
        }
      } else {
        Expression e = deeperUnary();
        if (e instanceof Expression.Field) {
          tokens.diagnostics.error(at.place(), "a bit-field has no size", "here");
        }
        type = e.type();
      }
      if (type.isVariable() && at.is("sizeof")) {
        return after(lengths, build.sizeOf(type, Type.ULONG, at));
      }
      if (type.size < 0) {
        tokens.diagnostics.error(at.place(), "the type is incomplete", "has no size: " + type);
      }
      return Builder.number(Type.ULONG, at.is("sizeof") ? type.size : type.align, at);
    }
    return postfix(primary());
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
    for (Type.Member member : type.members) {
      if (member.type().matches(e.type())) {
        return parser.madeUnion(type, member, e, at);
      }
    }
    tokens.diagnostics.error(at.place(), "impossible cast", e.type() + " to " + type);
    return Builder.number(Type.INT, 0, at);
  }

  /// The operand of `typeof`: a type, or an expression that is not evaluated.
  Type typeOf() {
    tokens.expect("(");
    Type type = parser.isType(tokens.peek()) ? parser.typeName() : expression().type();
    tokens.expect(")");
    return type.plain == null ? type : type.plain;
  }

  /// A generic selection (C11 section 6.5.1.1).
  private Expression generic(Token at) {
    tokens.expect("(");
    Type type = build.value(assignment()).type();
    Expression chosen = null;
    Expression otherwise = null;
    while (tokens.take(",")) {
      boolean isDefault = tokens.take("default");
      Type candidate = isDefault ? type : parser.typeName();
      tokens.expect(":");
      Expression e = assignment();
      if (isDefault) {
        otherwise = e;
      } else if (!candidate.isConst && candidate.isSame(type) && chosen == null) {
        chosen = e;
      }
    }
    tokens.expect(")");
    Expression result = chosen == null ? otherwise : chosen;
    if (result == null) {
      tokens.diagnostics.error(at.place(), "no association matches", "the type is " + type);
      return Builder.number(Type.INT, 0, at);
    }
    return result;
  }

  private Expression dereference(Expression pointer, Token at) {
    Expression e = build.value(pointer);
    if (e.type() == Type.UNKNOWN) {
      return e;
    }
    if (!e.type().is(Kind.POINTER) || e.type().base().is(Kind.VOID)) {
      tokens.diagnostics.error(at.place(), "cannot be dereferenced", "found " + e.type());
      return Builder.number(Type.INT, 0, at);
    }
    return new Load(e.type().base(), e, at);
  }

  private Expression postfix(Expression start) {
    Expression e = start;
    while (true) {
      Token at = tokens.peek();
      if (tokens.take("[")) {
        Expression index = expression();
        tokens.expect("]");
        boolean known = e.type() != Type.UNKNOWN && index.type() != Type.UNKNOWN;
        e = dereference(known ? build.binary("+", e, index, at) : unknown(at), at);
      } else if (tokens.take(".")) {
        boolean known = e.type() != Type.UNKNOWN;
        e = member(known ? build.address(e) : e, e.type(), tokens.name());
      } else if (tokens.take("->")) {
        Expression pointer = build.value(e);
        Type type = pointer.type().is(Kind.POINTER) ? pointer.type().base() : pointer.type();
        e = member(pointer, type, tokens.name());
      } else if (tokens.take("(")) {
        e = call(e, at);
      } else if (tokens.is("++") || tokens.is("--")) {
        tokens.next();
        Expression one = Builder.number(Type.INT, 1, at);
        e = update(e, at.text().substring(1), one, true, at);
      } else {
        return e;
      }
    }
  }

  private static Expression unknown(Token at) {
    return Builder.number(Type.UNKNOWN, 0, at);
  }

  private Expression member(Expression address, Type type, Token name) {
    Type.Member member = type.isAggregate() ? type.member(name.text()) : null;
    if (type == Type.UNKNOWN) {
      return Builder.number(type, 0, name);
    }
    if (member == null) {
      tokens.diagnostics.error(name.place(), "no member '" + name.text() + "'", "not in " + type);
      return unknown(name);
    }
    return Builder.member(address, member, name);
  }

  private Expression call(Expression callee, Token at) {
    Expression function = build.value(callee);
    List<Expression> arguments = new ArrayList<>();
    List<Token> places = new ArrayList<>();
    while (!tokens.is(")")) {
      places.add(tokens.peek());
      arguments.add(build.value(assignment()));
      if (!tokens.take(",")) {
        break;
      }
    }
    tokens.expect(")");
    Type pointer = function.type();
    if (pointer == Type.UNKNOWN) {
      return function;
    }
    if (!pointer.is(Kind.POINTER) || !pointer.base().is(Kind.FUNCTION)) {
      tokens.diagnostics.error(callee.at().place(), "this is no function", "found " + pointer);
      return Builder.number(Type.INT, 0, at);
    }
    Type type = pointer.base();
    int fixed = type.unprototyped ? arguments.size() : type.parameters.size();
    if (arguments.size() < fixed || arguments.size() > fixed && !type.variadic) {
      tokens.diagnostics.error(
          callee.at().place(),
          "wrong number of arguments",
          "takes " + fixed + ", given " + arguments.size());
      return new Call(type.base(), function, List.of(), 0, callee.at());
    }
    for (int i = 0; i < arguments.size(); i++) {
      Expression argument = arguments.get(i);
      boolean declared = i < type.parameters.size() && !type.unprototyped;
      arguments.set(
          i,
          declared
              ? build.assigned(argument, type.parameters.get(i), places.get(i), "an argument")
              : promotedArgument(argument));
    }
    formats.check(function, arguments, places);
    return new Call(type.base(), function, arguments, fixed, callee.at());
  }

  private static Expression promotedArgument(Expression e) {
    if (e.type().is(Kind.FLOAT)) {
      return Builder.cast(e, Type.DOUBLE, e.at());
    }
    return e.type().isInteger() ? Builder.cast(e, Builder.promoted(e.type()), e.at()) : e;
  }

  private Expression primary() {
    if (tokens.peek().kind() == Token.Kind.END
        || tokens.peek().kind() == Token.Kind.PUNCTUATOR && !tokens.is("(")) {
      throw tokens.error("expected an expression");
    }
    Token token = tokens.next();
    switch (token.kind()) {
      case INTEGER -> {
        return Builder.number(integerType(token), token.value(), token);
      }
      case CHARACTER -> {
        Type type = token.suffix().isEmpty() ? Type.INT : elementType(token);
        return Builder.number(type, token.value(), token);
      }
      case STRING -> {
        Symbol symbol = parser.string(token);
        return new Load(
            symbol.type, new Address(Type.pointer(symbol.type), symbol, 0, token), token);
      }
      case FLOATING -> {
        return real(token);
      }
      case IDENTIFIER -> {
        return identifier(token);
      }
      case PUNCTUATOR, NUMBER, OTHER, PACK, END -> {
        Expression e = expression();
        tokens.expect(")");
        return e;
      }
    }
    throw new IllegalStateException("token " + token.kind());
  }

  private Expression real(Token token) {
    Type type =
        switch (token.suffix()) {
          case "f" -> Type.FLOAT;
          case "l" -> Type.LDOUBLE;
          default -> Type.DOUBLE;
        };
    return Folding.real(type, Double.longBitsToDouble(token.value()), token);
  }

  private static Type integerType(Token token) {
    boolean decimal = token.suffix().startsWith("d");
    boolean unsigned = token.suffix().indexOf('u') >= 0;
    boolean wide = token.suffix().indexOf('l') >= 0;
    long value = token.value();
    if (!wide && !unsigned && value >= 0 && value <= Integer.MAX_VALUE) {
      return Type.INT;
    }
    if (!wide && (unsigned || !decimal) && value >= 0 && value <= 0xFFFF_FFFFL) {
      return Type.UINT;
    }
    if (token.suffix().contains("ll")) {
      return unsigned || value < 0 ? Type.ULLONG : Type.LLONG;
    }
    return unsigned || value < 0 ? Type.ULONG : Type.LONG;
  }

  private Expression identifier(Token token) {
    String name = token.text();
    if (name.startsWith(Builtins.PREFIX)) {
      return builtins.call(token);
    }
    if (Atomics.knows(name) && tokens.is("(")) {
      return atomics.call(token);
    }
    if (name.equals("_Generic")) {
      return generic(token);
    }
    if (name.equals("__func__")
        || name.equals("__FUNCTION__")
        || name.equals("__PRETTY_FUNCTION__")) {
      Token text = parser.functionName(token);
      Symbol symbol = parser.string(text);
      return new Load(symbol.type, new Address(Type.pointer(symbol.type), symbol, 0, token), token);
    }
    if (Declarators.UNSUPPORTED.contains(name)) {
      throw tokens.unsupported(token, "'" + name + "' is");
    }
    Scope.Meaning meaning = scope.find(name);
    return switch (meaning) {
      case Scope.Meaning.Constant c -> Builder.number(c.type(), c.value(), token);
      case Scope.Meaning.Automatic a -> new Variable(a.local().type, a.local(), token);
      case Scope.Meaning.Global g ->
          new Load(
              g.symbol().type,
              new Address(Type.pointer(g.symbol().type), g.symbol(), 0, token),
              token);
      case Scope.Meaning.Indirect i ->
          new Load(i.type(), new Variable(i.pointer().type, i.pointer(), token), token);
      case Scope.Meaning.Typedef _ -> throw expressionWanted(token);
      case null -> {
        String near = scope.nearest(name);
        String help = near == null ? null : "did you mean '" + near + "'?";
        if (tokens.is("(")) {
          tokens.diagnostics.warning(
              token.place(), "implicit declaration of function '" + name + "'", "not declared");
          Symbol symbol = parser.implicitFunction(token);
          Type pointer = Type.pointer(symbol.type);
          yield new Load(symbol.type, new Address(pointer, symbol, 0, token), token);
        }
        tokens.diagnostics.error(
            token.place(), "undeclared name '" + name + "'", "not declared", help);
        yield Builder.number(Type.UNKNOWN, 0, token);
      }
    };
  }

  private Tokens.SyntaxError expressionWanted(Token token) {
    tokens.diagnostics.error(token.place(), "expected an expression", "found a type");
    return new Tokens.SyntaxError();
  }

  /// The operands of `__builtin_offsetof`.
  Expression offsetOf(Token at) {
    Type type = parser.typeName();
    tokens.expect(",");
    Expression nothing = Builder.number(Type.pointer(type), 0, at);
    Expression e = member(nothing, type, tokens.name());
    while (tokens.is(".") || tokens.is("[")) {
      Token step = tokens.next();
      if (step.is(".")) {
        e = member(build.address(e), e.type(), tokens.name());
      } else {
        e = dereference(build.binary("+", e, expression(), step), step);
        tokens.expect("]");
      }
    }
    return Builder.cast(build.address(e), Type.ULONG, at);
  }

  /// A string literal's bytes with the final zero.
  static byte[] bytes(Token token) {
    String zero = "\0".repeat((int) elementType(token).size);
    return (token.bytes() + zero).getBytes(StandardCharsets.ISO_8859_1);
  }

  /// The type of a string literal.
  static Type stringType(Token token) {
    Type element = elementType(token);
    return Type.array(element, bytes(token).length / element.size);
  }

  /// The type of a string literal's elements, and of a character constant with a prefix.
  static Type elementType(Token token) {
    return switch (token.suffix()) {
      case "L" -> Type.INT;
      case "u" -> Type.USHORT;
      case "U" -> Type.UINT;
      default -> Type.CHAR;
    };
  }
}
