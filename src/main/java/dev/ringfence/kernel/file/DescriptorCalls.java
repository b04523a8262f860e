package dev.ringfence.kernel.file;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.ipc.PipeEnd;
import dev.ringfence.kernel.ipc.Pipes;
import dev.ringfence.kernel.lock.FileLockCalls;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;

/// The calls on descriptors themselves: `fcntl(2)`, `dup3(2)`.
public final class DescriptorCalls {
  private static final int F_DUPFD = 0;
  private static final int F_GETFD = 1;
  private static final int F_SETFD = 2;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  public static final int F_GETLK = 5;
  static final int F_SETLK = 6;
  public static final int F_SETLKW = 7;
  public static final int F_OFD_GETLK = 36;
  static final int F_OFD_SETLK = 37;
  public static final int F_OFD_SETLKW = 38;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int O_LARGEFILE = 0x8000;
  private static final int F_GETLEASE = 1025;
  private static final int F_UNLCK = 2;
  private static final int F_SETPIPE_SZ = 1031;
  private static final int F_GETPIPE_SZ = 1032;
  private static final int O_ACCMODE = 3;
  private static final int F_ADD_SEALS = 1033;
  private static final int F_GET_SEALS = 1034;
  private static final int CLOSE_RANGE_UNSHARE = 2;
  private static final int CLOSE_RANGE_CLOEXEC = 4;
  private static final int FD_CLOEXEC = 1;
  private static final int FIONBIO = 0x5421;
  private static final int FIONCLEX = 0x5450;
  private static final int FIOCLEX = 0x5451;
  private static final int FIOASYNC = 0x5452;
  private static final int O_CLOEXEC = 0x80000;

  private final Processes processes;
  private final FileLockCalls locks;
  private final Pipes pipes;
  private final FileOwners owners;

  public DescriptorCalls(Processes processes, FileLockCalls locks, Pipes pipes, FileOwners owners) {
    this.owners = owners;
    this.processes = processes;
    this.locks = locks;
    this.pipes = pipes;
  }

  public void addTo(Calls calls) {
    calls
        .add("fcntl.h", "int __fcntl(int fd, int cmd, long arg)", this::fcntl)
        .waits()
        .acts(Act.CONTROL)
        .interrupted(locks::interrupted);
    calls
        .add("sys/ioctl.h", "int __ioctl(int fd, unsigned long request, void *argp)", this::ioctl)
        .acts(Act.CONTROL_TERMINAL, Act.CONTROL);
    calls.add("unistd.h", "int dup3(int oldfd, int newfd, int flags)", this::dup3).acts(Act.CLOSE);
    calls
        .add(
            "unistd.h",
            "int close_range(unsigned int first, unsigned int last, int flags)",
            this::closeRange)
        .acts(Act.CLOSE);
  }

  private long fcntl(Task task) {
    Descriptors descriptors = task.process().descriptors();
    int fd = (int) task.argument(0);
    Reference reference = descriptors.raw(fd);
    long argument = task.argument(2);
    int command = (int) task.argument(1);
    if (reference == null || reference.file().isPath() && !isOfDescriptor(command)) {
      locks.interrupted(task);
      return Errno.EBADF.result();
    }
    OpenFile file = reference.file();
    return switch (command) {
      case F_DUPFD, F_DUPFD_CLOEXEC -> {
        if (argument < 0 || argument >= descriptors.limit) {
          yield Errno.EINVAL.result();
        }
        int made = descriptors.duplicate(fd, argument);
        if (made >= 0 && command == F_DUPFD_CLOEXEC) {
          descriptors.closeOnExec(made, true);
        }
        yield made < 0 ? Errno.EMFILE.result() : made;
      }
      case F_GETFD -> descriptors.closesOnExec(fd) ? FD_CLOEXEC : 0;
      case F_SETFD -> {
        descriptors.closeOnExec(fd, (argument & FD_CLOEXEC) != 0);
        yield 0;
      }
      case F_GETFL -> reference.flags() | largeFile(task, file);
      case F_SETFL -> {
        long refusal = refusal(task, file, (int) argument);
        if (refusal != 0) {
          yield refusal;
        }
        boolean async = (argument & OpenFile.O_ASYNC) != 0;
        if (async != reference.isAsync) {
          owners.async(task, reference, fd, async);
        }
        file.setFlags((int) argument);
        yield 0;
      }
      case F_GETLK, F_SETLK, F_SETLKW, F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW ->
          locks.fcntl(task, reference, command);
      case F_SETPIPE_SZ ->
          file instanceof PipeEnd end
              ? pipes.resize(task, end.pipe(), argument & 0xFFFF_FFFFL)
              : Errno.EBADF.result();
      case FileOwners.F_SETOWN,
          FileOwners.F_GETOWN,
          FileOwners.F_SETSIG,
          FileOwners.F_GETSIG,
          FileOwners.F_SETOWN_EX,
          FileOwners.F_GETOWN_EX ->
          owners.fcntl(task, reference, command);
      case F_ADD_SEALS ->
          (file.flags() & O_ACCMODE) == 0
              ? Errno.EPERM.result()
              : file.addSeals((int) argument, processes.addressSpaces());
      case F_GET_SEALS -> file.seals();
      case F_GETPIPE_SZ ->
          file instanceof PipeEnd end ? end.pipe().capacity() : Errno.EBADF.result();
      case F_GETLEASE -> F_UNLCK;
      default -> Errno.EINVAL.result();
    };
  }

