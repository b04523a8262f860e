package dev.ringfence.kernel.fs;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.memory.Backing;
import dev.ringfence.kernel.memory.Image;
import dev.ringfence.kernel.memory.Segment;
import dev.ringfence.machine.PhysicalMemory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A file of bytes in memory, or a program that can be executed.
public final class RegularFile extends Inode implements Backing {
  /// How far bytes can lie in it: what a process may write before `EFBIG`, as `RLIMIT_FSIZE` would
  /// say. Its size may be larger, by a hole behind them.
  static final int LARGEST = 1 << 30;

  // Modes of `fallocate(2)`.
  public static final int KEEP_SIZE = 1;
  public static final int PUNCH_HOLE = 2;
  public static final int ZERO_RANGE = 0x10;

  /// Loads the program that executing it runs; gives null when memory is out.
  public final @Nullable Supplier<@Nullable Image> program;

  /// How much of a script's first line counts (`execve(2)`).
  private static final int INTERPRETER_MAX = 256;

  private static final int PAGE = PhysicalMemory.FRAME;

  /// What nobody may do with it any more.
  public Seals seals = Seals.NONE;

  /// Whether it can be given its first name (`O_TMPFILE` of `open(2)`).
  boolean mayBeNamed;

  /// What it begins with: what lies behind is zeros.
  private byte[] bytes = new byte[0];

  private long size;
  private @Nullable Segment segment;

  public RegularFile(
      long number,
      int permissions,
      Credentials maker,
      long now,
      @Nullable Supplier<@Nullable Image> program) {
    super(number, S_IFREG, permissions, maker, now);
    this.program = program;
  }

  @Override
  public long size() {
    return size;
  }

  /// The words of a first line that begins with `#!`, or null.
  public @Nullable List<String> interpreter() {
    byte[] line = new byte[INTERPRETER_MAX];
    int length = read(0, line, line.length);
    String text = new String(line, 0, length, StandardCharsets.UTF_8);
    if (!text.startsWith("#!")) {
      return null;
    }
    String words = text.substring(2).split("\n", 2)[0].strip();
    return words.isEmpty() ? null : List.of(words.split("\\s+", 2));
  }

  /// Copies out what there is from an offset on: how many bytes.
  int read(long offset, byte[] to, int count) {
    int available = (int) Math.clamp(size - offset, 0, count);
    if (available > 0) {
      if (segment != null) {
        segment.store(offset / PAGE, (offset + available) / PAGE);
      }
      int there = (int) Math.clamp(bytes.length - offset, 0, available);
      if (there > 0) {
        System.arraycopy(bytes, (int) offset, to, 0, there);
      }
      Arrays.fill(to, there, available, (byte) 0);
    }
    return available;
  }

  /// Writes at an offset, which with the count must be within [#LARGEST]; a gap becomes zeros.
  void write(long offset, byte[] from, int count) {
    int end = (int) offset + count;
    long firstPage = Math.min(offset, size) / PAGE;
    if (segment != null) {
      segment.store(firstPage, end / PAGE);
    }
    grow(end);
    System.arraycopy(from, 0, bytes, (int) offset, count);
    size = Math.max(size, end);
    if (segment != null) {
      segment.load(firstPage, end / PAGE);
    }
  }

  /// Cuts it off, or lengthens it by zeros.
  public void truncate(long length) {
    if (segment != null) {
      segment.store(0, Long.MAX_VALUE);
    }
    if (length < Math.min(size, bytes.length)) {
      Arrays.fill(bytes, (int) length, (int) Math.min(size, bytes.length), (byte) 0);
    }
    size = length;
    if (segment != null) {
      segment.load(0, Long.MAX_VALUE);
    }
  }

  /// As `pwrite(2)`, as far as its seals and [#LARGEST] let: how many bytes, or a negative error
  /// number.
  long put(FileSystem files, byte[] from, int count, long at) {
    long limit = files.sizeLimit();
    if (at >= limit && count > 0) {
      files.sizeExceeded();
      return Errno.EFBIG.result();
    }
    int room = (int) Math.clamp(Math.min(LARGEST, limit) - at, 0, count);
    if (count > 0 && seals.refuses(size, at, room)) {
      room = seals.roomBefore(size, at);
      if (room == 0) {
        return Errno.EPERM.result();
      }
    }
    if (room == 0 && count > 0) {
      return Errno.EFBIG.result();
    }
    if (room > 0) {
      write(at, from, room);
      changed(files);
    }
    return room;
  }

  /// As `ftruncate(2)` to a length that is not negative: 0, or a negative error number.
  long resize(FileSystem files, long length) {
    if (seals.refuseSize(size, length)) {
      return Errno.EPERM.result();
    }
    if (length > size && length > files.sizeLimit()) {
      files.sizeExceeded();
      return Errno.EFBIG.result();
    }
    truncate(length);
    changed(files);
    return 0;
  }

  /// As `fallocate(2)`, in a range that there can be: 0, or a negative error number.
  long allocate(FileSystem files, int mode, long from, long length) {
    long to = from + length;
    if (to > LARGEST) {
      return Errno.EFBIG.result();
    }
    boolean punches = (mode & PUNCH_HOLE) != 0;
    if (punches ? seals.forbidWriting() : to > size && seals.forbidGrowing()) {
      return Errno.EPERM.result();
    }
    if ((mode & (PUNCH_HOLE | ZERO_RANGE)) != 0 && from < size) {
      int cleared = (int) (Math.min(to, size) - from);
      write(from, new byte[cleared], cleared);
    }
    if ((mode & KEEP_SIZE) == 0 && to > size) {
      truncate((int) to);
    }
    changed(files);
    return 0;
  }

  private void changed(FileSystem files) {
    written(files.caller());
    modified(files.now());
  }

  @Override
  public boolean has(long page) {
    return page * PAGE < Math.min(size, LARGEST);
  }

  @Override
  public void load(long page, byte[] to) {
    int available = (int) Math.clamp(Math.min(size, bytes.length) - page * PAGE, 0, PAGE);
    if (available > 0) {
      System.arraycopy(bytes, (int) page * PAGE, to, 0, available);
    }
    Arrays.fill(to, available, PAGE, (byte) 0);
  }

  @Override
  public void store(long page, byte[] from) {
    int available = (int) Math.clamp(Math.min(size, LARGEST) - page * PAGE, 0, PAGE);
    if (available > 0) {
      grow((int) page * PAGE + available);
      System.arraycopy(from, 0, bytes, (int) page * PAGE, available);
    }
  }

  @Override
  public @Nullable Segment segment() {
    return segment;
  }

  @Override
  public void segment(@Nullable Segment next) {
    segment = next;
  }

  private void grow(int length) {
    if (length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length, Math.min(LARGEST, bytes.length * 2)));
    }
  }
}
