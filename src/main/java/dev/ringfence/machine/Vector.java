package dev.ringfence.machine;

/// An exception of the processor (SDM volume 3, table 6-1).
public enum Vector {
  DE(0, "#DE", "divide error"),
  DB(1, "#DB", "debug"),
  BP(3, "#BP", "breakpoint"),
  OF(4, "#OF", "overflow"),
  BR(5, "#BR", "bound range exceeded"),
  UD(6, "#UD", "invalid opcode"),
  NM(7, "#NM", "device not available"),
  DF(8, "#DF", "double fault"),
  TS(10, "#TS", "invalid TSS"),
  NP(11, "#NP", "segment not present"),
  SS(12, "#SS", "stack-segment fault"),
  GP(13, "#GP", "general protection"),
  PF(14, "#PF", "page fault"),
  AC(17, "#AC", "alignment check");

  private final int number;
  private final String mnemonic;
  private final String text;

  Vector(int number, String mnemonic, String text) {
    this.number = number;
    this.mnemonic = mnemonic;
    this.text = text;
  }

  /// The exception with a number, or `#GP` if none has it.
  public static Vector of(int number) {
    for (Vector vector : values()) {
      if (vector.number == number) {
        return vector;
      }
    }
    return GP;
  }

  /// Whether the processor pushes an error code for it.
  public boolean hasErrorCode() {
    return switch (this) {
      case DF, TS, NP, SS, GP, PF, AC -> true;
      case DE, DB, BP, OF, BR, UD, NM -> false;
    };
  }

  public int number() {
    return number;
  }

  public String mnemonic() {
    return mnemonic;
  }

  /// The manual's name for it, in lower case.
  public String text() {
    return text;
  }

  /// Whether a second exception, raised while this one is delivered, becomes `#DF` in its place
  /// (SDM volume 3, table 6-5). Raised while `#DF` is delivered, it resets the machine.
  public boolean makesDoubleFault(Vector second) {
    return isContributory() && second.isContributory()
        || this == PF && (second == PF || second.isContributory());
  }

  private boolean isContributory() {
    return switch (this) {
      case DE, TS, NP, SS, GP -> true;
      default -> false;
    };
  }
}
