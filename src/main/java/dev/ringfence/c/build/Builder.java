package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Assign;
import dev.ringfence.c.ast.Expression.Binary;
import dev.ringfence.c.ast.Expression.Cast;
import dev.ringfence.c.ast.Expression.Field;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.LocalAddress;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Expression.Real;
import dev.ringfence.c.ast.Expression.Unary;
import dev.ringfence.c.ast.Expression.Update;
import dev.ringfence.c.ast.Expression.Variable;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Token;
import java.math.BigInteger;
import java.util.Set;

/// Builds typed expressions: checks operands, makes conversions explicit (C11 section 6.3) and
/// folds constants.
public final class Builder {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=");

  private final Diagnostics diagnostics;
  private final Assignments assignments;

  public Builder(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    assignments = new Assignments(diagnostics);
  }

  /// A constant; of a floating type if that is asked for.
  public static Expression number(Type type, long value, Token at) {
    if (type.isWide()) {
      return WideIntegers.constant(type, BigInteger.valueOf(value), at);
    }
    if (type.isComplex()) {
      return ComplexNumbers.constant(type, value, 0, at);
    }
    return type.isFloating()
        ? Folding.real(type, (double) value, at)
        : new Number(type, fit(type, value), at);
  }

  /// The value as the type holds it.
  public static long fit(Type type, long value) {
    if (type.is(Kind.BOOL)) {
      return value != 0 ? 1 : 0;
    }
    if (type.isNarrow()) {
      int above = Long.SIZE - type.precision();
      return type.unsigned ? value << above >>> above : value << above >> above;
    }
    return switch ((int) type.size) {
      case 1 -> type.unsigned ? value & 0xFF : (byte) value;
      case 2 -> type.unsigned ? value & 0xFFFF : (short) value;
      case 4 -> type.unsigned ? value & 0xFFFF_FFFFL : (int) value;
      default -> value;
    };
  }

  /// An expression as a value: arrays and functions become pointers.
  public Expression value(Expression e) {
    Type type = e.type();
    if (type.is(Kind.ARRAY)) {
      return Places.retype(address(e), Type.pointer(type.base()));
    }
    if (type.is(Kind.FUNCTION)) {
      return Places.retype(address(e), Type.pointer(type));
    }
    if (type.isFar()) {
      if (type.isValueInMemory()) {
        diagnostics.error(
            e.at().place(), "what a far pointer points to is copied member by member", "here");
        return number(Type.UNKNOWN, 0, e.at());
      }
      return plain(e, type.near());
    }
    if (type.plain != null) {
      return plain(e, type.plain.unqualified());
    }
    if (type != type.unqualified()) {
      return plain(e, type.unqualified());
    }
    Field field = Promotions.fieldOf(e);
    return field == null ? e : cast(e, Promotions.promoted(field), e.at());
  }

  /// The value of an `_Atomic` object, or of a qualified structure.
  private static Expression plain(Expression e, Type type) {
    return switch (e) {
      case Load l -> new Load(type, l.address(), l.order(), l.at());
      case Variable v -> new Variable(type, v.local(), v.at());
      default -> new Cast(type, e, e.at());
    };
  }

  /// The address of an lvalue.
  public Expression address(Expression e) {
    if (e.type() == Type.UNKNOWN) {
      return e;
    }
    Type pointer = Type.pointer(e.type());
    if (e instanceof Variable v) {
      v.local().inMemory = true;
      return new LocalAddress(pointer, v.local(), 0, e.at());
    }
    if (e instanceof Load load) {
      return Places.retype(load.address(), pointer);
    }
    if (e instanceof Field) {
      diagnostics.error(e.at().place(), "a bit-field has no address", "here");
      return number(pointer, 0, e.at());
    }
    if (e.type().isValueInMemory()) {
      return new Cast(pointer, e, e.at());
    }
    diagnostics.error(e.at().place(), "this has no address", "not an lvalue");
    return number(pointer, 0, e.at());
  }

  /// A conversion that the program asked for, or that has been found legal.
  public static Expression cast(Expression e, Type type, Token at) {
    if ((type.isWide() || e.type().isWide()) && type.isScalar()) {
      return e.type().isWide() && e.type().matches(type) ? e : WideIntegers.cast(e, type, at);
    }
    if ((type.isComplex() || e.type().isComplex()) && type.isArithmetic()) {
      return e.type() == type ? e : ComplexNumbers.cast(e, type, at);
    }
    Expression constant = type.isScalar() ? Folding.convert(e, type, at) : null;
    if (constant != null) {
      return constant;
    }
    if (type.is(Kind.POINTER) && e.type().is(Kind.POINTER)) {
      return type.size == e.type().size
          ? Places.retype(e, type)
          : new Cast(type, type.isFarPointer() ? FarPointers.of(e, at) : e, at);
    }
    if (e.type().isArithmetic() && type.isArithmetic() && e.type().matches(type)) {
      return e;
    }
    return new Cast(type, e, at);
  }

