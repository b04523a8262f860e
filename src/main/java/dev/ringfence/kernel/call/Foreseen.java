package dev.ringfence.kernel.call;

/// The arguments of a call that is still to be made, as far as they are known.
///
/// @param values what is not known is 0
/// @param known which are known, as bits
public record Foreseen(long[] values, int known) {
  /// Whether an argument is known.
  public boolean knows(int argument) {
    return (known >> argument & 1) != 0;
  }

  /// Whether an argument is known to be this.
  public boolean is(int argument, long value) {
    return knows(argument) && values[argument] == value;
  }

  public long value(int argument) {
    return values[argument];
  }
}
