package dev.ringfence.c.ast;

/// A member of a structure or union; the name is empty for an anonymous one.
///
/// @param bit of a bit-field its first bit, counted from the byte at the offset
/// @param width of a bit-field its bits, otherwise 0
public record Member(String name, Type type, long offset, int bit, int width) {
  public Member(String name, Type type, long offset) {
    this(name, type, offset, 0, 0);
  }

  public boolean isField() {
    return width > 0;
  }

  /// The member as one of an object that lies so many bytes further on.
  public Member moved(long by) {
    return new Member(name, type, offset + by, bit, width);
  }

  /// The least unsigned type that holds a bit-field's bits from the byte at the offset on.
  public Type container() {
    int bits = bit + width;
    int bytes = bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
    return Types.current().ofSize(bytes, true);
  }
}
