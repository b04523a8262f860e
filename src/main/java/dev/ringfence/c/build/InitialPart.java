package dev.ringfence.c.build;

import dev.ringfence.c.ast.Expression;
import dev.ringfence.c.ast.Member;

/// An initial value for a part of an object.
///
/// @param place the part, as an unnamed member of the object
public record InitialPart(Member place, Expression value) {
  /// The first byte behind the part.
  public long end() {
    int bits = place.bit() + place.width();
    long size = place.isField() ? (bits + 7) / 8 : Math.max(0, place.type().size);
    return place.offset() + size;
  }
}
