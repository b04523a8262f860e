package dev.ringfence.c.ast;

import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.machine.DataModel;
import java.util.EnumMap;
import java.util.Map;

/// The types of C whose width or alignment differs between data models.
///
/// A compilation is bound to those of one model ([#in]); the types that registers are computed with
/// (`Type.LLONG` and the like) are the same everywhere.
public final class Types {
  private static final Map<DataModel, Types> ALL = new EnumMap<>(DataModel.class);

  static {
    for (DataModel model : DataModel.values()) {
      ALL.put(model, new Types(model));
    }
  }

  private static final Types USUAL = of(DataModel.LP64);
  private static final ScopedValue<Types> CURRENT = ScopedValue.newInstance();

  private final DataModel model;
  private final Type signedInt;
  private final Type unsignedInt;
  private final Type signedLong;
  private final Type unsignedLong;
  private final Type signedLongLong;
  private final Type unsignedLongLong;
  private final Type real;
  private final Type longReal;

  private Types(DataModel model) {
    this.model = model;
    signedInt = type(Kind.INT, model.intSize(), false);
    unsignedInt = type(Kind.INT, model.intSize(), true);
    signedLong = type(Kind.LONG, model.longSize(), false);
    unsignedLong = type(Kind.LONG, model.longSize(), true);
    signedLongLong = type(Kind.LONG_LONG, Long.BYTES, false);
    unsignedLongLong = type(Kind.LONG_LONG, Long.BYTES, true);
    real = type(Kind.DOUBLE, Double.BYTES, false);
    longReal = model == DataModel.LP64 ? Type.LDOUBLE : type(Kind.LONG_DOUBLE, 12, false);
  }

  private Type type(Kind kind, int size, boolean unsigned) {
    return new Type(kind, size, Math.min(size, model.mostAlign()), unsigned);
  }

  private static Types of(DataModel model) {
    Types types = ALL.get(model);
    if (types == null) {
      throw new IllegalArgumentException("no types of " + model);
    }
    return types;
  }

  /// Those of the compilation that the thread is in; outside of one, those of x86-64.
  public static Types current() {
    return CURRENT.orElse(USUAL);
  }

  /// Compiles with the types of a model.
  public static <R> R in(DataModel model, ScopedValue.CallableOp<R, RuntimeException> compilation) {
    return ScopedValue.where(CURRENT, of(model)).call(compilation);
  }

  public DataModel model() {
    return model;
  }

  /// `int`, or `unsigned int`.
  public Type integer(boolean unsigned) {
    return unsigned ? unsignedInt : signedInt;
  }

  /// `long`, or `unsigned long`.
  public Type longInteger(boolean unsigned) {
    return unsigned ? unsignedLong : signedLong;
  }

  /// `long long`, or `unsigned long long`.
  public Type longLong(boolean unsigned) {
    return unsigned ? unsignedLongLong : signedLongLong;
  }

  /// `double`.
  public Type real() {
    return real;
  }

  /// `long double`, of which only the first eight bytes are used.
  public Type longReal() {
    return longReal;
  }

  /// `size_t`: the type of `sizeof`.
  public Type size() {
    return model == DataModel.LP64 ? unsignedLong : unsignedInt;
  }

  /// `ptrdiff_t`: the type of the difference of two pointers.
  public Type difference() {
    return model == DataModel.LP64 ? signedLong : signedInt;
  }

  /// `wchar_t`.
  public Type wideCharacter() {
    return ofSize(4, false);
  }

  /// The integer type of 1, 2, 4 or 8 bytes.
  public Type ofSize(int bytes, boolean unsigned) {
    return switch (bytes) {
      case 1 -> unsigned ? Type.UCHAR : Type.SCHAR;
      case 2 -> unsigned ? Type.USHORT : Type.SHORT;
      case 4 -> model == DataModel.IP16 ? longInteger(unsigned) : integer(unsigned);
      case 8 -> model == DataModel.LP64 ? longInteger(unsigned) : longLong(unsigned);
      default -> throw new IllegalArgumentException(bytes + " bytes");
    };
  }
}
