package dev.ringfence.user;

import dev.ringfence.c.AtomicFunction;
import dev.ringfence.machine.Mmu;
import dev.ringfence.machine.PhysicalMemory;
import java.util.Arrays;

/// Accesses that may span pages: blocks, and numbers that straddle a page boundary.
///
/// A method that returns false has met a fault, which [Mmu] describes. It has then written nothing,
/// or bytes that the same instruction writes again when it is restarted.
final class Blocks {
  private static final int FRAME = PhysicalMemory.FRAME;

  private final Mmu mmu;
  private byte[] buffer = new byte[256];

  /// What [#load] read, little-endian and zero-extended.
  long loaded;

  Blocks(Mmu mmu) {
    this.mmu = mmu;
  }

  /// Reads a number of `size` bytes, 2 to 8, into [#loaded].
  boolean load(long address, int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      byte[] page = mmu.forRead(address + i);
      if (page == null) {
        return false;
      }
      value |= (page[offset(address + i)] & 0xFFL) << 8 * i;
    }
    loaded = value;
    return true;
  }

  /// Writes a number of `size` bytes, 2 to 8, wholly or not at all.
  boolean store(long address, int size, long value) {
    if (!isWritable(address, size)) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      byte[] page = mmu.forWrite(address + i);
      if (page == null) {
        return false;
      }
      page[offset(address + i)] = (byte) (value >>> 8 * i);
    }
    return true;
  }

  /// Whether all bytes of a number may be written; if not, the MMU tells of the first that may not.
  boolean isWritable(long address, int size) {
    return mmu.forWrite(address) != null
        && (offset(address) <= FRAME - size || mmu.forWrite(address + size & -FRAME) != null);
  }

  /// Does an atomic read-modify-write ([dev.ringfence.c.Op#ATOMIC]), and leaves the old value in
  /// [#loaded].
  boolean update(int operand, long address, long x, long y) {
    int size = AtomicFunction.size(operand);
    if (Values.spans(address, size)) {
      return updateBytes(operand, address, size, x, y);
    }
    byte[] written = mmu.forWrite(address);
    byte[] read = written == null ? null : mmu.forRead(address);
    if (written == null || read == null) {
      return false;
    }
    long old = AtomicFunction.extend(operand, Values.load(read, address, size));
    Values.store(written, address, size, AtomicFunction.apply(operand, old, x, y));
    loaded = old;
    return true;
  }

  /// As [#update], of a number that spans two pages.
  private boolean updateBytes(int operand, long address, int size, long x, long y) {
    if (isWritable(address, size) && load(address, size)) {
      long old = AtomicFunction.extend(operand, loaded);
      if (store(address, size, AtomicFunction.apply(operand, old, x, y))) {
        loaded = old;
        return true;
      }
    }
    return false;
  }

  /// Copies `size` bytes, as `memmove` does. Both ranges are probed first, so that a copy between
  /// ranges that overlap can be restarted.
  boolean copy(long to, long from, int size) {
    if (!probe(to, size, true) || !probe(from, size, false)) {
      return false;
    }
    if (buffer.length < size) {
      buffer = new byte[size];
    }
    for (int done = 0; done < size; ) {
      byte[] page = mmu.forRead(from + done);
      if (page == null) {
        return false;
      }
      int part = Math.min(size - done, FRAME - offset(from + done));
      System.arraycopy(page, offset(from + done), buffer, done, part);
      done += part;
    }
    for (int done = 0; done < size; ) {
      byte[] page = mmu.forWrite(to + done);
      if (page == null) {
        return false;
      }
      int part = Math.min(size - done, FRAME - offset(to + done));
      System.arraycopy(buffer, done, page, offset(to + done), part);
      done += part;
    }
    return true;
  }

  /// Writes `size` bytes of zero.
  boolean zero(long to, int size) {
    for (int done = 0; done < size; ) {
      byte[] page = mmu.forWrite(to + done);
      if (page == null) {
        return false;
      }
      int at = offset(to + done);
      int part = Math.min(size - done, FRAME - at);
      Arrays.fill(page, at, at + part, (byte) 0);
      done += part;
    }
    return true;
  }

  private boolean probe(long from, int size, boolean write) {
    for (int done = 0; done < size; done += FRAME - offset(from + done)) {
      long address = from + done;
      if ((write ? mmu.forWrite(address) : mmu.forRead(address)) == null) {
        return false;
      }
    }
    return true;
  }

  private static int offset(long address) {
    return (int) address & FRAME - 1;
  }
}
