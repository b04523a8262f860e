package dev.ringfence.machine.segment;

/// The eight bytes of a segment or gate descriptor (SDM volume 3, sections 3.4.5 and 5.8.3), in the
/// form of the 80386. Those of the 80286 have zero in the upper two bytes and mean the same.
///
/// @param raw the eight bytes, the lowest first
public record Descriptor(long raw) {
  // Types of system descriptors (SDM volume 3, table 3-2).
  public static final int TSS_16 = 1;
  public static final int LDT = 2;
  public static final int CALL_GATE_16 = 4;
  public static final int TASK_GATE = 5;
  public static final int INTERRUPT_GATE_16 = 6;
  public static final int TRAP_GATE_16 = 7;
  public static final int TSS_32 = 9;
  public static final int CALL_GATE_32 = 12;
  public static final int INTERRUPT_GATE_32 = 14;
  public static final int TRAP_GATE_32 = 15;

  // Bits of the type of code and data.
  public static final int ACCESSED = 1;

  /// Data may be written; code may be read.
  public static final int MORE = 1 << 1;

  /// Data expands down; code conforms.
  public static final int DIRECTION = 1 << 2;

  public static final int CODE = 1 << 3;

  private static final int TYPE_SHIFT = 40;
  private static final long ORDINARY = 1L << 44;
  private static final int DPL_SHIFT = 45;
  private static final long PRESENT = 1L << 47;
  private static final long BIG = 1L << 54;
  private static final long PAGES = 1L << 55;
  private static final int PAGE_SHIFT = 12;

  /// A present segment of code or data.
  ///
  /// @param limit the last byte, or the last page if it is more than 2^20 - 1 bytes
  /// @param type of the bits above
  /// @param big whether it is a 32-bit one
  public static Descriptor segment(long base, long limit, int type, int dpl, boolean big) {
    boolean pages = limit > 0xFFFFF;
    long units = pages ? limit >>> PAGE_SHIFT : limit;
    return new Descriptor(
        units & 0xFFFF
            | (base & 0xFFFFFF) << 16
            | (long) type << TYPE_SHIFT
            | ORDINARY
            | (long) dpl << DPL_SHIFT
            | PRESENT
            | (units >>> 16 & 0xF) << 48
            | (big ? BIG : 0)
            | (pages ? PAGES : 0)
            | (base >>> 24 & 0xFF) << 56);
  }

  /// A present system segment: a TSS or an LDT.
  public static Descriptor system(long base, long limit, int type, int dpl) {
    return new Descriptor(segment(base, limit, type, dpl, false).raw & ~ORDINARY);
  }

  /// A present gate.
  ///
  /// @param parameters how many a call gate copies to the inner stack
  public static Descriptor gate(Selector to, long offset, int type, int dpl, int parameters) {
    return new Descriptor(
        offset & 0xFFFF
            | (long) to.value() << 16
            | (long) (parameters & 0x1F) << 32
            | (long) type << TYPE_SHIFT
            | (long) dpl << DPL_SHIFT
            | PRESENT
            | (offset >>> 16 & 0xFFFF) << 48);
  }

  public Descriptor absent() {
    return new Descriptor(raw & ~PRESENT);
  }

  public boolean isPresent() {
    return (raw & PRESENT) != 0;
  }

  /// The descriptor privilege level.
  public int dpl() {
    return (int) (raw >>> DPL_SHIFT) & 3;
  }

  /// Whether it is one of a system segment or a gate.
  public boolean isSystem() {
    return (raw & ORDINARY) == 0;
  }

  public int type() {
    return (int) (raw >>> TYPE_SHIFT) & 0xF;
  }

  public boolean isCode() {
    return !isSystem() && has(CODE);
  }

  public boolean isConforming() {
    return isCode() && has(DIRECTION);
  }

  public boolean isData() {
    return !isSystem() && !has(CODE);
  }

  public boolean isExpandDown() {
    return isData() && has(DIRECTION);
  }

  public boolean isReadable() {
    return isData() || isCode() && has(MORE);
  }

  public boolean isWritable() {
    return isData() && has(MORE);
  }

  private boolean has(int bit) {
    return (type() & bit) != 0;
  }

  public boolean isCallGate() {
    return isSystem() && (type() == CALL_GATE_16 || type() == CALL_GATE_32);
  }

  /// Whether it is a gate that an interrupt may go through, a task gate apart.
  public boolean isInterruptOrTrapGate() {
    return isSystem() && (type() & 0b0110) == 0b0110;
  }

  /// Whether passing it clears the interrupt flag.
  public boolean isInterruptGate() {
    return isSystem() && (type() & 0b0111) == INTERRUPT_GATE_16;
  }

  public boolean isTss() {
    return isSystem() && (type() & 0b0101) == 0b0001;
  }

  /// Of a code segment or a gate: whether it is a 32-bit one. Of a stack or of data that expands
  /// down: whether offsets have 32 bits.
  public boolean isBig() {
    return isSystem() ? type() >= TSS_32 : (raw & BIG) != 0;
  }

  public long base() {
    return raw >>> 16 & 0xFFFFFF | (raw >>> 56) << 24;
  }

  /// The last offset inside; of data that expands down, the last one outside.
  public long limit() {
    long units = raw & 0xFFFF | (raw >>> 48 & 0xF) << 16;
    return (raw & PAGES) != 0 ? (units + 1 << PAGE_SHIFT) - 1 : units;
  }

  /// The code segment that a gate leads to.
  public Selector target() {
    return new Selector((int) (raw >>> 16));
  }

  /// Where in that segment.
  public long offset() {
    long low = raw & 0xFFFF;
    return isBig() ? low | (raw >>> 48) << 16 : low;
  }

  /// How many parameters a call gate copies.
  public int parameters() {
    return (int) (raw >>> 32) & 0x1F;
  }

  Descriptor accessed() {
    return new Descriptor(raw | (long) ACCESSED << TYPE_SHIFT);
  }
}
