package dev.ringfence.kernel.fs.call;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Way;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.Console;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.fs.Dentry;
import dev.ringfence.kernel.fs.Device;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.Fifo;
import dev.ringfence.kernel.fs.FifoOpening;
import dev.ringfence.kernel.fs.FileError;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.Nameless;
import dev.ringfence.kernel.fs.Naming;
import dev.ringfence.kernel.fs.OpenInode;
import dev.ringfence.kernel.fs.Opener;
import dev.ringfence.kernel.fs.PathFile;
import dev.ringfence.kernel.fs.Peripheral;
import dev.ringfence.kernel.fs.PeripheralOpening;
import dev.ringfence.kernel.fs.RegularFile;
import dev.ringfence.kernel.fs.SocketInode;
import dev.ringfence.kernel.fs.SymbolicLink;
import dev.ringfence.kernel.fs.TerminalDevice;
import dev.ringfence.kernel.fs.TextFile;
import dev.ringfence.kernel.inotify.Happening;
import dev.ringfence.kernel.ipc.FifoEnd;
import dev.ringfence.kernel.ipc.PipeEnd;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The calls that open files, and those on open files that have an offset: `openat(2)`, `lseek(2)`,
/// `pread(2)`, `ftruncate(2)`, `getdents(2)`.
public final class OpenCalls {
  private static final int O_CREAT = 0100;
  private static final int O_EXCL = 0200;
  private static final int O_TRUNC = 01000;
  private static final int O_DIRECTORY = OpenInode.O_DIRECTORY;
  private static final int O_NOFOLLOW = OpenInode.O_NOFOLLOW;
  private static final int O_CLOEXEC = 02000000;

  /// The largest way in which `lseek(2)` can be told where to: `SEEK_HOLE`.
  private static final int SEEK_MAX = 4;

  /// Without `O_DIRECTORY`, which programs give with it.
  private static final int O_TMPFILE = 020000000;

  private final FileSystem files;
  private final Paths paths;
  private final FifoOpening fifos;
  private final PeripheralOpening peripherals;
  private final Processes processes;
  private final Controlling controlling;
  private final boolean terminal;

  /// Opens the terminals that control processes.
  public interface Controlling {
    /// @return null if none controls the caller
    @Nullable Reference open(Task task, Inode node, int flags);
  }

  /// @param terminal whether the console is a terminal
  public OpenCalls(
      FileSystem files,
      Paths paths,
      FifoOpening fifos,
      PeripheralOpening peripherals,
      Processes processes,
      Controlling controlling,
      boolean terminal) {
    this.controlling = controlling;
    this.fifos = fifos;
    this.peripherals = peripherals;
    this.files = files;
    this.paths = paths;
    this.processes = processes;
    this.terminal = terminal;
  }

  public void addTo(Calls calls) {
    calls
        .add(
            "fcntl.h",
            "int __openat(int dirfd, const char *pathname, int openflags, mode_t mode)",
            task -> paths.answer(() -> open(task)))
        .waits()
        .acts(Act.OPEN)
        .interrupted(
            task -> {
              fifos.abandon(task);
              return Calls.BLOCKED;
            });
    calls.add("unistd.h", "off_t lseek(int fd, off_t offset, int whence)", this::seek);
    calls.add(
        "unistd.h", "ssize_t pread(int fd, void *buf, size_t count, off_t offset)", this::pread);
    calls.add(
        "unistd.h",
        "ssize_t pwrite(int fd, const void *buf, size_t count, off_t offset)",
        this::pwrite);
    calls.add("unistd.h", "int ftruncate(int fd, off_t length)", this::truncate);
    calls.add("dirent.h", "ssize_t getdents64(int fd, void *dirp, size_t count)", this::entries);
  }

