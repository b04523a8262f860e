package dev.ringfence.kernel.real;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ringfence.machine.Addressing;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.segment.SystemTables;

/// The first 64 KiB of a machine of 16 bits: the interrupt vector table, the firmware's data, and
/// the kernel's region.
public final class LowMemory {
  /// Bytes of an interrupt vector: a far pointer.
  static final int VECTOR = 4;

  /// Where the vector table ends, and the firmware's data.
  static final int VECTORS = 256 * VECTOR;

  static final int FIRMWARE = 0x500;

  /// Where the kernel's region ends.
  static final int END = 0x10000;

  /// The segment of the kernel's entries, which begin where the firmware's data ends, and how far
  /// they lie apart.
  private static final int KERNEL_SEGMENT = FIRMWARE / 16;

  private static final int ENTRY = 16;

  private static final byte[] PATTERN = "Ringfence kernel ".getBytes(US_ASCII);

  private LowMemory() {}

  /// Writes all of it, as it is at boot.
  public static void write(PhysicalMemory memory, Addressing addressing) {
    for (int address = 0; address < END; address++) {
      memory.writeByte(address, expected(address));
    }
    if (addressing == Addressing.PROTECTED) {
      SystemTables.write(memory);
    }
  }

  /// What a byte of it is as long as only the kernel has written it, in real mode.
  static byte expected(int address) {
    if (address < VECTORS) {
      int offset = address / VECTOR * ENTRY;
      int pointer = KERNEL_SEGMENT << 16 | offset;
      return (byte) (pointer >>> 8 * (address % VECTOR));
    }
    return address < FIRMWARE ? 0 : PATTERN[address % PATTERN.length];
  }
}
