package dev.ringfence.kernel.fs.call;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.FileError;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.Naming;
import dev.ringfence.kernel.fs.OpenInode;
import dev.ringfence.kernel.fs.RegularFile;
import dev.ringfence.kernel.fs.SymbolicLink;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import java.nio.charset.StandardCharsets;

/// The calls on names of files and what is known of files: `mkdir(2)`, `unlink(2)`, `rename(2)`,
/// `stat(2)`, `chdir(2)` and their kin.
public final class NameCalls {
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_REMOVEDIR = 0x200;
  private static final int AT_EACCESS = 0x200;
  private static final int AT_SYMLINK_FOLLOW = 0x400;
  private static final int AT_NO_AUTOMOUNT = 0x800;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int RENAME_NOREPLACE = 1;
  private static final int RENAME_EXCHANGE = 2;

  private final FileSystem files;
  private final Paths paths;

  public NameCalls(FileSystem files, Paths paths) {
    this.files = files;
    this.paths = paths;
  }

  private void add(Calls calls, String header, String prototype, Handler handler) {
    calls.add(header, prototype, task -> paths.answer(() -> handler.call(task)));
  }

  private interface Handler {
    long call(Task task) throws FileError;
  }

  public void addTo(Calls calls) {
    add(
        calls,
        "sys/stat.h",
        "int __newfstatat(int dirfd, const char *pathname, struct stat *statbuf, int atflags)",
        this::stat);
    add(
        calls,
        "sys/stat.h",
        "int mkdirat(int dirfd, const char *pathname, mode_t mode)",
        this::makeDirectory);
    add(
        calls,
        "sys/stat.h",
        "int fchmodat(int dirfd, const char *pathname, mode_t mode, int atflags)",
        this::changeMode);
    add(
        calls,
        "sys/stat.h",
        "int mknodat(int dirfd, const char *pathname, mode_t mode, dev_t dev)",
        this::makeNode);
    calls.add("sys/stat.h", "int fchmod(int fd, mode_t mode)", this::changeModeOfOpen);
    calls.add("sys/stat.h", "mode_t umask(mode_t mask)", this::umask);
    add(
        calls,
        "unistd.h",
        "int unlinkat(int dirfd, const char *pathname, int atflags)",
        this::unlink);
    add(
        calls,
        "unistd.h",
        "int linkat(int olddirfd, const char *oldpath, int newdirfd, const char *newpath,"
            + " int atflags)",
        this::link);
    add(
        calls,
        "unistd.h",
        "int symlinkat(const char *target, int newdirfd, const char *linkpath)",
        this::symbolicLink);
    add(
        calls,
        "unistd.h",
        "ssize_t readlinkat(int dirfd, const char *pathname, char *buf, size_t bufsiz)",
        this::readLink);
    add(
        calls,
        "unistd.h",
        "int faccessat(int dirfd, const char *pathname, int amode, int atflags)",
        this::access);
    add(calls, "unistd.h", "int truncate(const char *path, off_t length)", this::truncate);
    add(calls, "unistd.h", "int chdir(const char *path)", this::changeDirectory);
    add(calls, "unistd.h", "int fchdir(int fd)", this::changeDirectoryToOpen);
    calls.add("unistd.h", "long __getcwd(char *buf, size_t size)", this::workingDirectory);
    add(
        calls,
        "stdio.h",
        "int renameat(int olddirfd, const char *oldpath, int newdirfd, const char *newpath)",
        this::rename);
    add(
        calls,
        "stdio.h",
        "int renameat2(int olddirfd, const char *oldpath, int newdirfd, const char *newpath,"
            + " unsigned int flags)",
        this::renameAs);
  }

  /// Refuses flags that are not known.
  static void only(long flags, int known) throws FileError {
    if (((int) flags & ~known) != 0) {
      throw new FileError(Errno.EINVAL);
    }
  }

  private FileSystem.Found find(Task task, int argument, boolean follow) throws FileError {
    String path = paths.path(task, argument + 1);
    Directory from = paths.base(task, task.argument(argument), path);
    return follow ? files.find(from, path) : files.findLink(from, path);
  }

  /// A name that is to be given or taken away.
  private FileSystem.Found name(Task task, int argument) throws FileError {
    String path = paths.path(task, argument + 1);
    return files.findName(paths.base(task, task.argument(argument), path), path);
  }

