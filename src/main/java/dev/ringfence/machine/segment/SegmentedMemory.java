package dev.ringfence.machine.segment;

import dev.ringfence.machine.Addressing;
import dev.ringfence.machine.Entry;
import dev.ringfence.machine.FarMemory;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Vector;

/// What real mode and the protected mode of the 80286 have in common: a process has one segment of
/// data, and an access that faults leaves its exception here.
public abstract class SegmentedMemory implements FarMemory {
  /// Bytes of the data segment of a process.
  static final int SIZE = 1 << 16;

  /// How far a number reaches at most that begins within a segment.
  private static final int LONGEST = 8;

  final PhysicalMemory memory;

  /// The frame in which the process's data begins, or 0.
  private int frame;

  private long loaded;
  private Vector vector = Vector.GP;
  private int errorCode;

  SegmentedMemory(PhysicalMemory memory) {
    this.memory = memory;
  }

  /// The memory of a machine with such addresses.
  public static SegmentedMemory of(PhysicalMemory memory, Addressing addressing) {
    return switch (addressing) {
      case PAGED -> throw new IllegalArgumentException("a machine without segments");
      case REAL_8086 -> new RealMemory(memory, RealMode.I8086);
      case REAL_80286 -> new RealMemory(memory, RealMode.i80286(true));
      case REAL_80286_WITHOUT_A20 -> new RealMemory(memory, RealMode.i80286(false));
      case PROTECTED -> new ProtectedMemory(memory);
    };
  }

  @Override
  public void load(int root) {
    frame = root < 0 ? 0 : frame(root);
  }

  private int frame(int root) {
    long entry = memory.readInt((long) root << PhysicalMemory.SHIFT);
    return Entry.frame(entry);
  }

  /// The frame in which the process's data begins.
  final int dataFrame() {
    return frame;
  }

  /// The processor calculates offsets with 16 bits; but a number that begins at the end of the
  /// segment does not go on at its beginning.
  @Override
  public long near(long address) {
    if (!wraps() && address >= SIZE && address < SIZE + LONGEST) {
      fault(Vector.GP, 0);
      return -1;
    }
    return address & SIZE - 1;
  }

  /// Whether numbers go on at the beginning of their segment.
  abstract boolean wraps();

  @Override
  public long loaded() {
    return loaded;
  }

  final void loaded(long value) {
    loaded = value;
  }

  /// Notes how an access has faulted.
  final boolean fault(Vector raised, int code) {
    vector = raised;
    errorCode = code;
    return false;
  }

  @Override
  public Vector vector() {
    return vector;
  }

  @Override
  public int errorCode() {
    return errorCode;
  }
}
