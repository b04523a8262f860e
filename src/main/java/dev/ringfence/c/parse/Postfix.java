package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Call;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.FunctionBody;
import dev.ringfence.c.ast.Member;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.build.FixedForm;
import dev.ringfence.c.build.FormatCheck;
import dev.ringfence.c.build.Literals;
import dev.ringfence.c.build.Places;
import dev.ringfence.c.build.Promotions;
import dev.ringfence.c.lex.Place;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses primary and postfix expressions (C11 sections 6.5.1 and 6.5.2).
final class Postfix {
  private final Tokens tokens;
  private final Scope scope;
  private final Parser parser;
  private final Expressions expressions;
  private final Builder build;
  private final Builtins builtins;
  private final Atomics atomics;
  private final FormatCheck formats;

  /// Which undeclared names were told, once in each function.
  private final Set<String> undeclared = new HashSet<>();

  Postfix(
      Tokens tokens,
      Scope scope,
      Parser parser,
      Expressions expressions,
      Atomics atomics,
      Builder build) {
    this.tokens = tokens;
    this.scope = scope;
    this.parser = parser;
    this.expressions = expressions;
    this.build = build;
    this.atomics = atomics;
    builtins = new Builtins(tokens, parser, expressions, this, build);
    formats = new FormatCheck(tokens.diagnostics);
  }

  Expression parse() {
    return behind(primary());
  }

  /// What stands behind an expression.
  Expression behind(Expression start) {
    Expression e = start;
    while (true) {
      Token at = tokens.peek();
      if (tokens.take("[")) {
        Expression index = expressions.expression();
        tokens.expect("]");
        boolean known = e.type() != Type.UNKNOWN && index.type() != Type.UNKNOWN;
        if (e.type().is(Kind.VECTOR)) {
          e = expressions.vectors.element(e, index, at);
          continue;
        }
        e = dereference(known ? build.binary("+", e, index, at) : unknown(at), at);
      } else if (tokens.take(".")) {
        boolean known = e.type() != Type.UNKNOWN;
        Token name = tokens.name();
        e = known && !e.type().isAggregate() ? noObject(e, at) : e;
        e = member(e.type() == Type.UNKNOWN ? e : build.address(e), e.type(), name);
      } else if (tokens.take("->")) {
        Expression pointer = build.value(e);
        Token name = tokens.name();
        boolean known = pointer.type() != Type.UNKNOWN;
        pointer = known && !pointsToObject(pointer.type()) ? noPointer(pointer, at) : pointer;
        Type type = pointer.type() == Type.UNKNOWN ? Type.UNKNOWN : pointer.type().base();
        e = member(pointer, type, name);
      } else if (tokens.take("(")) {
        e = call(e, at);
      } else if (tokens.is("++") || tokens.is("--")) {
        tokens.next();
        Expression one = Builder.number(Type.signedInt(), 1, at);
        e = expressions.update(e, at.text().substring(1), one, true, at);
      } else {
        return e;
      }
    }
  }

  private static boolean pointsToObject(Type type) {
    return type.is(Kind.POINTER) && type.base().isAggregate();
  }

  private Expression noObject(Expression e, Token at) {
    String help = pointsToObject(e.type()) ? "write '->' behind a pointer" : null;
    tokens.diagnostics.error(at.place(), "no structure before '.'", "found " + e.type(), help);
    return unknown(at);
  }

  private Expression noPointer(Expression e, Token at) {
    String help = e.type().isAggregate() ? "write '.' behind a structure" : null;
    tokens.diagnostics.error(at.place(), "no pointer before '->'", "found " + e.type(), help);
    return unknown(at);
  }

  private static Expression unknown(Token at) {
    return Builder.number(Type.UNKNOWN, 0, at);
  }