  /// The conversion of an assignment (C11 section 6.5.16.1), with what gcc only warns about warned
  /// of.
  public Expression assigned(Expression given, Type to, Token at, String what) {
    Expression e = value(given);
    Type type = to.plain == null ? to.unqualified() : to.plain.unqualified();
    if (e.type() == Type.UNKNOWN || type == Type.UNKNOWN) {
      return number(type.isScalar() ? type : Type.UNKNOWN, 0, at);
    }
    boolean legal = assignments.isLegal(e, type, at, what);
    if (Assignments.isWhole(e.type(), type)) {
      return e;
    }
    return legal ? cast(e, type, at) : number(type, 0, at);
  }

  public Expression assign(Expression target, Expression given, Token at) {
    assignments.checkTarget(target, at);
    if (target.type().isFar() && target.type().isValueInMemory()) {
      diagnostics.error(
          at.place(), "what a far pointer points to is copied member by member", "here");
    }
    Expression value = assigned(given, target.type(), at, "an assignment");
    return new Assign(target.type(), target, value, at);
  }

  public Expression update(
      Expression target, String operator, Expression given, boolean post, Token at) {
    assignments.checkTarget(target, at);
    Expression amount = value(given);
    Type type = target.type();
    if (type.is(Kind.POINTER) && (operator.equals("+") || operator.equals("-"))) {
      Expression scaled = scaled(amount, type.base(), at);
      return new Update(type, target, operator, scaled, type, post, at);
    }
    if (!operates(operator, type, amount.type())) {
      return bad(operator, type, amount.type(), at);
    }
    boolean shift = operator.equals("<<") || operator.equals(">>");
    Type old = target instanceof Field f ? Promotions.promoted(f) : Promotions.promoted(type);
    Type wide = Promotions.full(shift ? old : Promotions.common(old, amount.type()));
    Expression operand = shift ? amount : cast(amount, wide, at);
    return new Update(type, target, operator, operand, wide, post, at);
  }

  /// Whether an operator other than a comparison takes operands of these types, none a pointer.
  private static boolean operates(String operator, Type left, Type right) {
    return switch (operator) {
      case "+", "-", "*", "/" -> left.isArithmetic() && right.isArithmetic();
      default -> left.isInteger() && right.isInteger();
    };
  }

  private Expression bad(String operator, Type left, Type right, Token at) {
    if (left == Type.UNKNOWN || right == Type.UNKNOWN) {
      return number(Type.UNKNOWN, 0, at);
    }
    diagnostics.error(
        at.place(), "wrong operands of '" + operator + "'", "found " + left + " and " + right);
    return number(Type.signedInt(), 0, at);
  }

  /// The size of a type in bytes, as a long or unsigned long; that of an incomplete type is 1, as
  /// gcc has it for `void`.
  public Expression sizeOf(Type type, Type as, Token at) {
    Local count = type.count;
    if (!type.isVariable()) {
      return number(as, Math.max(type.is(Kind.VOID) ? 1 : 0, type.size), at);
    }
    Expression elements =
        count == null
            ? number(as, type.length, at)
            : cast(new Variable(count.type, count, at), as, at);
    return arithmetic("*", elements, sizeOf(type.base(), as, at), as, at);
  }

  /// A number of elements in bytes.
  public Expression scaled(Expression index, Type element, Token at) {
    if (element.size < 0 && !element.isVariable() || !index.type().isInteger()) {
      diagnostics.error(
          at.place(), "wrong pointer arithmetic", "on " + element + " with " + index.type());
      return number(Type.LLONG, 0, at);
    }
    return arithmetic(
        "*", cast(index, Type.LLONG, at), sizeOf(element, Type.LLONG, at), Type.LLONG, at);
  }

  public Expression unary(String operator, Expression given, Token at) {
    Expression e = value(given);
    if (operator.equals("!")) {
      return binary("==", e, number(Type.signedInt(), 0, at), at);
    }
    if (!e.type().isInteger()
        && !e.type().isComplex()
        && (operator.equals("~") || !e.type().isFloating())) {
      return bad(operator, e.type(), e.type(), at);
    }
    Type type = Promotions.promoted(e.type());
    Expression operand = cast(e, type, at);
    if (operator.equals("+")) {
      boolean constant = operand instanceof Number || operand instanceof Real;
      return constant
          ? operand
          : new Expression.Comma(type, number(Type.signedInt(), 0, at), operand, at);
    }
    return negated(operator, operand, type, at);
  }

  /// The result of `-` or `~` on an operand of the result's type.
  public static Expression negated(String operator, Expression operand, Type type, Token at) {
    if (type.isWide()) {
      return WideIntegers.unary(operator, operand, at);
    }
    if (type.isComplex()) {
      return ComplexNumbers.unary(operator, operand, at);
    }
    if (operand instanceof Real r) {
      return Folding.real(type, -r.value(), at);
    }
    if (operand instanceof Number n) {
      return number(type, operator.equals("-") ? -n.value() : ~n.value(), at);
    }
    if (type.isNarrow()) {
      return cast(
          new Unary(Promotions.full(type), operator, cast(operand, Promotions.full(type), at), at),
          type,
          at);
    }
    return new Unary(type, operator, operand, at);
  }

