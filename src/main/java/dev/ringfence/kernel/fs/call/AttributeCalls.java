package dev.ringfence.kernel.fs.call;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.access.IdentityCalls;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.FileError;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.Nameless;
import dev.ringfence.kernel.inotify.Happening;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;

/// The calls that set a file's owner and times: `chown(2)`, `utimensat(2)`.
public final class AttributeCalls {
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final long UTIME_NOW = (1L << 30) - 1;
  private static final long UTIME_OMIT = (1L << 30) - 2;
  private static final long SECOND = 1_000_000_000;

  private final FileSystem files;
  private final Paths paths;

  public AttributeCalls(FileSystem files, Paths paths) {
    this.files = files;
    this.paths = paths;
  }

  public void addTo(Calls calls) {
    calls.add(
        "unistd.h",
        "int fchownat(int dirfd, const char *pathname, uid_t owner, gid_t group, int atflags)",
        task -> paths.answer(() -> own(task)));
    calls.add(
        "unistd.h",
        "int fchown(int fd, uid_t owner, gid_t group)",
        task -> paths.answer(() -> own(paths.open(task, 0), task, 1)));
    calls.add(
        "sys/stat.h",
        "int __utimensat(int dirfd, const char *pathname, const struct timespec *times,"
            + " int atflags)",
        task -> paths.answer(() -> setTimes(task)));
  }

  private Paths.Named inode(Task task, int flags) throws FileError {
    NameCalls.only(flags, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH);
    boolean follow = (flags & AT_SYMLINK_NOFOLLOW) == 0;
    return paths.named(files.caller(), task, 0, follow, (flags & AT_EMPTY_PATH) != 0);
  }

  /// An owner may only give a file to a group that it is in.
  private long own(Task task) throws FileError {
    return own(inode(task, (int) task.argument(4)), task, 2);
  }

  /// @param at which argument the owner is; the group is the next one
  private long own(Paths.Named named, Task task, int at) throws FileError {
    Inode inode = changeable(named);
    Credentials who = files.caller();
    int owner = IdentityCalls.id(task, at);
    int group = IdentityCalls.id(task, at + 1);
    boolean mine = who.fsuid() == inode.owner;
    boolean mayGive = owner == -1 || mine && owner == inode.owner;
    boolean mayJoin = group == -1 || mine && (group == inode.group || who.ofFiles().isIn(group));
    int left = inode instanceof Directory ? inode.permissions : inode.withoutSetId(who);
    boolean changesMode = left != inode.permissions;
    if (!(mayGive && mayJoin) && !who.has(Capability.CHOWN)
        || changesMode && !inode.belongsTo(who)) {
      throw new FileError(Errno.EPERM);
    }
    inode.permissions = left;
    inode.owner = owner == -1 ? inode.owner : owner;
    inode.group = group == -1 ? inode.group : group;
    inode.changed = files.now();
    if (owner != -1 || group != -1 || changesMode) {
      named.changed();
    }
    return 0;
  }

  private long setTimes(Task task) throws FileError {
    AddressSpace memory = task.process().memory();
    long[] seconds = new long[2];
    long[] nanos = {UTIME_NOW, UTIME_NOW};
    for (int i = 0; i < 2 && task.argument(2) != 0; i++) {
      Long whole = UserMemory.getLong(memory, task.argument(2) + 16L * i);
      Long part = UserMemory.getWord(memory, task.argument(2) + 16L * i + 8);
      if (whole == null || part == null) {
        throw new FileError(Errno.EFAULT);
      }
      seconds[i] = whole;
      nanos[i] = part;
    }
    if (nanos[0] == UTIME_OMIT && nanos[1] == UTIME_OMIT) {
      return 0;
    }
    int flags = (int) task.argument(3);
    Paths.Named named = task.argument(1) == 0 ? open(task, flags) : inode(task, flags);
    Inode inode = changeable(named);
    long now = files.now();
    long[] times = {
      time(seconds[0], nanos[0], inode.accessed, now),
      time(seconds[1], nanos[1], inode.modified, now)
    };
    boolean given = nanos[0] != UTIME_NOW || nanos[1] != UTIME_NOW;
    if (!inode.belongsTo(files.caller()) && (given || !files.allows(inode, Inode.WRITE))) {
      throw new FileError(given ? Errno.EPERM : Errno.EACCES);
    }
    inode.accessed = times[0];
    inode.modified = times[1];
    inode.changed = now;
    boolean one = nanos[0] == UTIME_OMIT || nanos[1] == UTIME_OMIT;
    int which = nanos[0] == UTIME_OMIT ? Happening.MODIFY : Happening.ACCESS;
    named.happened(one ? which : Happening.ATTRIB);
    return 0;
  }

  /// A file that a descriptor alone names, without a path.
  private Paths.Named open(Task task, int flags) throws FileError {
    if ((int) task.argument(0) == Paths.AT_FDCWD) {
      throw new FileError(Errno.EFAULT);
    }
    NameCalls.only(flags, 0);
    return paths.open(task, 0);
  }

  private static Inode changeable(Paths.Named named) throws FileError {
    if (named.inode() instanceof Nameless nameless && nameless.file.isFixed()) {
      throw new FileError(Errno.EOPNOTSUPP);
    }
    return named.inode();
  }

  private static long time(long seconds, long nanos, long before, long now) throws FileError {
    if (nanos == UTIME_NOW || nanos == UTIME_OMIT) {
      return nanos == UTIME_NOW ? now : before;
    }
    if (nanos < 0 || nanos >= SECOND) {
      throw new FileError(Errno.EINVAL);
    }
    return seconds * SECOND + nanos;
  }
}
