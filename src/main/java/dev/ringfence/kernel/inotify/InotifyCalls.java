package dev.ringfence.kernel.inotify;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.FileError;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.call.Paths;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;

/// The calls of `inotify(7)`.
public final class InotifyCalls {
  private static final int O_CLOEXEC = 0x80000;
  private static final int ONLYDIR = 0x0100_0000;
  private static final int DONT_FOLLOW = 0x0200_0000;
  private static final int MASK_CREATE = 0x1000_0000;
  private static final int MASK_ADD = 0x2000_0000;

  /// What a mask must have one of.
  private static final int KNOWN =
      Happening.ANY
          | ONLYDIR
          | DONT_FOLLOW
          | FileWatch.EXCL_UNLINK
          | MASK_CREATE
          | MASK_ADD
          | FileWatch.ONESHOT
          | Happening.ISDIR
          | Happening.IGNORED
          | Happening.Q_OVERFLOW
          | 0x2000;

  private final FileSystem files;
  private final Paths paths;
  private final Scheduler scheduler;
  private final Processes processes;

  public InotifyCalls(FileSystem files, Paths paths, Scheduler scheduler, Processes processes) {
    this.files = files;
    this.paths = paths;
    this.scheduler = scheduler;
    this.processes = processes;
  }

  public void addTo(Calls calls) {
    calls.add("sys/inotify.h", "int inotify_init1(int flags)", this::create);
    calls.add(
        "sys/inotify.h",
        "int inotify_add_watch(int fd, const char *pathname, uint32_t mask)",
        task -> paths.answer(() -> watch(task)));
    calls.add("sys/inotify.h", "int inotify_rm_watch(int fd, int wd)", this::remove);
  }

  private long create(Task task) {
    int flags = (int) task.argument(0);
    if ((flags & ~(O_CLOEXEC | OpenFile.O_NONBLOCK)) != 0) {
      return Errno.EINVAL.result();
    }
    Inotify made =
        new Inotify(scheduler, processes, task.process().host, flags & OpenFile.O_NONBLOCK);
    return task.process().descriptors().open(made.reference(), (flags & O_CLOEXEC) != 0);
  }

  private long watch(Task task) throws FileError {
    int mask = (int) task.argument(2);
    if ((mask & KNOWN) == 0 || (mask & ~KNOWN) != 0) {
      throw new FileError(Errno.EINVAL);
    }
    OpenFile file = task.process().descriptors().get((int) task.argument(0));
    if (file == null) {
      throw new FileError(Errno.EBADF);
    }
    boolean adds = (mask & MASK_ADD) != 0;
    if (adds && (mask & MASK_CREATE) != 0 || !(file instanceof Inotify)) {
      throw new FileError(Errno.EINVAL);
    }
    Inotify instance = (Inotify) file;
    String path = paths.path(task, 1);
    Directory from = task.process().directory();
    boolean itself = (mask & DONT_FOLLOW) != 0;
    Inode inode = (itself ? files.findLink(from, path) : files.find(from, path)).existing();
    if ((mask & ONLYDIR) != 0 && !(inode instanceof Directory)) {
      throw new FileError(Errno.ENOTDIR);
    }
    if (!files.allows(inode, Inode.READ)) {
      throw new FileError(Errno.EACCES);
    }
    int kept = mask & (Happening.ANY | FileWatch.ONESHOT | FileWatch.EXCL_UNLINK);
    FileWatch known = inode.watchOf(instance);
    if (known == null) {
      return instance.watch(inode, kept).descriptor;
    }
    if ((mask & MASK_CREATE) != 0) {
      throw new FileError(Errno.EEXIST);
    }
    known.mask = adds ? known.mask | kept : kept;
    return known.descriptor;
  }

  private long remove(Task task) {
    OpenFile file = task.process().descriptors().get((int) task.argument(0));
    if (!(file instanceof Inotify instance)) {
      return (file == null ? Errno.EBADF : Errno.EINVAL).result();
    }
    return instance.remove((int) task.argument(1));
  }
}