  private Expression member(Expression address, Type type, Token name) {
    Member member = type.isAggregate() ? type.member(name.text()) : null;
    if (type == Type.UNKNOWN) {
      return Builder.number(type, 0, name);
    }
    if (member == null) {
      List<String> names = type.members.stream().map(Member::name).toList();
      tokens.diagnostics.error(
          name.place(),
          "no member '" + name.text() + "'",
          "not in " + type,
          Scope.help(name.text(), names));
      return unknown(name);
    }
    Type near = member.type().qualified(type.isConst, type.isVolatile);
    Type qualified = type.isFar() ? near.far() : near;
    return Places.member(address, member, qualified, name);
  }

  /// The call of a function that is named, with one argument.
  Expression call(Token name, Expression argument) {
    Expression callee = identifier(name);
    List<Expression> arguments = new ArrayList<>(List.of(argument));
    return call(callee, build.value(callee), arguments, List.of(name), name);
  }

  private static @Nullable String declaredAs(Expression function) {
    if (!(function instanceof Address a)) {
      return null;
    }
    Place place = a.symbol().declared.place();
    String where = place.source().library() ? place.source().name() : "line " + place.line();
    return "'" + a.symbol().name + "' is declared as " + a.symbol().type + " in " + where;
  }

  private Expression call(Expression callee, Token at) {
    Expression function = build.value(callee);
    List<Token> places = new ArrayList<>();
    return call(callee, function, arguments(places), places, at);
  }

  /// Parses the arguments of a call, from behind its parenthesis on.
  ///
  /// @param places takes where they stand
  List<Expression> arguments(List<Token> places) {
    List<Expression> arguments = new ArrayList<>();
    while (!tokens.is(")")) {
      places.add(tokens.peek());
      arguments.add(build.value(expressions.assignment()));
      if (!tokens.take(",")) {
        break;
      }
    }
    tokens.expect(")");
    return arguments;
  }

  /// @param function the callee's value
  /// @param places where the arguments stand
  Expression call(
      Expression callee,
      Expression function,
      List<Expression> arguments,
      List<Token> places,
      Token at) {
    Type pointer = function.type();
    if (pointer == Type.UNKNOWN) {
      return function;
    }
    if (!pointer.is(Kind.POINTER) || !pointer.base().is(Kind.FUNCTION)) {
      tokens.diagnostics.error(callee.at().place(), "this is no function", "found " + pointer);
      return Builder.number(Type.signedInt(), 0, at);
    }
    Type type = pointer.base();
    int fixed = type.unprototyped ? arguments.size() : type.parameters.size();
    if (arguments.size() < fixed || arguments.size() > fixed && !type.variadic) {
      tokens.diagnostics.error(
          callee.at().place(),
          "wrong number of arguments",
          "takes " + fixed + ", given " + arguments.size(),
          declaredAs(function));
      return new Call(type.base(), function, List.of(), 0, null, callee.at());
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
    Expression chain = parser.current.chain(function, at);
    Call call = new Call(type.base(), function, arguments, fixed, chain, callee.at());
    return FixedForm.of(call, name -> parser.linkage.known(name, at));
  }

  private static Expression promotedArgument(Expression e) {
    if (e.type().is(Kind.FLOAT)) {
      return Builder.cast(e, Type.DOUBLE, e.at());
    }
    return e.type().isInteger() ? Builder.cast(e, Promotions.promoted(e.type()), e.at()) : e;
  }

  Expression dereference(Expression pointer, Token at) {
    Expression e = build.value(pointer);
    if (e.type() == Type.UNKNOWN) {
      return e;
    }
    if (!e.type().is(Kind.POINTER)) {
      tokens.diagnostics.error(at.place(), "cannot be dereferenced", "found " + e.type());
      return Builder.number(Type.signedInt(), 0, at);
    }
    return new Load(e.type().base(), e, at);
  }

  private Expression primary() {
    if (tokens.peek().kind() == Token.Kind.END
        || tokens.peek().kind() == Token.Kind.PUNCTUATOR && !tokens.is("(")) {
      throw tokens.error("expected an expression");
    }
    Token token = tokens.next();
    switch (token.kind()) {
      case INTEGER -> {
        return Builder.number(Literals.integerType(token), token.value(), token);
      }
      case CHARACTER -> {
        Type type = token.suffix().isEmpty() ? Type.signedInt() : Literals.elementType(token);
        return Builder.number(type, token.value(), token);
      }
      case STRING -> {
        return named(parser.current.string(token), token);
      }
      case FLOATING -> {
        return Literals.real(token);
      }
      case IDENTIFIER -> {
        return identifier(token);
      }
      case PUNCTUATOR, NUMBER, OTHER, PACK, END -> {
        Expression e = expressions.expression();
        tokens.expect(")");
        return e;
      }
    }
    throw new IllegalStateException("token " + token.kind());
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
      Token text = parser.current.functionName(token);
      return named(parser.current.string(text), token);
    }
    if (TypeWords.isUnsupported(name)) {
      throw tokens.unsupported(token, "'" + name + "' is");
    }
    Scope.Meaning meaning = scope.find(name);
    return switch (meaning) {
      case Scope.Meaning.Constant c -> Builder.number(c.type(), c.value(), token);
      case Scope.Meaning.Automatic a -> parser.current.variable(a.local(), token);
      case Scope.Meaning.Global g when g.symbol().around != null && !tokens.is("(") ->
          new Load(g.symbol().type, parser.current.nestedPointer(g.symbol(), token), token);
      case Scope.Meaning.Global g -> named(g.symbol(), token);
      case Scope.Meaning.Indirect i ->
          new Load(i.type(), parser.current.array(i.pointer(), token), token);
      case Scope.Meaning.Typedef _ -> throw expressionWanted(token);
      case null -> {
        if (TypeWords.isKeyword(name)) {
          tokens.back(1);
          throw tokens.error("expected an expression");
        }
        String help = scope.help(name);
        if (name.equals("alloca") && tokens.is("(")) {
          yield builtins.call(token.spelled(Builtins.PREFIX + name));
        }
        if (tokens.is("(")) {
          tokens.diagnostics.warning(
              token.place(),
              "implicit declaration of function '" + name + "'",
              "not declared",
              help);
          yield named(parser.linkage.implicitFunction(token), token);
        }
        FunctionBody function = parser.current.get();
        if (undeclared.add(name + " " + (function == null ? "" : function.symbol.name))) {
          tokens.diagnostics.error(
              token.place(), "undeclared name '" + name + "'", "not declared", help);
        }
        yield Builder.number(Type.UNKNOWN, 0, token);
      }
    };
  }

