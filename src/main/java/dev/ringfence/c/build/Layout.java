package dev.ringfence.c.build;

import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.ast.Member;

/// Gives the members of a structure or union their places (System V ABI for x86-64, section 3.1.2).
public final class Layout {
  private final Type type;
  private final int pack;
  private long bits;
  private long most;

  /// @param pack what `#pragma pack` allows at most, 0 for anything
  public Layout(Type type, int pack) {
    this.type = type;
    this.pack = pack;
  }

  private int natural(Type member, boolean packed) {
    return packed ? 1 : allowed(member.align);
  }

  /// What `#pragma pack` leaves of an alignment.
  private int allowed(int align) {
    return pack > 0 ? Math.min(pack, align) : align;
  }

  /// Places an ordinary member.
  ///
  /// @param align what the declaration asks for, 0 for nothing
  /// @param packed whether it follows the one before without a gap
  public void add(String name, Type member, int align, boolean packed) {
    int aligned = Math.max(natural(member, packed), allowed(align));
    bits = (bits + 8L * aligned - 1) / (8L * aligned) * (8L * aligned);
    type.members.add(new Member(name, member, bits / 8));
    type.align = Math.max(type.align, aligned);
    advance(8 * Math.max(0, member.size));
  }

  /// Places a bit-field. It lies within one aligned unit of its type, unless it is packed or there
  /// is a `#pragma pack`; one of width 0 makes the next one begin a new unit.
  ///
  /// @param name empty if it only pads
  public void addField(String name, Type member, int width, int asked, boolean packed) {
    long unit = 8 * member.size;
    int align = allowed(asked);
    if (align > 0) {
      bits = (bits + 8L * align - 1) / (8L * align) * (8L * align);
    }
    if (width == 0 || !packed && pack == 0 && bits / unit != (bits + width - 1) / unit) {
      bits = (bits + unit - 1) / unit * unit;
    }
    if (!name.isEmpty()) {
      type.members.add(field(name, member, width, packed));
      type.align = Math.max(type.align, Math.max(natural(member, packed), align));
    }
    advance(width);
  }

  /// A field in the smallest aligned container that holds it, which then lies in the object.
  private Member field(String name, Type member, int width, boolean packed) {
    long container = 8;
    if (!packed && pack == 0) {
      while (bits / container != (bits + width - 1) / container) {
        container *= 2;
      }
    }
    long offset = bits / container * container / 8;
    return new Member(name, member, offset, (int) (bits % container), width);
  }

  private void advance(long by) {
    most = Math.max(most, bits + by);
    bits = type.is(Kind.UNION) ? 0 : bits + by;
  }

  /// Completes the type.
  ///
  /// @param align what an attribute asks for, 0 for nothing
  public void finish(int align) {
    int alignment = Math.max(type.align, align);
    long bytes = (most + 7) / 8;
    type.complete((bytes + alignment - 1) / alignment * alignment, alignment);
  }
}
