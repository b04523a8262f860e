package dev.ringfence.c;

/// The atomic read-modify-write operations, as the operand of [Op#ATOMIC] says them. The result is
/// the old value.
public enum AtomicFunction {
  EXCHANGE,
  ADD,
  SUB,
  AND,
  OR,
  XOR,
  NAND,
  /// Stores the third operand if the old value is the second one.
  COMPARE_EXCHANGE;

  private static final AtomicFunction[] ALL = values();
  private static final int RELAXED = 1 << 6;

  /// As an operand says it, of an operation that orders nothing else.
  public static int relaxed(int operand) {
    return operand | RELAXED;
  }

  /// What an operand says of order.
  public static AccessOrder order(int operand) {
    return (operand & RELAXED) != 0 ? AccessOrder.RELAXED : AccessOrder.SEQUENTIAL;
  }

  /// The operand that says the function and what it works on.
  ///
  /// @param size 1, 2, 4 or 8 bytes
  /// @param unsigned whether the old value is zero-extended
  public int operand(int size, boolean unsigned) {
    return ordinal() << 3 | Integer.numberOfTrailingZeros(size) << 1 | (unsigned ? 1 : 0);
  }

  /// The bytes that an operand says.
  public static int size(int operand) {
    return 1 << (operand >>> 1 & 3);
  }

  /// Extends what was loaded from so many bytes as the operand says.
  public static long extend(int operand, long value) {
    int shift = 64 - 8 * size(operand);
    return (operand & 1) != 0 ? value << shift >>> shift : value << shift >> shift;
  }

  /// The value to be stored.
  public static long apply(int operand, long old, long x, long y) {
    return switch (ALL[operand >>> 3 & ALL.length - 1]) {
      case EXCHANGE -> x;
      case ADD -> old + x;
      case SUB -> old - x;
      case AND -> old & x;
      case OR -> old | x;
      case XOR -> old ^ x;
      case NAND -> ~(old & x);
      case COMPARE_EXCHANGE -> extend(operand, x) == old ? y : old;
    };
  }
}