  /// What speaks against status flags: a negative error number, or 0.
  private static long refusal(Task task, OpenFile file, int flags) {
    Inode inode = file.inode();
    boolean spares = (flags & ~file.flags() & OpenFile.O_NOATIME) != 0;
    if (spares && inode != null && !inode.belongsTo(task.process().credentials)) {
      return Errno.EPERM.result();
    }
    boolean direct = (flags & OpenFile.O_DIRECT) != 0;
    return direct && !file.mayBeDirect() ? Errno.EINVAL.result() : 0;
  }

  /// Whether a command is also for what was opened with `O_PATH`.
  private static boolean isOfDescriptor(int command) {
    return switch (command) {
      case F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL -> true;
      default -> false;
    };
  }

  /// What Linux adds to the flags of `open(2)` for processes of 64 bits: `O_LARGEFILE`.
  private static long largeFile(Task task, OpenFile file) {
    return file.inode() != null
            && !file.isPath()
            && task.process().memory().regions().word() == Long.BYTES
        ? O_LARGEFILE
        : 0;
  }

  private long ioctl(Task task) {
    Descriptors descriptors = task.process().descriptors();
    int fd = (int) task.argument(0);
    Reference reference = descriptors.reference(fd);
    int request = (int) task.argument(1);
    long argument = task.argument(2);
    if (reference == null) {
      return Errno.EBADF.result();
    }
    OpenFile file = reference.file();
    return switch (request) {
      case FIOCLEX, FIONCLEX -> {
        descriptors.closeOnExec(fd, request == FIOCLEX);
        yield 0;
      }
      case FIONBIO -> {
        long on = UserMemory.getInt(task.process().memory(), argument);
        if (on < 0) {
          yield Errno.EFAULT.result();
        }
        int others = file.flags() & ~OpenFile.O_NONBLOCK;
        file.setFlags(on == 0 ? others : others | OpenFile.O_NONBLOCK);
        yield 0;
      }
      case FIOASYNC -> {
        long on = UserMemory.getInt(task.process().memory(), argument);
        if (on < 0) {
          yield Errno.EFAULT.result();
        }
        boolean changes = on != 0 != reference.isAsync;
        yield !changes || owners.async(task, reference, fd, on != 0) ? 0 : Errno.ENOTTY.result();
      }
      default -> file.control(task, request, argument);
    };
  }

  /// Each process has descriptors of its own already, so that there is nothing to unshare.
  private long closeRange(Task task) {
    long first = task.argument(0) & 0xFFFF_FFFFL;
    long last = task.argument(1) & 0xFFFF_FFFFL;
    int flags = (int) task.argument(2);
    if (first > last || (flags & ~(CLOSE_RANGE_UNSHARE | CLOSE_RANGE_CLOEXEC)) != 0) {
      return Errno.EINVAL.result();
    }
    Descriptors descriptors = task.process().descriptors();
    boolean marks = (flags & CLOSE_RANGE_CLOEXEC) != 0;
    if (!marks) {
      processes.lost(task.process());
    }
    for (int fd : descriptors.numbers()) {
      if (fd >= first && fd <= last && marks) {
        descriptors.closeOnExec(fd, true);
      } else if (fd >= first && fd <= last) {
        descriptors.close(fd);
      }
    }
    return 0;
  }

  private long dup3(Task task) {
    int from = (int) task.argument(0);
    int to = (int) task.argument(1);
    long flags = task.argument(2);
    if ((flags & ~O_CLOEXEC) != 0 || from == to) {
      return Errno.EINVAL.result();
    }
    if (to < 0 || to >= task.process().descriptors().limit) {
      return Errno.EBADF.result();
    }
    processes.lost(task.process());
    if (!task.process().descriptors().duplicate(from, to)) {
      return Errno.EBADF.result();
    }
    task.process().descriptors().closeOnExec(to, flags != 0);
    return to;
  }
}
