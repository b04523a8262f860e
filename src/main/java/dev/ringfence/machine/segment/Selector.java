package dev.ringfence.machine.segment;

/// A segment selector: which descriptor of which table, and the privilege level that is asked for
/// (SDM volume 3, section 3.4.2).
///
/// @param value 16 bits
public record Selector(int value) {
  private static final int RPL = 3;
  private static final int LOCAL = 1 << 2;

  public Selector {
    value &= 0xFFFF;
  }

  public static Selector of(int index, boolean local, int rpl) {
    return new Selector(index << 3 | (local ? LOCAL : 0) | rpl);
  }

  /// Whether it names no segment: the first descriptor of the GDT is not used.
  public boolean isNull() {
    return (value & ~RPL) == 0;
  }

  /// Where its descriptor lies in the table.
  public int offset() {
    return value & ~(RPL | LOCAL);
  }

  /// Whether the table is the LDT.
  public boolean isLocal() {
    return (value & LOCAL) != 0;
  }

  /// The requested privilege level.
  public int rpl() {
    return value & RPL;
  }

  public Selector withRpl(int rpl) {
    return new Selector(value & ~RPL | rpl);
  }

  /// The error code of an exception that names it.
  public int errorCode() {
    return value & ~RPL;
  }
}
