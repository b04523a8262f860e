package dev.ringfence.kernel.fs;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.file.AsyncFiles;
import dev.ringfence.kernel.file.Transferable;
import dev.ringfence.kernel.inotify.Happening;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Backing;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An open file description for an inode: with an offset that all its descriptors share.
public final class OpenInode implements Transferable {
  public static final int O_ACCMODE = 3;
  public static final int O_DIRECTORY = 0200000;
  public static final int O_NOFOLLOW = 0400000;

  /// What `F_GETFL` tells beside these: `O_DSYNC`, `FASYNC`, `O_SYNC`, and that of
  /// `O_TMPFILE`.
  private static final int TOLD =
      O_ACCMODE
          | SETTABLE
          | O_DIRECT
          | 010000
          | 020000
          | O_DIRECTORY
          | O_NOFOLLOW
          | 04000000
          | 020000000;

  private static final int MOST = 1 << 20;

  /// The most that one call writes.
  private static final int MAX_RW_COUNT = 0x7FFF_F000;

  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;
  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;

  private final FileSystem files;
  private final Inode inode;
  private final String path;
  private int flags;
  private long offset;

  /// The name by which it was opened, if it was opened by a path.
  private @Nullable Dentry dentry;

  private @Nullable Opener opener;

  /// What a directory held when reading it began.
  private @Nullable List<Directory.Entry> entries;

  /// What a text file said when reading it began.
  private byte @Nullable [] text;

  /// @param path by which it was opened
  /// @param flags as for `open(2)`
  public OpenInode(FileSystem files, Inode inode, String path, int flags) {
    this.files = files;
    this.inode = inode;
    this.path = path;
    this.flags = flags;
  }

  /// It has been opened by a path.
  public void opened(Directory where, String as, Opener by) {
    opener = by;
    dentry = new Dentry(inode, where, as);
    dentry.opened();
  }

  /// Tells those who watch of a [Happening].
  private void happened(int what) {
    inode.tellOfUse(what, parent(), name());
  }

  @Override
  public @Nullable Dentry dentry() {
    return dentry;
  }

  /// The directory in which it lies now, if it was opened by a path.
  public @Nullable Directory parent() {
    return dentry == null ? null : dentry.parent();
  }

  /// What it is called there.
  public String name() {
    return dentry == null ? "" : dentry.name();
  }

  @Override
  public Inode inode() {
    return inode;
  }

  @Override
  public boolean isOf(Task task) {
    return opener == null || opener.isStill(task);
  }

  @Override
  public String label() {
    return path;
  }

  @Override
  public boolean isPollable() {
    return false;
  }

  @Override
  public int flags() {
    return flags & TOLD;
  }

  @Override
  public void setFlags(int next) {
    flags = flags & ~(SETTABLE | O_DIRECT) | next & (SETTABLE | O_DIRECT);
  }

  @Override
  public boolean mayBeDirect() {
    return inode instanceof RegularFile file && file.seals == Seals.NONE;
  }

  @Override
  public long mayMap(boolean writes) {
    boolean zeros = inode instanceof Device device && device.kind == Device.Kind.ZERO;
    if (!zeros && !(inode instanceof RegularFile)) {
      return Errno.ENODEV.result();
    }
    if (writes && inode instanceof RegularFile file && file.seals.forbidWriting()) {
      return Errno.EPERM.result();
    }
    boolean readable = (flags & O_WRONLY) == 0;
    return readable && (!writes || (flags & O_ACCMODE) == O_RDWR) ? 0 : Errno.EACCES.result();
  }

  @Override
  public @Nullable Backing pages() {
    return inode instanceof RegularFile file ? file : null;
  }

  @Override
  public long read(Task task, long buffer, long count) {
    long read = read(task, buffer, count, offset);
    offset += Math.max(0, read);
    return read;
  }

  /// Reads from the text as it was when reading it began at its start.
  private int text(TextFile file, long from, byte[] bytes) {
    byte[] all = text;
    if (all == null || from == 0) {
      all = file.text();
      text = all;
    }
    if (all == null) {
      return (int) Errno.ESRCH.result();
    }
    int available = (int) Math.clamp(all.length - from, 0, bytes.length);
    if (available > 0) {
      System.arraycopy(all, (int) from, bytes, 0, available);
    }
    return available;
  }

  @Override
  public long write(Task task, long buffer, long count) {
    long at = (flags & O_APPEND) != 0 ? inode.size() : offset;
    long written = write(task, buffer, count, at);
    if (written > 0) {
      offset = at + written;
    }
    return written;
  }

  @Override
  public long position() {
    return offset;
  }

  @Override
  public void position(long next) {
    offset = next;
  }

  @Override
  public boolean counts() {
    return !(inode instanceof Device);
  }

  @Override
  public int fetch(byte[] bytes, long from) {
    int read =
        switch (inode) {
          case RegularFile file -> file.read(from, bytes, bytes.length);
          case TextFile file -> text(file, from, bytes);
          case Device device -> device(device, bytes);
          case Directory _,
              SymbolicLink _,
              Fifo _,
              Peripheral _,
              SocketInode _,
              TerminalDevice _,
              Nameless _ ->
              (int) Errno.EISDIR.result();
        };
    if (read > 0) {
      inode.accessed = files.now();
      happened(Happening.ACCESS);
    }
    return read;
  }

  @Override
  public List<AsyncFiles> asyncFiles() {
    return inode instanceof Device device && device.isRandom() ? List.of(device.async) : List.of();
  }

  private int device(Device device, byte[] bytes) {
    boolean random = device.isRandom();
    for (int i = 0; random && i < bytes.length; i++) {
      bytes[i] = (byte) files.random().below(256);
    }
    return device.kind == Device.Kind.NULL ? 0 : bytes.length;
  }

