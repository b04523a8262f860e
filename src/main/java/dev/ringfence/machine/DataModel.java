package dev.ringfence.machine;

/// How wide the integers and pointers of C are on a machine, in bytes.
public enum DataModel {
  /// Of 16 bits, as compilers for real mode had it: `near` pointers of 2 bytes, `far` ones of 4.
  IP16(2, 4, 2, 2),
  /// System V ABI for Intel386: `long long` and `double` are aligned to 4 in structures.
  ILP32(4, 4, 4, 4),
  /// System V ABI for x86-64.
  LP64(4, 8, 8, 8);

  private final int intSize;
  private final int longSize;
  private final int pointerSize;
  private final int mostAlign;

  DataModel(int intSize, int longSize, int pointerSize, int mostAlign) {
    this.intSize = intSize;
    this.longSize = longSize;
    this.pointerSize = pointerSize;
    this.mostAlign = mostAlign;
  }

  public int intSize() {
    return intSize;
  }

  public int longSize() {
    return longSize;
  }

  /// Of a `near` pointer, where there are two kinds.
  public int pointerSize() {
    return pointerSize;
  }

  /// The most that a number is aligned to because of its type.
  public int mostAlign() {
    return mostAlign;
  }

  /// Whether pointers may be `near` or `far`.
  public boolean isSegmented() {
    return this == IP16;
  }
}
