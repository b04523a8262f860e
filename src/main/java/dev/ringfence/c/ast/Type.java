package dev.ringfence.c.ast;

import dev.ringfence.machine.DataModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A C type, laid out as the [DataModel] has it.
public final class Type {
  /// What sort of type. An enumeration is an `INT`.
  public enum Kind {
    VOID,
    BOOL,
    CHAR,
    SIGNED_CHAR,
    SHORT,
    INT,
    LONG,
    LONG_LONG,
    INT128,
    FLOAT,
    DOUBLE,
    LONG_DOUBLE,
    COMPLEX,
    POINTER,
    ARRAY,
    VECTOR,
    FUNCTION,
    STRUCT,
    UNION
  }

  public static final Type VOID = new Type(Kind.VOID, 1, 1, false);
  public static final Type BOOL = new Type(Kind.BOOL, 1, 1, true);
  public static final Type CHAR = new Type(Kind.CHAR, 1, 1, false);
  public static final Type SCHAR = new Type(Kind.SIGNED_CHAR, 1, 1, false);
  public static final Type UCHAR = new Type(Kind.CHAR, 1, 1, true);
  public static final Type SHORT = new Type(Kind.SHORT, 2, 2, false);
  public static final Type USHORT = new Type(Kind.SHORT, 2, 2, true);

  /// Of what has been told to be wrong: nothing more is told of it.
  public static final Type UNKNOWN = new Type(Kind.INT, 4, 4, false);

  public static final Type LLONG = new Type(Kind.LONG_LONG, 8, 8, false);
  public static final Type ULLONG = new Type(Kind.LONG_LONG, 8, 8, true);
  public static final Type INT128 = new Type(Kind.INT128, 16, 16, false);
  public static final Type UINT128 = new Type(Kind.INT128, 16, 16, true);
  public static final Type FLOAT = new Type(Kind.FLOAT, 4, 4, false);
  public static final Type DOUBLE = new Type(Kind.DOUBLE, 8, 8, false);

  /// Laid out as in the ABI, but only the first eight bytes are used: a `double`.
  public static final Type LDOUBLE = new Type(Kind.LONG_DOUBLE, 16, 16, false);

  public static final Type COMPLEX_FLOAT = complexOf(FLOAT);
  public static final Type COMPLEX = complexOf(DOUBLE);
  public static final Type COMPLEX_LONG = complexOf(LDOUBLE);

  /// Bytes of a far pointer.
  private static final int FAR_POINTER = 4;

  public final Kind kind;
  public final boolean unsigned;

  /// Whether what has this type may not be assigned to.
  public boolean isConst;

  public boolean isVolatile;

  /// Of what only far pointers reach: the type of what near ones reach. Otherwise null.
  private @Nullable Type near;

  /// Bytes; -1 while the type is incomplete.
  public long size;

  public int align;

  /// What a pointer points to, an array holds, a function returns, the parts of a complex number
  /// are.
  public @Nullable Type base;

  /// Of the value of a bit-field wider than an `int`, how many bits that has; otherwise 0.
  int bits;

  /// Of an array the number of its elements; -1 while that is not known.
  public long length = -1;

  /// Of an array of variable length, whose size is -1: what holds the number of its elements.
  public @Nullable Local count;

  /// The tag of a structure or union.
  public String tag = "";

  public final List<Member> members;

  /// The structure or union that this one is a qualified version of, or the type itself.
  private Type unqualified = this;

  /// The qualified versions of a structure or union, which become complete when it does.
  private final List<Type> versions = new ArrayList<>();

  public final List<Type> parameters = new ArrayList<>();
  public boolean variadic;

  /// Whether a function was declared with `()`, which says nothing of its parameters.
  public boolean unprototyped;

  /// Of an `_Atomic` type the same type without that; otherwise null.
  public @Nullable Type plain;

  public Type(Kind kind, long size, int align, boolean unsigned) {
    this(kind, size, align, unsigned, new ArrayList<>());
  }

