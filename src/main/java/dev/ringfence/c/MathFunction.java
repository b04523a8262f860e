package dev.ringfence.c;

import dev.ringfence.core.Reals;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The functions on doubles that one instruction computes, by their position as the operand of
/// [Op#MATH]. C calls them `__builtin_NAME`. They give the same bits on every host.
public enum MathFunction {
  SQRT(1),
  FABS(1),
  FLOOR(1),
  CEIL(1),
  RINT(1),
  CBRT(1),
  EXP(1),
  EXPM1(1),
  LOG(1),
  LOG10(1),
  LOG1P(1),
  SIN(1),
  COS(1),
  TAN(1),
  ASIN(1),
  ACOS(1),
  ATAN(1),
  SINH(1),
  COSH(1),
  TANH(1),
  /// The operand is a signed integer; the result the nearest float.
  FLOAT_FROM_LONG(1),
  /// The operand is an unsigned integer; the result the nearest float.
  FLOAT_FROM_ULONG(1),
  POW(2),
  ATAN2(2),
  HYPOT(2),
  FMOD(2),
  REMAINDER(2),
  COPYSIGN(2),
  NEXTAFTER(2),
  FMA(3);

  private static final MathFunction[] ALL = values();

  /// How many operands it has.
  public final int operands;

  MathFunction(int operands) {
    this.operands = operands;
  }

  /// The function that C calls by this name, or null.
  public static @Nullable MathFunction named(String name) {
    for (MathFunction function : ALL) {
      boolean conversion = function == FLOAT_FROM_LONG || function == FLOAT_FROM_ULONG;
      if (!conversion && name.equals("__builtin_" + function.name().toLowerCase(Locale.ROOT))) {
        return function;
      }
    }
    return null;
  }

  /// Computes a function, given by its position, on operands of which it may need less than three.
  public static double apply(int position, double a, double b, double c) {
    MathFunction function = ALL[position];
    double result = function.compute(a, b, c);
    if (!Double.isNaN(result) || function == FABS || function == COPYSIGN) {
      return result;
    }
    boolean positive = function == ASIN || function == ACOS || function == LOG10;
    return Double.isNaN(a) || !positive
        ? Reals.result(result, a, function.operands > 1 ? b : a)
        : Double.NaN;
  }

  private double compute(double a, double b, double c) {
    return switch (this) {
      case SQRT -> StrictMath.sqrt(a);
      case FABS -> StrictMath.abs(a);
      case FLOOR -> StrictMath.floor(a);
      case CEIL -> StrictMath.ceil(a);
      case RINT -> StrictMath.rint(a);
      case CBRT -> StrictMath.cbrt(a);
      case EXP -> StrictMath.exp(a);
      case EXPM1 -> StrictMath.expm1(a);
      case LOG -> StrictMath.log(a);
      case LOG10 -> StrictMath.log10(a);
      case LOG1P -> StrictMath.log1p(a);
      case SIN -> StrictMath.sin(a);
      case COS -> StrictMath.cos(a);
      case TAN -> StrictMath.tan(a);
      case ASIN -> StrictMath.asin(a);
      case ACOS -> StrictMath.acos(a);
      case ATAN -> StrictMath.atan(a);
      case SINH -> StrictMath.sinh(a);
      case COSH -> StrictMath.cosh(a);
      case TANH -> StrictMath.tanh(a);
      case FLOAT_FROM_LONG -> Reals.floatFromSigned(Double.doubleToRawLongBits(a));
      case FLOAT_FROM_ULONG -> Reals.floatFromUnsigned(Double.doubleToRawLongBits(a));
      case POW -> power(a, b);
      case ATAN2 -> StrictMath.atan2(a, b);
      case HYPOT -> StrictMath.hypot(a, b);
      case FMOD -> a % b;
      case REMAINDER -> StrictMath.IEEEremainder(a, b);
      case COPYSIGN -> Math.copySign(a, b);
      case NEXTAFTER -> StrictMath.nextAfter(a, b);
      case FMA -> StrictMath.fma(a, b, c);
    };
  }

  /// As C defines `pow` (C11 section F.10.4.4), which knows more cases with 1 than Java does.
  private static double power(double a, double b) {
    boolean one = a == 1 || a == -1 && Double.isInfinite(b);
    return one ? 1 : StrictMath.pow(a, b);
  }
}