  private long open(Task task) throws FileError {
    int flags = (int) task.argument(2);
    int permissions = (int) task.argument(3) & 07777 & ~task.process().umask;
    if ((flags & OpenFile.O_PATH) != 0) {
      return openPath(task, flags);
    }
    if ((flags & (O_CREAT | O_DIRECTORY)) == (O_CREAT | O_DIRECTORY)) {
      throw new FileError(Errno.EINVAL);
    }
    if ((flags & O_TMPFILE) != 0) {
      return openTemporary(task, flags, permissions);
    }
    String path = paths.path(task, 1);
    Directory from = paths.base(task, task.argument(0), path);
    if ((flags & O_CREAT) != 0 && path.endsWith("/")) {
      FileSystem.Found end = files.findName(from, path);
      if (!Naming.isDots(end.name())) {
        throw new FileError(Errno.EISDIR);
      }
    }
    boolean itself =
        (flags & O_NOFOLLOW) != 0 || (flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL);
    FileSystem.Found found = itself ? files.findLink(from, path) : files.find(from, path);
    Inode inode = (flags & O_CREAT) == 0 ? found.existing() : found.inode();
    boolean makes = inode == null;
    if (inode == null) {
      inode = files.naming().createFile(found, permissions);
    } else {
      check(inode, flags);
      permit(task, inode, path, files.isSharedMemory(found));
    }
    long fd = open(task, inode, path, flags);
    if (fd >= 0) {
      OpenFile file = task.process().descriptors().get(fd);
      if (file instanceof OpenInode opened) {
        opened.opened(found.parent(), found.name(), Opener.of(task));
      } else if (file instanceof FifoEnd end && inode instanceof Fifo) {
        end.opened(new Dentry(inode, found.parent(), found.name()));
      }
      task.process().descriptors().closeOnExec((int) fd, (flags & O_CLOEXEC) != 0);
      if ((flags & OpenFile.O_ASYNC) != 0) {
        task.process().descriptors().openedAsync(fd);
      }
      if (inode instanceof RegularFile regular && (flags & O_TRUNC) != 0 && !makes) {
        regular.truncate(0);
        regular.written(files.caller());
        regular.modified(files.now());
        regular.tell(Happening.MODIFY, found.parent(), found.name());
      }
    }
    return fd;
  }

  /// Whatever the file is and may be done with it. Of the flags, three count beside `O_PATH`.
  private long openPath(Task task, int flags) throws FileError {
    String path = paths.path(task, 1);
    Directory from = paths.base(task, task.argument(0), path);
    boolean follow = (flags & O_NOFOLLOW) == 0;
    Inode inode = files.findAs(files.caller(), from, path, follow).existing();
    if ((flags & O_DIRECTORY) != 0 && !(inode instanceof Directory)) {
      throw new FileError(Errno.ENOTDIR);
    }
    OpenFile file = new PathFile(inode, path, flags, Opener.of(task));
    return task.process().descriptors().open(new Reference(file), (flags & O_CLOEXEC) != 0);
  }

  /// A file without a name, in the file system of the directory that the path names.
  private long openTemporary(Task task, int flags, int permissions) throws FileError {
    if ((flags & O_DIRECTORY) == 0 || (flags & OpenInode.O_ACCMODE) == 0) {
      throw new FileError(Errno.EINVAL);
    }
    String path = paths.path(task, 1);
    Directory from = paths.base(task, task.argument(0), path);
    boolean follow = (flags & O_NOFOLLOW) == 0;
    Directory directory = files.findAs(files.caller(), from, path, follow).directory();
    if (!task.process().descriptors().hasRoom()) {
      throw new FileError(Errno.EMFILE);
    }
    RegularFile made =
        files.naming().createTemporary(directory, permissions, (flags & O_EXCL) == 0);
    String name = "#" + made.number;
    String where = Objects.requireNonNullElse(files.path(directory), "");
    OpenInode opened =
        new OpenInode(files, made, (where.equals("/") ? "" : where) + "/" + name, flags);
    opened.opened(directory, name, Opener.of(task));
    long fd = task.process().descriptors().open(new Reference(opened), (flags & O_CLOEXEC) != 0);
    if ((flags & OpenFile.O_ASYNC) != 0) {
      task.process().descriptors().openedAsync(fd);
    }
    return fd;
  }

  private long open(Task task, Inode inode, String path, int flags) throws FileError {
    if (inode instanceof Fifo fifo) {
      return fifos.open(task, fifo, path, flags);
    }
    if (inode instanceof Peripheral device) {
      return peripherals.open(task, device, flags);
    }
    if (inode instanceof TerminalDevice device) {
      return device.opening.open(task, device, flags);
    }
    if (inode instanceof Nameless nameless) {
      return openAgain(task, nameless, flags);
    }
    if (inode instanceof SocketInode) {
      throw new FileError(Errno.ENXIO);
    }
    boolean tty = inode instanceof Device device && device.kind == Device.Kind.TTY;
    Reference own = tty ? controlling.open(task, inode, flags) : null;
    if (tty && own == null && !terminal) {
      throw new FileError(Errno.ENXIO);
    }
    OpenFile open = tty ? processes.streams().console() : new OpenInode(files, inode, path, flags);
    return task.process().descriptors().open(own == null ? new Reference(open) : own, false);
  }

  /// Opens what a descriptor refers to: of those without a name only pipes and the console can be.
  private long openAgain(Task task, Nameless nameless, int flags) throws FileError {
    Reference opened =
        switch (nameless.file) {
          case PipeEnd end ->
              end.pipe()
                  .open(
                      flags & OpenInode.O_ACCMODE,
                      flags & (OpenFile.O_NONBLOCK | OpenFile.O_DIRECT));
          case Console console -> new Reference(console);
          default -> throw new FileError(Errno.ENXIO);
        };
    int fd = task.process().descriptors().open(opened);
    if (fd < 0) {
      opened.file().closed();
      throw new FileError(Errno.EMFILE);
    }
    if (opened.file() instanceof PipeEnd) {
      processes.unforeseen(task);
    }
    return fd;
  }

