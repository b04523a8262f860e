package dev.ringfence.kernel.socket;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import org.jspecify.annotations.Nullable;

/// The buffers in a process's memory that a message is gathered from or scattered to
/// (`readv(2)`).
///
/// @param total bytes of all together
/// @param own bytes of the kernel's in their place, if it is the kernel that sends or receives
/// @param before how many bytes of the message come before those
public record Parts(long[] bases, long[] lengths, long total, byte @Nullable [] own, long before) {
  private static final long[] NONE = {};

  private static final int MOST_PARTS = 1024;

  /// Where the addresses of programs end.
  private static final long END = 0x7FFF_FFFF_F000L;

  /// The most bytes that one call moves: `MAX_RW_COUNT`.
  static final long MOST = 0x7FFF_F000;

  /// One buffer.
  ///
  /// @param length without a sign
  /// @throws SocketError `EFAULT` if it does not end where programs may have memory
  static Parts of(long base, long length) throws SocketError {
    long size = length < 0 ? MOST : Math.min(length, MOST);
    if (base < 0 || base + size > END) {
      throw new SocketError(Errno.EFAULT);
    }
    return new Parts(new long[] {base}, new long[] {size}, size, null, 0);
  }

  /// Bytes of the kernel's, which come behind others of the message.
  static Parts of(byte[] own, long before) {
    return new Parts(NONE, NONE, before + own.length, own, before);
  }

  /// The buffers that an array of `struct iovec` tells of.
  ///
  /// @throws SocketError `EMSGSIZE` if there are too many, `EFAULT`, `EINVAL`
  static Parts read(AddressSpace memory, long array, long count) throws SocketError {
    if (count < 0 || count > MOST_PARTS) {
      throw new SocketError(Errno.EMSGSIZE);
    }
    int word = memory.regions().word();
    long[] bases = new long[(int) count];
    long[] lengths = new long[(int) count];
    long total = 0;
    for (int i = 0; i < count; i++) {
      Long base = UserMemory.getPointer(memory, array + 2L * word * i);
      Long length = UserMemory.getWord(memory, array + 2L * word * i + word);
      if (base == null || length == null) {
        throw new SocketError(Errno.EFAULT);
      }
      if (length < 0) {
        throw new SocketError(Errno.EINVAL);
      }
      bases[i] = base;
      lengths[i] = Math.min(length, MOST - total);
      total += lengths[i];
    }
    return new Parts(bases, lengths, total, null, 0);
  }

  /// What is copied between an array and a place in memory. False means `EFAULT`.
  private interface Copy {
    boolean at(long address, int offset, int length);
  }

  /// Copies bytes out of the process, from a place in the message on. False means `EFAULT`.
  public boolean gather(AddressSpace memory, long from, byte[] to, int offset, int length) {
    if (own != null) {
      System.arraycopy(own, (int) (from - before), to, offset, length);
      return true;
    }
    return each(from, length, (at, i, n) -> UserMemory.read(memory, at, to, offset + i, n));
  }

  /// Copies bytes into the process, to a place in the message. False means `EFAULT`.
  public boolean scatter(AddressSpace memory, long to, byte[] from, int offset, int length) {
    if (own != null) {
      System.arraycopy(from, offset, own, (int) (to - before), length);
      return true;
    }
    return each(to, length, (at, i, n) -> UserMemory.write(memory, at, from, offset + i, n));
  }

  private boolean each(long from, int length, Copy copy) {
    long skipped = 0;
    int done = 0;
    for (int i = 0; i < bases.length && done < length; i++) {
      long inside = from + done - skipped;
      if (inside < lengths[i]) {
        int part = (int) Math.min(length - done, lengths[i] - inside);
        if (!copy.at(bases[i] + inside, done, part)) {
          return false;
        }
        done += part;
      }
      skipped += lengths[i];
    }
    return true;
  }
}
