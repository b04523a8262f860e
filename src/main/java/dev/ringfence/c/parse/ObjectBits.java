package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Assign;
import dev.ringfence.c.ast.Expression.Comma;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.LocalAddress;
import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.lex.Token;

/// Takes the bytes of a floating-point number or a small structure for an integer, and back: atomic
/// instructions know only integers.
final class ObjectBits {
  private final Parser parser;

  ObjectBits(Parser parser) {
    this.parser = parser;
  }

  /// The integer type that stands for a type; the type itself if it is one, or if none has its
  /// size.
  static Type representing(Type type) {
    if (!type.isFloating() && !type.isAggregate()) {
      return type;
    }
    // A long double holds what it does in its first eight bytes.
    return switch (type.isFloating() ? (int) Math.min(type.size, Long.BYTES) : (int) type.size) {
      case 1, 2, 4, 8 -> Types.current().ofSize((int) Math.min(type.size, Long.BYTES), true);
      default -> type;
    };
  }

  /// The integer that has the bytes of a value.
  Expression of(Expression value, Token at) {
    Type integer = representing(value.type());
    return integer == value.type() ? value : reread(value, integer, at);
  }

  /// The value that has the bytes of an integer.
  Expression as(Type type, Expression integer, Token at) {
    return representing(type) == type ? integer : reread(integer, type, at);
  }

  private Expression reread(Expression value, Type as, Token at) {
    Type from = value.type();
    Local local = parser.current.newLocal("", from.size > as.size ? from : as);
    local.inMemory = true;
    Expression target = new Load(from, new LocalAddress(Type.pointer(from), local, 0, at), at);
    Expression address = new LocalAddress(Type.pointer(as), local, 0, at);
    Expression store = new Assign(from, target, value, at);
    return new Load(as, new Comma(address.type(), store, address, at), at);
  }
}
