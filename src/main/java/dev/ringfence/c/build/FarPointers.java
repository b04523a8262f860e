package dev.ringfence.c.build;

import dev.ringfence.c.Op;
import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Expression.Binary;
import dev.ringfence.c.ast.Expression.Cast;
import dev.ringfence.c.ast.Expression.Intrinsic;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.lex.Token;
import java.util.List;

/// Far pointers of machines of 16 bits: the segment in the upper half, the offset in the lower one.
final class FarPointers {
  private static final int OFFSET = 0xFFFF;

  private FarPointers() {}

  /// A near pointer as a number that is the far pointer to the same: in the data segment.
  static Expression of(Expression near, Token at) {
    Type number = Type.unsignedLong();
    Expression segment = new Intrinsic(number, Op.SEGMENT, 0, List.of(), at);
    Expression shift = Builder.number(number, Short.SIZE, at);
    Expression upper = new Binary(number, "<<", segment, shift, at);
    return new Binary(number, "|", upper, new Cast(number, near, at), at);
  }

  /// A constant pointer with its offset advanced.
  static long advanced(long pointer, long by) {
    return pointer & ~(long) OFFSET | pointer + by & OFFSET;
  }
}
