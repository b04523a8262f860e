package dev.ringfence.kernel.memory;

import dev.ringfence.machine.Access;
import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PhysicalMemory;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Copies between the kernel and a process's memory, which the process's pointers name.
public final class UserMemory {
  private static final int FRAME = PhysicalMemory.FRAME;

  /// `TASK_SIZE_MAX` of 64 bits.
  private static final long END = 0x7FFF_FFFF_F000L;
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private UserMemory() {}

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /// Copies out of the process. False means `EFAULT`.
  public static boolean read(AddressSpace space, long from, byte[] to, int offset, int length) {
    for (int done = 0; done < length; ) {
      byte[] page = reach(space, from + done, false);
      if (page == null) {
        return false;
      }
      int at = (int) (from + done) & FRAME - 1;
      int part = Math.min(length - done, FRAME - at);
      System.arraycopy(page, at, to, offset + done, part);
      done += part;
    }
    space.frames().accessed(space, from, length, false);
    return true;
  }

  /// Copies into the process. False means `EFAULT`, with what lies before the bad page written.
  public static boolean write(AddressSpace space, long to, byte[] from, int offset, int length) {
    for (int done = 0; done < length; ) {
      byte[] page = reach(space, to + done, true);
      if (page == null) {
        return false;
      }
      int at = (int) (to + done) & FRAME - 1;
      int part = Math.min(length - done, FRAME - at);
      System.arraycopy(from, offset + done, page, at, part);
      done += part;
    }
    space.frames().accessed(space, to, length, true);
    return true;
  }

  /// The bytes behind an address, for the kernel's own access on behalf of the process, after the
  /// page has been brought in as the access needs it. Null means `EFAULT`.
  static byte @Nullable [] reach(AddressSpace space, long pointer, boolean write) {
    long address = pointer & space.regions().addresses();
    byte[] bytes = space.entries().bytes(address, write);
    return bytes != null ? bytes : bringIn(space, address, write);
  }

  private static byte @Nullable [] bringIn(AddressSpace space, long address, boolean write) {
    Frames frames = space.frames();
    PageEntries entries = space.entries();
    if (!frames.tables().isCanonical(address)) {
      return null;
    }
    Area area = space.grownTo(address);
    if (area == null
        || !area.readable()
        || write && !area.writable()
        || area.isSupervisor() && !entries.supervised) {
      return null;
    }
    int frame = -1;
    long entry = entries.get(address);
    if (!Entry.has(entry, Entry.PRESENT) || write && !Entry.has(entry, Entry.WRITABLE)) {
      FaultOutcome outcome = space.fault(address, write ? Access.WRITE : Access.READ, true);
      if (outcome == FaultOutcome.REFUSED
          || outcome == FaultOutcome.BEYOND
          || outcome == FaultOutcome.AWAY
          || outcome == FaultOutcome.OUT_OF_MEMORY) {
        return null;
      }
      frame = entries.frame(address, write);
    }
    return frames.memory().materialise(frame >= 0 ? frame : Entry.frame(entries.get(address)));
  }

  /// Whether so many bytes may be read, or written.
  public static boolean isReachable(AddressSpace space, long from, long length, boolean write) {
    long last = from + length - 1;
    if (length > 0 && last < from) {
      return false;
    }
    for (long at = from; length > 0 && at <= last; at = (at & -FRAME) + FRAME) {
      if (reach(space, at, write) == null) {
        return false;
      }
    }
    return true;
  }

  /// Whether so many bytes could be a process's at all (`access_ok` of Linux), on a machine of
  /// 64 bits: whether they are mapped is not asked.
  public static boolean isInUserSpace(AddressSpace space, long from, long length) {
    return space.regions().word() < Long.BYTES || from >= 0 && from <= END - length;
  }

  /// How many of so many bytes can be reached, from the first one on.
  private static long reachable(AddressSpace space, long from, long length, boolean write) {
    long done = 0;
    while (done < length && reach(space, from + done, write) != null) {
      done = Math.min(length, done + FRAME - (from + done & FRAME - 1));
    }
    return done;
  }

  /// As [#read], as far as the memory can be reached: how many bytes.
  public static int readReachable(AddressSpace space, long from, byte[] to, int length) {
    if (read(space, from, to, 0, length)) {
      return length;
    }
    int reached = (int) reachable(space, from, length, false);
    read(space, from, to, 0, reached);
    return reached;
  }

