package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Comma;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.LocalAddress;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.build.Builder;
import dev.ringfence.c.build.Places;
import dev.ringfence.c.lex.Token;
import dev.ringfence.c.parse.Builtins.Once;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/// Builds expressions on gcc's vectors (gcc's manual, section 6.52), element by element. Their
/// values lie in memory and stand for their addresses, as structures do.
final class Vectors {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=");

  private final Tokens tokens;
  private final Parser parser;
  private final Builder build;

  Vectors(Tokens tokens, Parser parser, Builder build) {
    this.tokens = tokens;
    this.parser = parser;
    this.build = build;
  }

  static boolean concern(Expression one, Expression other) {
    return one.type().is(Kind.VECTOR) || other.type().is(Kind.VECTOR);
  }

  /// An operation on two vectors, or on one and a scalar, which then stands for each element. A
  /// comparison gives a vector of 0 and -1.
  Expression binary(String operator, Expression givenLeft, Expression givenRight, Token at) {
    Expression left = build.value(givenLeft);
    Expression right = build.value(givenRight);
    Type type = left.type().is(Kind.VECTOR) ? left.type() : right.type();
    boolean fits =
        left.type().is(Kind.VECTOR) && right.type().is(Kind.VECTOR)
            ? left.type().length == right.type().length && left.type().size == right.type().size
            : left.type().isArithmetic() || right.type().isArithmetic();
    if (!fits) {
      tokens.diagnostics.error(
          at.place(),
          "wrong operands of '" + operator + "'",
          "found " + left.type() + " and " + right.type());
      return left;
    }
    boolean compares = COMPARISONS.contains(operator);
    Type result = compares ? Type.vector(truth(type.base()), type.size) : type;
    Once l = operand(left, type, at);
    Once r = operand(right, type, at);
    IntFunction<Expression> element =
        i -> {
          Expression value =
              build.binary(operator, part(left.type(), l, i, at), part(right.type(), r, i, at), at);
          return compares ? build.unary("-", value, at) : value;
        };
    return l.before(r.before(made(result, element, at)));
  }

  /// The integer type in which a comparison of elements answers.
  private static Type truth(Type element) {
    return Types.current().ofSize((int) element.size, false);
  }

  Expression unary(String operator, Expression given, Token at) {
    Type type = given.type();
    Once v = operand(build.value(given), type, at);
    return v.before(made(type, i -> build.unary(operator, part(type, v, i, at), at), at));
  }

  /// An update: an operation and an assignment.
  Expression update(Expression target, String operator, Expression amount, boolean post, Token at) {
    Type type = target.type();
    Once place = parser.current.once(build.address(target), at);
    Expression object = new Load(type, place.value(), at);
    if (!post) {
      return place.before(build.assign(object, binary(operator, object, amount, at), at));
    }
    Once old = new Once(null, made(type, i -> element(type, place.value(), i, at), at), at);
    Local kept = parser.current.newLocal("", type);
    Expression value = new Expression.Variable(type, kept, at);
    Expression keep = new Expression.Assign(type, value, old.value(), at);
    Expression change = build.assign(object, binary(operator, object, amount, at), at);
    return place.before(new Comma(type, keep, new Comma(type, change, value, at), at));
  }

  /// The conversion to or from a vector, which keeps the bytes.
  Expression cast(Expression e, Type type, Token at) {
    if (e.type().size != type.size) {
      tokens.diagnostics.error(at.place(), "impossible cast", e.type() + " to " + type);
      return Builder.number(Type.signedInt(), 0, at);
    }
    if (e.type().is(Kind.VECTOR)) {
      return new Load(type, Places.retype(build.address(e), Type.pointer(type)), at);
    }
    Local local = parser.current.newLocal("", e.type());
    local.inMemory = true;
    Expression value = new Expression.Variable(e.type(), local, at);
    Expression store = new Expression.Assign(e.type(), value, e, at);
    Expression address = new LocalAddress(Type.pointer(type), local, 0, at);
    return new Load(type, new Comma(address.type(), store, address, at), at);
  }

  /// gcc's `__builtin_convertvector`.
  Expression converted(Expression e, Type type, Token at) {
    if (!type.is(Kind.VECTOR) || !e.type().is(Kind.VECTOR) || e.type().length != type.length) {
      tokens.diagnostics.error(at.place(), "impossible conversion", e.type() + " to " + type);
      return e;
    }
    Once v = operand(e, e.type(), at);
    return v.before(made(type, i -> part(e.type(), v, i, at), at));
  }

  /// gcc's `__builtin_shuffle` of one or two vectors by a mask.
  Expression shuffled(List<Expression> operands, Token at) {
    Type type = operands.getFirst().type();
    Type mask = operands.getLast().type();
    if (!type.is(Kind.VECTOR) || !mask.is(Kind.VECTOR) || mask.length != type.length) {
      tokens.diagnostics.error(at.place(), "wrong operands of '" + at.text() + "'", "no vectors");
      return operands.getFirst();
    }
    // Both vectors lie one behind the other, so that an element of the mask is an index.
    int vectors = operands.size() - 1;
    Local local = parser.current.newLocal("", Type.array(type, vectors));
    List<Expression> code = new ArrayList<>();
    for (int k = 0; k < vectors; k++) {
      Expression place = new LocalAddress(Type.pointer(type), local, k * type.size, at);
      code.add(build.assign(new Load(type, place, at), operands.get(k), at));
    }
    Once indices = operand(operands.getLast(), mask, at);
    Expression first = new LocalAddress(Type.pointer(type.base()), local, 0, at);
    Expression most = Builder.number(Type.signedInt(), vectors * type.length - 1, at);
    IntFunction<Expression> element =
        i -> {
          Expression index = build.binary("&", part(mask, indices, i, at), most, at);
          return new Load(type.base(), build.binary("+", first, index, at), at);
        };
    Expression result = indices.before(made(type, element, at));
    for (Expression store : code.reversed()) {
      result = new Comma(type, store, result, at);
    }
    return result;
  }

  /// An element of a vector, as an lvalue.
  Expression element(Expression vector, Expression index, Token at) {
    Expression first = Places.retype(build.address(vector), Type.pointer(vector.type().base()));
    return new Load(vector.type().base(), build.binary("+", first, index, at), at);
  }

  /// The address of a vector, or a scalar as its elements are, computed once.
  private Once operand(Expression e, Type vector, Token at) {
    return e.type().is(Kind.VECTOR)
        ? parser.current.once(build.address(e), at)
        : parser.current.once(Builder.cast(e, vector.base(), at), at);
  }

  private static Expression part(Type type, Once operand, int i, Token at) {
    return type.is(Kind.VECTOR) ? element(type, operand.value(), i, at) : operand.value();
  }

  private static Expression element(Type vector, Expression address, int i, Token at) {
    Type base = vector.base();
    return new Load(base, Places.offset(address, i * base.size, Type.pointer(base), at), at);
  }

  /// A new vector with these elements.
  private Expression made(Type type, IntFunction<Expression> elements, Token at) {
    Local local = parser.current.newLocal("", type);
    Expression address = new LocalAddress(Type.pointer(type), local, 0, at);
    Expression result = new Load(type, address, at);
    for (int i = (int) type.length - 1; i >= 0; i--) {
      Expression value = Builder.cast(elements.apply(i), type.base(), at);
      Expression target = element(type, address, i, at);
      Expression store = new Expression.Assign(type.base(), target, value, at);
      result = new Comma(type, store, result, at);
    }
    return result;
  }
}
