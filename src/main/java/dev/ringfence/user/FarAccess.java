package dev.ringfence.user;

import dev.ringfence.c.Op;
import dev.ringfence.machine.FarMemory;
import dev.ringfence.machine.Mmu;
import dev.ringfence.machine.Vector;

/// Executes the instructions on far pointers.
final class FarAccess {
  private static final int OFFSET = 0xFFFF;
  private static final int SEGMENT_SHIFT = 16;

  private final Mmu mmu;

  FarAccess(Mmu mmu) {
    this.mmu = mmu;
  }

  /// A far pointer with its offset advanced; the segment stays.
  static long advanced(long pointer, long by) {
    return pointer & ~(long) OFFSET | pointer + by & OFFSET;
  }

  /// What DS holds.
  long dataSegment() {
    FarMemory memory = mmu.far();
    return memory == null ? 0 : memory.dataSegment();
  }

  /// Reads or writes through a pointer.
  ///
  /// @param access as [Op#farAccess] packs it
  /// @return false when that faulted
  boolean execute(Context c, long[] r, int register, long pointer, int access) {
    FarMemory memory = mmu.far();
    if (memory == null) {
      c.fault(Vector.UD, 0, 0);
      return false;
    }
    int operation = access >>> SEGMENT_SHIFT;
    int segment = (int) (pointer >>> SEGMENT_SHIFT) & OFFSET;
    int offset = (int) pointer + access & OFFSET;
    boolean done =
        isLoad(operation)
            ? memory.load(segment, offset, size(operation))
            : memory.store(segment, offset, size(operation), stored(operation, r[register]));
    if (!done) {
      c.fault(memory.vector(), memory.errorCode(), pointer);
    } else if (isLoad(operation)) {
      r[register] = loaded(operation, memory.loaded());
    } else if (memory.strayed()) {
      c.cause = Cause.STRAYED;
    }
    return done;
  }

  private static boolean isLoad(int operation) {
    return operation <= Op.LD64 || operation == Op.LDF32;
  }

  private static int size(int operation) {
    return switch (operation) {
      case Op.LD8S, Op.LD8U, Op.ST8 -> 1;
      case Op.LD16S, Op.LD16U, Op.ST16 -> 2;
      case Op.LD32S, Op.LD32U, Op.ST32, Op.LDF32, Op.STF32 -> 4;
      default -> 8;
    };
  }

  private static long loaded(int operation, long value) {
    return switch (operation) {
      case Op.LD8S -> (byte) value;
      case Op.LD16S -> (short) value;
      case Op.LD32S -> (int) value;
      case Op.LDF32 -> Values.bits(Float.intBitsToFloat((int) value));
      default -> value;
    };
  }

  private static long stored(int operation, long value) {
    return operation == Op.STF32 ? Float.floatToRawIntBits((float) Values.real(value)) : value;
  }
}