  /// As [#write], as far as the memory can be reached: how many bytes.
  public static int writeReachable(AddressSpace space, long to, byte[] from, int length) {
    return write(space, to, from, 0, length) ? length : (int) reachable(space, to, length, true);
  }

  /// Writes a little-endian number of `size` bytes. False means `EFAULT`.
  public static boolean put(AddressSpace space, long to, int size, long value) {
    int at = (int) to & FRAME - 1;
    if (at <= FRAME - size) {
      byte[] page = reach(space, to, true);
      if (page == null) {
        return false;
      }
      switch (size) {
        case Integer.BYTES -> INT.set(page, at, (int) value);
        case Long.BYTES -> LONG.set(page, at, value);
        default -> {
          for (int i = 0; i < size; i++) {
            page[at + i] = (byte) (value >>> 8 * i);
          }
        }
      }
      space.frames().accessed(space, to, size, true);
      return true;
    }
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (value >>> 8 * i);
    }
    return write(space, to, bytes, 0, size);
  }

  /// Writes a pointer, as wide as the process has them. False means `EFAULT`.
  public static boolean putWord(AddressSpace space, long to, long value) {
    return put(space, to, space.regions().word(), value);
  }

  /// Writes an `int`, as wide as the process has it. False means `EFAULT`.
  public static boolean putInt(AddressSpace space, long to, long value) {
    return put(space, to, space.regions().intSize(), value);
  }

  /// An `int` as the process has it, as an unsigned number; or -1, which means `EFAULT`.
  public static long getInt(AddressSpace space, long from) {
    byte[] page = reach(space, from, false);
    int at = (int) from & FRAME - 1;
    int size = space.regions().intSize();
    if (page == null || at > FRAME - size) {
      return -1;
    }
    return size == Short.BYTES
        ? (short) SHORT.get(page, at) & 0xFFFFL
        : (int) INT.get(page, at) & 0xFFFF_FFFFL;
  }

  /// A little-endian number of 4 bytes without a sign, or -1, which means `EFAULT`.
  public static long getUnsigned(AddressSpace space, long from) {
    byte[] bytes = new byte[Integer.BYTES];
    if (!read(space, from, bytes, 0, bytes.length)) {
      return -1;
    }
    return bytes[0] & 0xFFL
        | (bytes[1] & 0xFFL) << 8
        | (bytes[2] & 0xFFL) << 16
        | (bytes[3] & 0xFFL) << 24;
  }

  /// A little-endian number of 8 bytes, or null, which means `EFAULT`.
  public static @Nullable Long getLong(AddressSpace space, long from) {
    int at = (int) from & FRAME - 1;
    if (at <= FRAME - Long.BYTES) {
      byte[] page = reach(space, from, false);
      return page == null ? null : (long) LONG.get(page, at);
    }
    byte[] bytes = new byte[Long.BYTES];
    return read(space, from, bytes, 0, Long.BYTES) ? (long) LONG.get(bytes, 0) : null;
  }

  /// A `long`, as wide as the process has it, sign-extended; or null, which means `EFAULT`.
  public static @Nullable Long getWord(AddressSpace space, long from) {
    return getSigned(space, from, Math.max(Integer.BYTES, space.regions().word()));
  }

  private static @Nullable Long getSigned(AddressSpace space, long from, int size) {
    if (size == Long.BYTES) {
      return getLong(space, from);
    }
    byte[] bytes = new byte[size];
    if (!read(space, from, bytes, 0, size)) {
      return null;
    }
    long value = bytes[size - 1];
    for (int i = size - 2; i >= 0; i--) {
      value = value << 8 | bytes[i] & 0xFF;
    }
    return value;
  }

  /// A pointer, or null, which means `EFAULT`.
  public static @Nullable Long getPointer(AddressSpace space, long from) {
    Long word = getSigned(space, from, space.regions().word());
    return word == null ? null : word & -1L >>> Long.SIZE - 8 * space.regions().word();
  }

  /// The string at an address, up to its final zero and at most `limit` bytes. Null means `EFAULT`.
  public static @Nullable String string(AddressSpace space, long from, int limit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < limit; i++) {
      byte[] page = reach(space, from + i, false);
      if (page == null) {
        return null;
      }
      byte b = page[(int) (from + i) & FRAME - 1];
      if (b == 0) {
        break;
      }
      bytes.write(b);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