  @Override
  public long store(byte[] bytes, int count, long to) {
    if (inode instanceof RegularFile file) {
      long stored = file.put(files, bytes, count, (flags & O_APPEND) != 0 ? file.size() : to);
      if (stored > 0) {
        happened(Happening.MODIFY);
      }
      return stored;
    }
    if (inode instanceof TextFile file) {
      long refused = file.write(new String(bytes, 0, count, StandardCharsets.UTF_8));
      return refused == 0 ? count : refused;
    }
    boolean full = inode instanceof Device device && device.kind == Device.Kind.FULL;
    return full && count > 0 ? Errno.ENOSPC.result() : count;
  }

  @Override
  public long read(Task task, long buffer, long count, long from) {
    if ((flags & O_WRONLY) != 0) {
      return Errno.EBADF.result();
    }
    byte[] bytes = new byte[(int) Math.min(count, MOST)];
    AddressSpace memory = task.process().memory();
    long done = 0;
    while (true) {
      int read = fetch(bytes, from + done);
      long copied = read;
      if (read > 0) {
        int reached = UserMemory.writeReachable(memory, buffer + done, bytes, read);
        copied = reached == 0 ? Errno.EFAULT.result() : reached;
      }
      if (copied < bytes.length || done + copied > count - 1) {
        return copied < 0 && done > 0 ? done : done + copied;
      }
      done += copied;
      bytes = bytes.length > count - done ? new byte[(int) (count - done)] : bytes;
    }
  }

  @Override
  public long write(Task task, long buffer, long count, long to) {
    if (!isWritable()) {
      return Errno.EBADF.result();
    }
    if (inode instanceof Device device) {
      return device.kind == Device.Kind.FULL
          ? Errno.ENOSPC.result()
          : Math.min(count, MAX_RW_COUNT);
    }
    byte[] bytes = new byte[(int) Math.min(count, MOST)];
    AddressSpace memory = task.process().memory();
    long done = 0;
    while (true) {
      int wanted = (int) Math.min(bytes.length, count - done);
      int part = UserMemory.readReachable(memory, buffer + done, bytes, wanted);
      long stored =
          part == 0 && done < count ? Errno.EFAULT.result() : store(bytes, part, to + done);
      if (stored < bytes.length || done + stored >= count) {
        return stored < 0 && done > 0 ? done : done + stored;
      }
      done += stored;
    }
  }

  @Override
  public long seek(long by, int whence) {
    if (inode instanceof Device) {
      return 0;
    }
    if ((whence == SEEK_DATA || whence == SEEK_HOLE) && inode instanceof RegularFile) {
      // All of it is data, and behind that is a hole.
      if (by < 0 || by >= inode.size()) {
        return Errno.ENXIO.result();
      }
      offset = whence == SEEK_DATA ? by : inode.size();
      return offset;
    }
    if (whence < SEEK_SET || whence > SEEK_END) {
      return Errno.EINVAL.result();
    }
    long from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? offset : inode.size();
    if (from + by < 0) {
      return Errno.EINVAL.result();
    }
    offset = from + by;
    entries = offset == 0 ? null : entries;
    return offset;
  }

  @Override
  public long control(Task task, int request, long argument) {
    if (request != FIONREAD || !(inode instanceof RegularFile)) {
      return Errno.ENOTTY.result();
    }
    int ahead = (int) Math.max(Integer.MIN_VALUE, inode.size() - offset);
    return UserMemory.putInt(task.process().memory(), argument, ahead) ? 0 : Errno.EFAULT.result();
  }

  /// As `truncate(2)` for a file that was found there.
  public long truncate(long length, @Nullable Directory where, String as) {
    dentry = where == null ? null : new Dentry(inode, where, as);
    return truncate(length);
  }

  private boolean isWritable() {
    return (flags & O_ACCMODE) == O_WRONLY || (flags & O_ACCMODE) == O_RDWR;
  }

  @Override
  public long truncate(long length) {
    if (!isWritable() || !(inode instanceof RegularFile file) || length < 0) {
      return Errno.EINVAL.result();
    }
    long result = file.resize(files, length);
    if (result == 0) {
      inode.tell(Happening.MODIFY, parent(), name());
    }
    return result;
  }

  @Override
  public long seals() {
    return inode instanceof RegularFile file ? file.seals.told() : Errno.EINVAL.result();
  }

  @Override
  public long addSeals(int seals, Iterable<AddressSpace> memories) {
    boolean writable = isWritable();
    if (!(inode instanceof RegularFile file)) {
      return Errno.EINVAL.result();
    }
    return writable ? file.seals.add(seals, file, memories) : Errno.EPERM.result();
  }

  /// As `fallocate(2)`, in a range that there can be.
  public long allocate(int mode, long from, long length) {
    if (!(inode instanceof RegularFile file)) {
      return (inode instanceof Directory ? Errno.EISDIR : Errno.ENODEV).result();
    }
    long result = file.allocate(files, mode, from, length);
    if (result == 0) {
      happened(Happening.MODIFY);
    }
    return result;
  }

  /// What a directory held when reading it began; null for what is none.
  public @Nullable List<Directory.Entry> entries() {
    if (!(inode instanceof Directory directory)) {
      return null;
    }
    if (entries == null) {
      entries = directory.entries();
    }
    happened(Happening.ACCESS);
    return entries;
  }

  @Override
  public void closed() {
    if (inode.locks != null) {
      inode.locks.release(this);
    }
    if (dentry != null) {
      dentry.closed((flags & O_ACCMODE) != 0);
    }
  }
}