  private long stat(Task task) throws FileError {
    int flags = (int) task.argument(3);
    only(flags, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_EMPTY_PATH);
    Inode inode;
    OpenFile file = null;
    if ((flags & AT_EMPTY_PATH) != 0 && paths.path(task, 1).isEmpty()) {
      int fd = (int) task.argument(0);
      file = task.process().descriptors().file(fd);
      if (file == null && fd != Paths.AT_FDCWD) {
        throw new FileError(Errno.EBADF);
      }
      inode = file == null ? task.process().directory() : file.inode();
    } else {
      inode = find(task, 0, (flags & AT_SYMLINK_NOFOLLOW) == 0).existing();
    }
    byte[] bytes = Stat.of(inode, file, files.caller());
    AddressSpace memory = task.process().memory();
    return UserMemory.write(memory, task.argument(2), bytes, 0, bytes.length)
        ? 0
        : Errno.EFAULT.result();
  }

  private long makeDirectory(Task task) throws FileError {
    int permissions = (int) task.argument(2) & 01777 & ~task.process().umask;
    files.naming().createDirectory(name(task, 0), permissions);
    return 0;
  }

  private long makeNode(Task task) throws FileError {
    int mode = (int) task.argument(2);
    int permissions = mode & 07777 & ~task.process().umask;
    int type = mode & Inode.S_IFMT;
    switch (type) {
      case Inode.S_IFDIR -> throw new FileError(Errno.EPERM);
      case 0, Inode.S_IFREG, Inode.S_IFIFO, Inode.S_IFSOCK, Inode.S_IFCHR, Inode.S_IFBLK -> {}
      default -> throw new FileError(Errno.EINVAL);
    }
    FileSystem.Found place = name(task, 0);
    switch (type) {
      case 0, Inode.S_IFREG -> files.naming().createFile(place, permissions);
      case Inode.S_IFIFO -> files.naming().createFifo(place, permissions);
      case Inode.S_IFSOCK -> files.naming().createSocket(place, permissions);
      default -> {
        files.naming().mayName(place, false);
        throw new FileError(Errno.EPERM);
      }
    }
    return 0;
  }

  private void change(Inode inode, long mode) throws FileError {
    if (!inode.belongsTo(files.caller())) {
      throw new FileError(Errno.EPERM);
    }
    boolean sealed = inode instanceof RegularFile file && file.seals.keepExecutable();
    if (sealed && ((mode ^ inode.permissions) & 0111) != 0) {
      throw new FileError(Errno.EPERM);
    }
    inode.permissions = (int) mode & 07777;
    if (!inode.mayKeepGroup(files.caller())) {
      inode.permissions &= ~Inode.S_ISGID;
    }
    inode.changed = files.now();
  }

  private long changeMode(Task task) throws FileError {
    int flags = (int) task.argument(3);
    only(flags, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH);
    boolean follow = (flags & AT_SYMLINK_NOFOLLOW) == 0;
    boolean empty = (flags & AT_EMPTY_PATH) != 0;
    Paths.Named named = paths.named(files.caller(), task, 0, follow, empty);
    if (named.inode() instanceof SymbolicLink) {
      throw new FileError(Errno.EOPNOTSUPP);
    }
    change(named.inode(), task.argument(2));
    named.changed();
    return 0;
  }

  private long changeModeOfOpen(Task task) {
    OpenFile file = task.process().descriptors().get((int) task.argument(0));
    if (file == null) {
      return Errno.EBADF.result();
    }
    Inode inode = file.inode();
    if (inode == null && file.isFixed()) {
      return Errno.EOPNOTSUPP.result();
    }
    return paths.answer(
        () -> {
          if (inode == null) {
            return file.changeMode(files.caller(), (int) task.argument(1) & 07777);
          }
          change(inode, task.argument(1));
          paths.open(task, 0).changed();
          return 0;
        });
  }

  private long umask(Task task) {
    Process process = task.process();
    int before = process.umask;
    process.umask = (short) (task.argument(0) & 0777);
    return before;
  }

  private long unlink(Task task) throws FileError {
    only(task.argument(2), AT_REMOVEDIR);
    FileSystem.Found found = name(task, 0);
    if ((task.argument(2) & AT_REMOVEDIR) != 0) {
      files.naming().removeDirectory(found);
    } else {
      files.naming().unlink(found);
    }
    return 0;
  }

  private long link(Task task) throws FileError {
    int flags = (int) task.argument(4);
    only(flags, AT_SYMLINK_FOLLOW | AT_EMPTY_PATH);
    boolean follow = (flags & AT_SYMLINK_FOLLOW) != 0;
    boolean empty = (flags & AT_EMPTY_PATH) != 0;
    if (empty && !paths.path(task, 1).startsWith("/")) {
      mayName(task, (int) task.argument(0));
    }
    Inode inode = paths.named(files.caller(), task, 0, follow, empty).inode();
    files.naming().link(name(task, 2), inode);
    return 0;
  }