  private Type(Kind kind, long size, int align, boolean unsigned, List<Member> members) {
    this.kind = kind;
    this.size = size;
    this.align = align;
    this.unsigned = unsigned;
    this.members = members;
  }

  private static Type complexOf(Type part) {
    Type type = new Type(Kind.COMPLEX, 2 * part.size, part.align, false);
    type.base = part;
    return type;
  }

  /// The complex type whose parts have a floating type.
  public static Type complex(Type part) {
    return part.is(Kind.FLOAT) ? COMPLEX_FLOAT : part.is(Kind.DOUBLE) ? COMPLEX : COMPLEX_LONG;
  }

  /// The `_Atomic` version of a type.
  public static Type atomic(Type of) {
    if (of.plain != null) {
      return of;
    }
    Type type = of.version();
    type.plain = of;
    return type;
  }

  /// A new type that differs from this one in nothing yet.
  private Type version() {
    Type type = new Type(kind, size, align, unsigned, members);
    type.base = base;
    type.plain = plain;
    type.isConst = isConst;
    type.isVolatile = isVolatile;
    type.near = near;
    type.length = length;
    type.count = count;
    type.tag = tag;
    if (isAggregate()) {
      type.unqualified = unqualified;
      unqualified.versions.add(type);
    }
    return type;
  }

  /// Ends the definition of a structure or union.
  public void complete(long bytes, int alignment) {
    size = bytes;
    align = alignment;
    versions.forEach(version -> version.complete(bytes, Math.max(version.align, alignment)));
  }

  /// A structure or union without the qualifiers; other types stay what they are.
  public Type unqualified() {
    return unqualified;
  }

  /// The type with another alignment, which leaves its size as it is.
  public Type aligned(int to) {
    Type type = version();
    type.align = to;
    return type;
  }

  /// The type of a bit-field's value that an `int` does not hold: as gcc has it, it is computed
  /// with in so many bits.
  public static Type ofField(Type declared, int width) {
    if (width == Byte.SIZE * declared.size) {
      return declared;
    }
    Type type = new Type(declared.kind, declared.size, declared.align, declared.unsigned);
    type.bits = width;
    return type;
  }

  /// The type of what lies where only far pointers reach; of an array, its elements do.
  public Type far() {
    if (isFar() || kind == Kind.FUNCTION) {
      return this;
    }
    if (kind == Kind.ARRAY) {
      return count == null ? array(base().far(), length) : array(base().far(), count);
    }
    Type type = version();
    type.near = this;
    return type;
  }

  /// Whether only far pointers reach what has this type.
  public boolean isFar() {
    return kind == Kind.ARRAY ? base().isFar() : near != null;
  }

  /// The type of the same where near pointers reach it.
  public Type near() {
    if (kind == Kind.ARRAY && isFar()) {
      return count == null ? array(base().near(), length) : array(base().near(), count);
    }
    return near == null ? this : near;
  }

  /// Whether it is a pointer of a segment and an offset.
  public boolean isFarPointer() {
    return kind == Kind.POINTER && base().isFar();
  }

  /// Whether it has fewer bits than its size says.
  public boolean isNarrow() {
    return bits > 0;
  }

  /// The bits of an integer type.
  public int precision() {
    return bits > 0 ? bits : (int) size * Byte.SIZE;
  }

  /// `int`.
  public static Type signedInt() {
    return Types.current().integer(false);
  }

  /// `unsigned int`.
  public static Type unsignedInt() {
    return Types.current().integer(true);
  }

  /// `long`.
  public static Type signedLong() {
    return Types.current().longInteger(false);
  }

  /// `unsigned long`.
  public static Type unsignedLong() {
    return Types.current().longInteger(true);
  }

  /// `size_t`.
  public static Type sizeType() {
    return Types.current().size();
  }

  public static Type pointer(Type to) {
    DataModel model = Types.current().model();
    int size = to.isFar() ? FAR_POINTER : model.pointerSize();
    int align = Math.min(size, model.mostAlign());
    Type type = new Type(Kind.POINTER, size, align, true);
    type.base = to;
    return type;
  }

