package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Address;
import dev.ringfence.c.ast.Expression.Cast;
import dev.ringfence.c.ast.Expression.Field;
import dev.ringfence.c.ast.Expression.Load;
import dev.ringfence.c.ast.Expression.LocalAddress;
import dev.ringfence.c.ast.Expression.Number;
import dev.ringfence.c.ast.Expression.Offset;
import dev.ringfence.c.ast.Expression.Variable;
import dev.ringfence.c.ast.Member;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.lex.Token;

/// Addresses of objects and of their members.
public final class Places {
  private Places() {}

  /// What the declaration of a variable asks for beyond its type's alignment.
  public static int alignment(Expression e) {
    return switch (e) {
      case Variable v -> v.local().align;
      case Load l when l.address() instanceof Address a && a.offset() == 0 -> a.symbol().align;
      default -> 0;
    };
  }

  /// An address as one of another type.
  public static Expression retype(Expression e, Type type) {
    return switch (e) {
      case Address a -> new Address(type, a.symbol(), a.offset(), a.at());
      case LocalAddress a -> new LocalAddress(type, a.local(), a.offset(), a.at());
      case Offset o -> new Offset(type, o.base(), o.offset(), o.at());
      case Number n -> new Number(type, n.value(), n.at());
      default -> new Cast(type, e, e.at());
    };
  }

  /// A member of the object at an address, as an lvalue.
  public static Expression member(Expression address, Member member, Token at) {
    return member(address, member, member.type(), at);
  }

  /// @param type the member's, with the qualifiers of the whole
  public static Expression member(Expression address, Member member, Type type, Token at) {
    if (member.isField()) {
      Type container = member.container();
      Type pointer = Type.pointer(type.isFar() ? container.far() : container);
      Expression place = offset(address, member.offset(), pointer, at);
      return new Field(type, place, container, member.bit(), member.width(), at);
    }
    return new Load(type, offset(address, member.offset(), Type.pointer(type), at), at);
  }

  public static Expression offset(Expression address, long by, Type type, Token at) {
    return switch (address) {
      case Address a -> new Address(type, a.symbol(), a.offset() + by, at);
      case LocalAddress a -> new LocalAddress(type, a.local(), a.offset() + by, at);
      case Offset o -> new Offset(type, o.base(), o.offset() + by, at);
      case Number n when n.type().isFarPointer() ->
          new Number(type, FarPointers.advanced(n.value(), by), at);
      case Number n -> new Number(type, n.value() + by, at);
      default -> by == 0 ? retype(address, type) : new Offset(type, address, by, at);
    };
  }
}