  /// With `AT_EMPTY_PATH`, the descriptor must be of who has opened it, or the caller privileged.
  private void mayName(Task task, int descriptor) throws FileError {
    OpenFile file = task.process().descriptors().file(descriptor);
    boolean may = file == null || file.isOf(task);
    if (!may && !files.caller().has(Capability.DAC_READ_SEARCH)) {
      throw new FileError(Errno.ENOENT);
    }
  }

  private long symbolicLink(Task task) throws FileError {
    String target = paths.path(task, 0);
    if (target.isEmpty()) {
      throw new FileError(Errno.ENOENT);
    }
    files.naming().createLink(name(task, 1), target);
    return 0;
  }

  private long readLink(Task task) throws FileError {
    int room = (int) task.argument(3);
    if (room <= 0) {
      throw new FileError(Errno.EINVAL);
    }
    if (!(paths.named(files.caller(), task, 0, false, true).inode() instanceof SymbolicLink link)) {
      throw new FileError(paths.path(task, 1).isEmpty() ? Errno.ENOENT : Errno.EINVAL);
    }
    byte[] target = link.target().getBytes(StandardCharsets.UTF_8);
    int size = Math.min(target.length, room);
    return UserMemory.write(task.process().memory(), task.argument(2), target, 0, size)
        ? size
        : Errno.EFAULT.result();
  }

  private long access(Task task) throws FileError {
    int wanted = (int) task.argument(2);
    int flags = (int) task.argument(3);
    only(wanted, Inode.READ | Inode.WRITE | Inode.EXECUTE);
    only(flags, AT_EACCESS | AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH);
    Credentials who =
        (flags & AT_EACCESS) != 0 ? files.caller() : task.process().credentials.asReal();
    boolean follow = (flags & AT_SYMLINK_NOFOLLOW) == 0;
    Inode inode = paths.named(who, task, 0, follow, (flags & AT_EMPTY_PATH) != 0).inode();
    if (!inode.allows(who, wanted)) {
      throw new FileError(Errno.EACCES);
    }
    return 0;
  }

  private long truncate(Task task) throws FileError {
    if (task.argument(1) < 0) {
      throw new FileError(Errno.EINVAL);
    }
    FileSystem.Found found = files.find(task.process().directory(), paths.path(task, 0));
    Inode inode = found.existing();
    if (inode instanceof Directory) {
      throw new FileError(Errno.EISDIR);
    }
    if (!files.allows(inode, Inode.WRITE)) {
      throw new FileError(Errno.EACCES);
    }
    return new OpenInode(files, inode, "", OpenInode.O_WRONLY)
        .truncate(task.argument(1), found.parent(), found.name());
  }

  private long enter(Task task, Directory directory) throws FileError {
    if (!files.allows(directory, Inode.EXECUTE)) {
      throw new FileError(Errno.EACCES);
    }
    task.process().enter(directory);
    return 0;
  }

  private long changeDirectory(Task task) throws FileError {
    String path = paths.path(task, 0);
    return enter(task, files.find(task.process().directory(), path).directory());
  }

  private long changeDirectoryToOpen(Task task) throws FileError {
    return enter(task, paths.base(task, task.argument(0)));
  }

  private long workingDirectory(Task task) {
    String path = files.path(task.process().directory());
    if (path == null) {
      return Errno.ENOENT.result();
    }
    byte[] bytes = (path + "\0").getBytes(StandardCharsets.UTF_8);
    if (bytes.length > task.argument(1)) {
      return Errno.ERANGE.result();
    }
    return UserMemory.write(task.process().memory(), task.argument(0), bytes, 0, bytes.length)
        ? bytes.length
        : Errno.EFAULT.result();
  }

  private long renameAs(Task task) throws FileError {
    int flags = (int) task.argument(4);
    if ((flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE)) != 0
        || flags == (RENAME_NOREPLACE | RENAME_EXCHANGE)) {
      throw new FileError(Errno.EINVAL);
    }
    return rename(task, flags);
  }

  private long rename(Task task, int flags) throws FileError {
    FileSystem.Found from = name(task, 0);
    FileSystem.Found to = name(task, 2);
    boolean keeps = (flags & RENAME_NOREPLACE) != 0;
    if (Naming.isDots(from.name()) || Naming.isDots(to.name()) && !keeps) {
      throw new FileError(Errno.EBUSY);
    }
    if (Naming.isDots(to.name())) {
      throw new FileError(Errno.EEXIST);
    }
    if ((flags & RENAME_EXCHANGE) != 0) {
      files.naming().exchange(from, to);
      return 0;
    }
    from.existing();
    if (keeps && to.inode() != null) {
      throw new FileError(Errno.EEXIST);
    }
    files.naming().rename(from, to);
    return 0;
  }

  private long rename(Task task) throws FileError {
    return rename(task, 0);
  }
}
