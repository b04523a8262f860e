package dev.ringfence.cli;

import dev.ringfence.core.Rng;
import java.util.ArrayList;
import java.util.List;

/// Makes expressions of C whose behaviour is defined: signed arithmetic is bounded or goes through
/// functions that look first, shifts are masked, divisors are not zero, and what has a side effect
/// is used once in a full expression.
final class RandomExpression {
  /// What expressions may call; belongs in front of the functions that use them.
  static final String PRELUDE =
      """
      #include <limits.h>
      #include <stdio.h>
      #include <string.h>

      static int add_i(int a, int b) { return (b > 0 ? a > INT_MAX - b : a < INT_MIN - b) ? a : a + b; }
      static int sub_i(int a, int b) { return (b < 0 ? a > INT_MAX + b : a < INT_MIN + b) ? b : a - b; }
      static int mul_i(int a, int b) { long p = (long)a * b; return p > INT_MAX || p < INT_MIN ? a ^ b : a * b; }
      static int neg_i(int a) { return a == INT_MIN ? 7 : -a; }
      static long add_l(long a, long b) { return (b > 0 ? a > LONG_MAX - b : a < LONG_MIN - b) ? a : a + b; }
      static long sub_l(long a, long b) { return (b < 0 ? a > LONG_MAX + b : a < LONG_MIN + b) ? b : a - b; }
      static long mul_l(long a, long b) { return (long)(int)a * (int)b; }
      static long neg_l(long a) { return a == LONG_MIN ? 7 : -a; }
      static long to_l(double d) { return d > -9e18 && d < 9e18 ? (long)d : 99; }
      static unsigned long mix(unsigned long h, unsigned long v) { return (h ^ v) * 0x9e3779b97f4a7c15UL ^ h >> 29; }
      static unsigned long mix_d(unsigned long h, double d) {
        unsigned long bits = 5;
        if (d == d) memcpy(&bits, &d, sizeof bits);
        return mix(h, bits);
      }
      static unsigned char h0(signed char a, unsigned short b) { return a * 3 + b; }
      static short h1(unsigned a, long b) { return a ^ b; }
      static _Bool h2(_Bool a, unsigned long b) { return a ? b : !b; }
      static unsigned long h3(unsigned char a, unsigned long b) { return a * b; }
      static double h4(float a, double b) { return a * 0.5 + b; }
      static float h5(double a, int b) { return a - b; }
      static long p0(long a, long b) { return a & ~b; }
      static long p1(long a, long b) { return a < b ? a : b; }
      static long p2(long a, long b) { return (int)a ^ (short)b; }
      static long p3(long a, long b) { return (unsigned)a + (unsigned)b; }
      static long (*const p[4])(long, long) = {p0, p1, &p2, *p3};
      """;

  /// A type of C; floating types come last.
  enum Type {
    BOOL("_Bool", 8, false),
    SCHAR("signed char", 8, true),
    CHAR("char", 8, true),
    UCHAR("unsigned char", 8, false),
    SHORT("short", 16, true),
    USHORT("unsigned short", 16, false),
    INT("int", 32, true),
    UINT("unsigned", 32, false),
    LONG("long", 64, true),
    ULONG("unsigned long", 64, false),
    FLOAT("float", 32, true),
    DOUBLE("double", 64, true);

    final String text;
    final int width;
    final boolean signed;

    Type(String text, int width, boolean signed) {
      this.text = text;
      this.width = width;
      this.signed = signed;
    }

    boolean floating() {
      return this == FLOAT || this == DOUBLE;
    }

    Type promoted() {
      return width < 32 ? INT : this;
    }

    /// The common type of the usual arithmetic conversions.
    Type with(Type other) {
      Type a = promoted();
      Type b = other.promoted();
      return a.ordinal() > b.ordinal() ? a : b;
    }
  }

  /// An expression and its type.
  record Value(String text, Type type) {}

  private static final Type[] TYPES = Type.values();
  private static final List<String> CONSTANTS =
      List.of("0", "1", "2", "5", "100", "127", "255", "32767", "65535", "0x7fffffff");

