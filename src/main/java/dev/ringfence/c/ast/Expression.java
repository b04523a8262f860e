package dev.ringfence.c.ast;

import dev.ringfence.c.AccessOrder;
import dev.ringfence.c.lex.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expression whose type is known and whose conversions are explicit. A value of structure type
/// stands for its address.
public sealed interface Expression {
  Type type();

  Token at();

  record Number(Type type, long value, Token at) implements Expression {}

  /// A floating-point constant, which its type can hold.
  record Real(Type type, double value, Token at) implements Expression {}

  /// The address of a function or of an object with static storage, plus an offset.
  record Address(Type type, Symbol symbol, long offset, Token at) implements Expression {}

  /// A local variable.
  record Variable(Type type, Local local, Token at) implements Expression {}

  /// The address of a local variable, plus an offset.
  record LocalAddress(Type type, Local local, long offset, Token at) implements Expression {}

  /// An address plus a constant.
  record Offset(Type type, Expression base, long offset, Token at) implements Expression {}

  /// What lies at an address.
  ///
  /// @param order how an access to it stands to those of other threads
  record Load(Type type, Expression address, AccessOrder order, Token at) implements Expression {
    public Load(Type type, Expression address, Token at) {
      this(type, address, type.plain == null ? AccessOrder.PLAIN : AccessOrder.SEQUENTIAL, at);
    }
  }

  /// A bit-field of the structure at an address. Its bits begin at `bit` of the container there.
  record Field(Type type, Expression address, Type container, int bit, int width, Token at)
      implements Expression {}

  /// `-` and `~`.
  record Unary(Type type, String operator, Expression operand, Token at) implements Expression {}

  /// Arithmetic on two operands of the result's type (a shift's count may differ), and comparisons
  /// of two operands of one type.
  record Binary(Type type, String operator, Expression left, Expression right, Token at)
      implements Expression {}

  /// `&&` and `||`.
  record Logical(Type type, boolean and, Expression left, Expression right, Token at)
      implements Expression {}

  record Conditional(Type type, Expression test, Expression yes, Expression no, Token at)
      implements Expression {}

  record Comma(Type type, Expression first, Expression second, Token at) implements Expression {}

  record Assign(Type type, Expression target, Expression value, Token at) implements Expression {}

  /// A compound assignment, or an increment, whose value is the old one if it is a postfix one. The
  /// operation is done in `wide`.
  record Update(
      Type type,
      Expression target,
      String operator,
      Expression amount,
      Type wide,
      boolean postfix,
      Token at)
      implements Expression {}

  record Cast(Type type, Expression operand, Token at) implements Expression {}

  /// @param fixed how many arguments are not further ones of a variadic function
  /// @param chain of a nested function's call the environment of the function around it
  record Call(
      Type type,
      Expression function,
      List<Expression> arguments,
      int fixed,
      @Nullable Expression chain,
      Token at)
      implements Expression {}

  /// The address of so many new bytes on the stack, aligned to 16, which stay until the function
  /// returns or a [Statement.Release].
  record Allocate(Type type, Expression size, Token at) implements Expression {}

  /// gcc's `({ ... })`: statements, and the value of the last one if it is an expression.
  record Block(Type type, Statement code, @Nullable Expression value, Token at)
      implements Expression {}

  /// An operation of the machine that C has no word for: an [dev.ringfence.c.Op] with an immediate.
  record Intrinsic(Type type, int operation, int immediate, List<Expression> arguments, Token at)
      implements Expression {}
}