  public Expression binary(String operator, Expression givenLeft, Expression givenRight, Token at) {
    Expression left = value(givenLeft);
    Expression right = value(givenRight);
    boolean leftPointer = left.type().is(Kind.POINTER);
    boolean rightPointer = right.type().is(Kind.POINTER);
    if (!left.type().isScalar() || !right.type().isScalar()) {
      return bad(operator, left.type(), right.type(), at);
    }
    if (COMPARISONS.contains(operator)) {
      return comparison(operator, left, right, at);
    }
    if (operator.equals("+") && leftPointer != rightPointer) {
      return leftPointer ? pointer(left, right, 1, at) : pointer(right, left, 1, at);
    }
    if (operator.equals("-") && leftPointer) {
      return rightPointer ? difference(left, right, at) : pointer(left, right, -1, at);
    }
    if (!operates(operator, left.type(), right.type())) {
      return bad(operator, left.type(), right.type(), at);
    }
    if (operator.equals("<<") || operator.equals(">>")) {
      Type type = Promotions.promoted(left.type());
      Expression count = right.type().isWide() ? cast(right, Type.LLONG, at) : right;
      return arithmetic(operator, cast(left, type, at), count, type, at);
    }
    Expression mixed = ComplexNumbers.mixed(operator, left, right, at);
    if (mixed != null) {
      return mixed;
    }
    Type type = Promotions.common(left.type(), right.type());
    return arithmetic(operator, cast(left, type, at), cast(right, type, at), type, at);
  }

  private Expression comparison(String operator, Expression left, Expression right, Token at) {
    boolean pointers = left.type().is(Kind.POINTER) || right.type().is(Kind.POINTER);
    if (pointers && (left.type().isFloating() || right.type().isFloating())) {
      return bad(operator, left.type(), right.type(), at);
    }
    boolean complex = left.type().isComplex() || right.type().isComplex();
    boolean equality = operator.equals("==") || operator.equals("!=");
    if (complex && (pointers || !equality)) {
      return bad(operator, left.type(), right.type(), at);
    }
    Type type = pointers ? Type.unsignedLong() : Promotions.common(left.type(), right.type());
    Expression l = cast(left, type, at);
    Expression r = cast(right, type, at);
    return switch (operator) {
      case ">" -> arithmetic("<", r, l, Type.signedInt(), at);
      case ">=" -> arithmetic("<=", r, l, Type.signedInt(), at);
      default -> arithmetic(operator, l, r, Type.signedInt(), at);
    };
  }

  private Expression pointer(Expression pointer, Expression index, int sign, Token at) {
    Expression by = scaled(index, pointer.type().base(), at);
    if (by instanceof Number n) {
      return Places.offset(pointer, sign * n.value(), pointer.type(), at);
    }
    return new Binary(pointer.type(), sign > 0 ? "+" : "-", pointer, by, at);
  }

  private Expression difference(Expression left, Expression right, Token at) {
    Type type = Types.current().difference();
    Expression bytes = new Binary(type, "-", cast(left, type, at), cast(right, type, at), at);
    Expression size = sizeOf(left.type().base(), type, at);
    boolean single = size instanceof Number n && n.value() == 1;
    return single ? bytes : arithmetic("/", bytes, size, type, at);
  }

  private Expression arithmetic(
      String operator, Expression left, Expression right, Type type, Token at) {
    if (type.isNarrow()) {
      Type full = Promotions.full(type);
      Expression l = cast(left, full, at);
      Expression r = right.type().isNarrow() ? cast(right, full, at) : right;
      return cast(arithmetic(operator, l, r, full, at), type, at);
    }
    if (left.type().isWide()) {
      return WideIntegers.binary(operator, left, right, type, at);
    }
    if (left.type().isComplex()) {
      return ComplexNumbers.binary(operator, left, right, type, at);
    }
    boolean divides = operator.equals("/") || operator.equals("%");
    if (divides && right instanceof Number r && r.value() == 0) {
      diagnostics.warning(at.place(), "division by zero", "here");
    } else {
      Expression constant = Folding.fold(operator, left, right, type, at);
      if (constant != null) {
        return constant;
      }
    }
    return new Binary(type, operator, left, right, at);
  }

  /// A test for an `if`: any scalar, as an integer or a pointer.
  public Expression test(Expression given) {
    Expression e = value(given);
    if (!e.type().isScalar()) {
      diagnostics.error(e.at().place(), "this cannot be a condition", "found " + e.type());
    }
    boolean compared = e.type().isFloating() || e.type().isWide() || e.type().isComplex();
    return compared ? binary("!=", e, number(e.type(), 0, e.at()), e.at()) : e;
  }
}