  private final Rng rng;
  private final List<Value> readable = new ArrayList<>();
  private final List<Value> effects = new ArrayList<>();
  private int effectsUsed;

  RandomExpression(Rng rng) {
    this.rng = rng;
  }

  /// Lets expressions read this object.
  void readable(Value object) {
    readable.add(object);
  }

  /// Ends the scope of the object that became readable last.
  void unreadable() {
    readable.removeLast();
  }

  /// Lets expressions change this object, which nothing else reads or writes.
  void effect(Value object) {
    effects.add(object);
  }

  /// Begins a full expression.
  void begin() {
    effectsUsed = 0;
  }

  /// A number from 0 to bound - 1.
  int below(int bound) {
    return (int) rng.below(bound);
  }

  Type type() {
    return TYPES[below(TYPES.length)];
  }

  Type integerType() {
    return TYPES[below(Type.FLOAT.ordinal())];
  }

  /// An expression that may be assigned to an object of this type.
  Value fitting(Type type, int depth) {
    return type.floating() ? any(depth) : integer(depth);
  }

  /// An expression of an integer type.
  Value integer(int depth) {
    Value value = any(depth);
    return value.type.floating() ? new Value("to_l(" + value.text + ")", Type.LONG) : value;
  }

  /// An expression of any type.
  Value any(int depth) {
    if (depth <= 0 || below(8) == 0) {
      return leaf();
    }
    return switch (below(16)) {
      case 0, 1, 2 -> arithmetic(any(depth - 1), any(depth - 1));
      case 3 -> division(any(depth - 1), any(depth - 1));
      case 4, 5 -> bitwise(integer(depth - 1), integer(depth - 1));
      case 6, 7 -> shift(integer(depth - 1), integer(depth - 2));
      case 8, 9 -> comparison(any(depth - 1), any(depth - 1));
      case 10 -> unary(any(depth - 1));
      case 11 -> conditional(any(depth - 2), any(depth - 1), any(depth - 1));
      case 12 -> cast(any(depth - 1));
      case 13 -> call(depth - 1);
      case 14 -> effect(depth - 1);
      default -> other(any(depth - 1), any(depth - 2));
    };
  }

  private Value leaf() {
    if (below(4) > 0 && !readable.isEmpty()) {
      return readable.get(below(readable.size()));
    }
    String text = CONSTANTS.get(below(CONSTANTS.size()));
    return switch (below(8)) {
      case 0 -> new Value(text + "u", Type.UINT);
      case 1 -> new Value(text + "L", Type.LONG);
      case 2 -> new Value(text + "uL", Type.ULONG);
      case 3 -> new Value("(-" + text + ")", Type.INT);
      case 4 -> new Value("'" + (char) ('a' + below(26)) + "'", Type.INT);
      case 5 -> new Value(below(1000) + "." + below(100), Type.DOUBLE);
      default -> new Value(text, Type.INT);
    };
  }

  private Value arithmetic(Value a, Value b) {
    int which = below(3);
    String operator = List.of("+", "-", "*").get(which);
    Type type = a.type.with(b.type);
    if (type.floating() || !type.signed) {
      return binary(a, operator, b, type);
    }
    if (below(3) == 0) {
      Value x = new Value("(" + a.text + " & 0x3fff)", a.type);
      return binary(x, operator, new Value("(" + b.text + " & 0x3fff)", b.type), type);
    }
    String name = List.of("add", "sub", "mul").get(which) + (type == Type.INT ? "_i" : "_l");
    return new Value(name + "(" + a.text + ", " + b.text + ")", type);
  }

  private Value division(Value a, Value b) {
    Type type = a.type.with(b.type);
    if (type.floating()) {
      return binary(a, "/", new Value("(" + b.text + " + 0.75)", Type.DOUBLE), Type.DOUBLE);
    }
    String operator = below(2) == 0 ? "/" : "%";
    String divisor = "(" + b.text + " & 63)";
    if (!type.signed) {
      return binary(a, operator, new Value("(" + b.text + " | 1)", b.type), type);
    }
    return binary(
        a,
        operator,
        new Value(below(2) == 0 ? "(" + divisor + " + 1)" : "(-2 - " + divisor + ")", b.type),
        type);
  }