  /// Has the policy judge what another process has made.
  private void permit(Task task, Inode inode, String path, boolean memory) throws FileError {
    boolean fifo = inode instanceof Fifo;
    Way way = fifo ? Way.PIPE : memory ? Way.SHARED_MEMORY : Way.FILE;
    if ((fifo || inode instanceof RegularFile)
        && !processes
            .policy()
            .permits(task, inode.maker, way, (fifo ? "the FIFO " : "the file ") + path)) {
      throw new FileError(Errno.EACCES);
    }
  }

  private void check(Inode inode, int flags) throws FileError {
    boolean writes = (flags & OpenInode.O_ACCMODE) != 0;
    if ((flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL)) {
      throw new FileError(Errno.EEXIST);
    }
    if (inode instanceof SymbolicLink) {
      throw new FileError((flags & O_DIRECTORY) != 0 ? Errno.ENOTDIR : Errno.ELOOP);
    }
    if (inode instanceof Directory && (writes || (flags & (O_CREAT | O_TRUNC)) != 0)) {
      throw new FileError(Errno.EISDIR);
    }
    if ((flags & O_DIRECTORY) != 0 && !(inode instanceof Directory)) {
      throw new FileError(Errno.ENOTDIR);
    }
    int access =
        switch (flags & OpenInode.O_ACCMODE) {
          case OpenInode.O_WRONLY -> Inode.WRITE;
          case OpenInode.O_RDWR, OpenInode.O_ACCMODE -> Inode.READ | Inode.WRITE;
          default -> Inode.READ;
        };
    if (!files.allows(inode, (flags & O_TRUNC) != 0 ? access | Inode.WRITE : access)) {
      throw new FileError(Errno.EACCES);
    }
    if ((flags & OpenFile.O_NOATIME) != 0 && !inode.belongsTo(files.caller())) {
      throw new FileError(Errno.EPERM);
    }
    if ((flags & OpenFile.O_DIRECT) != 0 && !(inode instanceof RegularFile)) {
      throw new FileError(Errno.EINVAL);
    }
    if (inode instanceof RegularFile file && file.program != null && writes) {
      throw new FileError(Errno.ETXTBSY);
    }
    Errno refusal =
        switch (inode) {
          case TextFile text -> text.refusal(writes);
          case Directory directory -> directory.refusal();
          default -> null;
        };
    if (refusal != null) {
      throw new FileError(refusal);
    }
  }

  private long seek(Task task) {
    OpenFile file = file(task);
    int whence = (int) task.argument(2);
    return file == null
        ? Errno.EBADF.result()
        : whence < 0 || whence > SEEK_MAX
            ? Errno.EINVAL.result()
            : file.seek(task.argument(1), whence);
  }

  private long pread(Task task) {
    OpenFile file = file(task);
    long refusal = refusal(file, task.argument(2), task.argument(3));
    return file == null || refusal != 0
        ? refusal
        : file.read(task, task.argument(1), task.argument(2), task.argument(3));
  }

  private long pwrite(Task task) {
    OpenFile file = file(task);
    long refusal = refusal(file, task.argument(2), task.argument(3));
    return file == null || refusal != 0
        ? refusal
        : file.write(task, task.argument(1), task.argument(2), task.argument(3));
  }

  /// What speaks against a range of a file, such as that it ends behind the largest offset: a
  /// negative error number, or 0.
  private static long refusal(@Nullable OpenFile file, long count, long offset) {
    if (offset >= 0 && file == null) {
      return Errno.EBADF.result();
    }
    boolean isRange = offset >= 0 && count >= 0 && offset <= Long.MAX_VALUE - count;
    return isRange ? 0 : Errno.EINVAL.result();
  }

  private long truncate(Task task) {
    OpenFile file = file(task);
    boolean negative = task.argument(1) < 0;
    return file == null || negative
        ? (negative ? Errno.EINVAL : Errno.EBADF).result()
        : file.truncate(task.argument(1));
  }

  private long entries(Task task) {
    OpenFile file = file(task);
    return file == null
        ? Errno.EBADF.result()
        : file instanceof OpenInode open
            ? DirectoryRecords.read(
                task.process().memory(), open, task.argument(1), task.argument(2))
            : Errno.ENOTDIR.result();
  }

  private static @Nullable OpenFile file(Task task) {
    return task.process().descriptors().get((int) task.argument(0));
  }
}