  private static Expression named(Symbol symbol, Token at) {
    symbol.used = true;
    return new Load(symbol.type, new Address(Type.pointer(symbol.type), symbol, 0, at), at);
  }

  private Tokens.SyntaxError expressionWanted(Token token) {
    tokens.diagnostics.error(token.place(), "expected an expression", "found a type");
    return new Tokens.SyntaxError();
  }

  /// A generic selection (C11 section 6.5.1.1).
  private Expression generic(Token at) {
    tokens.expect("(");
    Expression given = expressions.assignment();
    Type type = build.value(given).type();
    // A bit-field's type is one of its own in gcc, unless it is as wide as what it is declared as.
    boolean named =
        !(given instanceof Expression.Field f) || f.width() == Byte.SIZE * f.type().size;
    Expression chosen = null;
    Expression otherwise = null;
    while (tokens.take(",")) {
      boolean isDefault = tokens.take("default");
      Type candidate = isDefault ? type : parser.typeName();
      tokens.expect(":");
      Expression e = expressions.assignment();
      if (isDefault) {
        otherwise = e;
      } else if (named
          && !candidate.isConst
          && !candidate.isVolatile
          && candidate.isSame(type)
          && chosen == null) {
        chosen = e;
      }
    }
    tokens.expect(")");
    Expression result = chosen == null ? otherwise : chosen;
    if (result == null) {
      tokens.diagnostics.error(at.place(), "no association matches", "the type is " + type);
      return Builder.number(Type.signedInt(), 0, at);
    }
    return result;
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
        e = dereference(build.binary("+", e, expressions.expression(), step), step);
        tokens.expect("]");
      }
    }
    return Builder.cast(build.address(e), Type.sizeType(), at);
  }
}