  private Value bitwise(Value a, Value b) {
    return binary(a, List.of("&", "|", "^").get(below(3)), b, a.type.with(b.type));
  }

  private Value shift(Value a, Value b) {
    Type type = a.type.promoted();
    String by = "(" + b.text + " & " + (type.width - 1) + ")";
    if (below(2) == 0) {
      return new Value("(" + a.text + " >> " + by + ")", type);
    }
    return type.signed
        ? new Value("((" + a.text + " & 0xfff) << (" + b.text + " & 15))", type)
        : new Value("(" + a.text + " << " + by + ")", type);
  }

  private Value comparison(Value a, Value b) {
    String operator = List.of("<", ">", "<=", ">=", "==", "!=", "&&", "||").get(below(8));
    return binary(a, operator, b, Type.INT);
  }

  private Value unary(Value a) {
    Type type = a.type.promoted();
    return switch (below(4)) {
      case 0 -> new Value("(!" + a.text + ")", Type.INT);
      case 1 -> new Value("(+" + a.text + ")", type);
      case 2 ->
          type.floating() || !type.signed
              ? new Value("(-" + a.text + ")", type)
              : new Value((type == Type.INT ? "neg_i(" : "neg_l(") + a.text + ")", type);
      default -> type.floating() ? a : new Value("(~" + a.text + ")", type);
    };
  }

  private Value conditional(Value condition, Value a, Value b) {
    return new Value(
        "(" + condition.text + " ? " + a.text + " : " + b.text + ")", a.type.with(b.type));
  }

  private Value cast(Value a) {
    Type type = a.type.floating() && below(2) == 0 ? Type.DOUBLE : type();
    Value from =
        a.type.floating() && !type.floating() ? new Value("to_l(" + a.text + ")", Type.LONG) : a;
    return new Value("((" + type.text + ")" + from.text + ")", type);
  }

  private Value call(int depth) {
    return switch (below(7)) {
      case 0 -> new Value(call("h0", integer(depth), integer(depth)), Type.UCHAR);
      case 1 -> new Value(call("h1", integer(depth), integer(depth)), Type.SHORT);
      case 2 -> new Value(call("h2", any(depth), integer(depth)), Type.BOOL);
      case 3 -> new Value(call("h3", integer(depth), integer(depth)), Type.ULONG);
      case 4 -> new Value(call("h4", any(depth), any(depth)), Type.DOUBLE);
      case 5 -> new Value(call("h5", any(depth), integer(depth)), Type.FLOAT);
      default -> {
        String name = "p[" + integer(depth - 1).text + " & 3]";
        yield new Value(call(name, integer(depth), integer(depth)), Type.LONG);
      }
    };
  }

  private static String call(String name, Value a, Value b) {
    return name + "(" + a.text + ", " + b.text + ")";
  }

  private Value effect(int depth) {
    if (effectsUsed >= effects.size()) {
      return leaf();
    }
    Value object = effects.get(effectsUsed++);
    String name = object.text;
    return switch (below(6)) {
      case 0 -> new Value("(" + name + "++)", object.type);
      case 1 -> new Value("(++" + name + ")", object.type);
      case 2 -> new Value("(" + name + "--)", object.type);
      case 3 -> new Value("(--" + name + ")", object.type);
      case 4 -> new Value("(" + name + " ^= " + integer(depth).text + ")", object.type);
      default -> new Value("(" + name + " = " + integer(depth).text + ")", object.type);
    };
  }

  private Value other(Value a, Value b) {
    Value last = leaf();
    return below(2) == 0 && readable.contains(last) // gcc 12 fails on some constants here
        ? new Value("(" + b.text + ", " + last.text + ")", last.type)
        : new Value("sizeof(" + a.text + ")", Type.ULONG);
  }

  private static Value binary(Value a, String operator, Value b, Type type) {
    return new Value("(" + a.text + " " + operator + " " + b.text + ")", type);
  }
}