  /// The type with qualifiers added; of an array, its elements have them.
  public Type qualified(boolean addConst, boolean addVolatile) {
    boolean unchanged = (isConst || !addConst) && (isVolatile || !addVolatile);
    if (unchanged || kind == Kind.FUNCTION || this == UNKNOWN) {
      return this;
    }
    if (kind == Kind.ARRAY) {
      Type element = base().qualified(addConst, addVolatile);
      return count == null ? array(element, length) : array(element, count);
    }
    Type type = version();
    type.isConst |= addConst;
    type.isVolatile |= addVolatile;
    return type;
  }

  /// @param length -1 while it is not known
  public static Type array(Type of, long length) {
    Type type =
        new Type(Kind.ARRAY, length < 0 || of.size < 0 ? -1 : of.size * length, of.align, false);
    type.base = of;
    type.length = length;
    return type;
  }

  /// An array of variable length.
  public static Type array(Type of, Local count) {
    Type type = array(of, -1);
    type.count = count;
    return type;
  }

  /// gcc's vector of so many bytes.
  public static Type vector(Type of, long bytes) {
    Type type = new Type(Kind.VECTOR, bytes, (int) Math.min(bytes, 16), false);
    type.base = of;
    type.length = bytes / of.size;
    return type;
  }

  public static Type function(Type result) {
    Type type = new Type(Kind.FUNCTION, 1, 1, false);
    type.base = result;
    return type;
  }

  /// What a pointer points to, an array holds, a function returns.
  public Type base() {
    if (base == null) {
      throw new IllegalStateException("a type without a base: " + kind);
    }
    return base;
  }

  public boolean is(Kind other) {
    return kind == other;
  }

  public boolean isInteger() {
    return kind.compareTo(Kind.BOOL) >= 0 && kind.compareTo(Kind.INT128) <= 0;
  }

  public boolean isFloating() {
    return kind.compareTo(Kind.FLOAT) >= 0 && kind.compareTo(Kind.LONG_DOUBLE) <= 0;
  }

  public boolean isArithmetic() {
    return kind.compareTo(Kind.BOOL) >= 0 && kind.compareTo(Kind.COMPLEX) <= 0;
  }

  public boolean isComplex() {
    return kind == Kind.COMPLEX;
  }

  /// Whether it is a character type, which a string literal may initialise an array of.
  public boolean isCharacter() {
    return kind == Kind.CHAR || kind == Kind.SIGNED_CHAR;
  }

  public boolean isScalar() {
    return isArithmetic() || kind == Kind.POINTER;
  }

  /// Whether it is an integer type of 128 bits.
  public boolean isWide() {
    return kind == Kind.INT128;
  }

  /// Whether a register holds a value of the type. Others lie in memory, and their address stands
  /// for them.
  public boolean fitsRegister() {
    return isScalar() && !isWide() && !isComplex();
  }

  /// Whether values of the type are assigned, passed and returned by their address.
  public boolean isValueInMemory() {
    return isAggregate() || isWide() || isComplex() || kind == Kind.VECTOR;
  }

  /// Whether its size is known only when the program runs.
  public boolean isVariable() {
    return kind == Kind.ARRAY && (count != null || base().isVariable());
  }

  public boolean isAggregate() {
    return kind == Kind.STRUCT || kind == Kind.UNION;
  }

  /// The member with this name, those of anonymous members included, with its offset from the
  /// start.
  public @Nullable Member member(String name) {
    for (Member member : members) {
      if (member.name().equals(name)) {
        return member;
      }
      if (member.name().isEmpty()) {
        Member inner = member.type().member(name);
        if (inner != null) {
          return inner.moved(member.offset());
        }
      }
    }
    return null;
  }

  /// Whether values of the two types may stand for each other without a cast.
  public boolean matches(Type other) {
    return Compatibility.match(this, other);
  }

  /// Whether the two types are the same but for their own qualifiers, those of what pointers point
  /// at included.
  public boolean isSame(Type other) {
    return Compatibility.areSame(this, other);
  }

  /// The type as C would spell it, nearly.
  @Override
  public String toString() {
    return TypeSpelling.of(this);
  }
}
