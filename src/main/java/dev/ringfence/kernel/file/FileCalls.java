package dev.ringfence.kernel.file;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.call.Foreseen;
import dev.ringfence.kernel.ipc.Pipe;
import dev.ringfence.kernel.ipc.Pipes;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import java.util.List;
import java.util.function.Function;

/// The calls on descriptors: `read(2)`, `write(2)`, `close(2)`, `dup(2)`, `pipe(2)`.
public final class FileCalls {
  private static final int RWF_APPEND = 0x10;
  private static final int O_CLOEXEC = 0x80000;
  private static final int O_NOTIFICATION_PIPE = 0200;
  private static final int O_ACCMODE = 3;

  private final Processes processes;
  private final Pipes pipes;
  private final boolean terminal;

  /// @param terminal whether the console is a terminal
  public FileCalls(Processes processes, Pipes pipes, boolean terminal) {
    this.processes = processes;
    this.pipes = pipes;
    this.terminal = terminal;
  }

  public void addTo(Calls calls) {
    calls
        .add("unistd.h", "ssize_t read(int fd, void *buf, size_t count)", this::read)
        .waits()
        .endsWhenStopped()
        .interrupted(FileCalls::interrupted)
        .acts(Act.READ)
        .prospect((task, call) -> mayEnd(task, call, OpenFile::mayRead))
        .cancels(true);
    calls
        .add("unistd.h", "ssize_t write(int fd, const void *buf, size_t count)", this::write)
        .waits()
        .endsWhenStopped()
        .interrupted(FileCalls::interrupted)
        .acts(Act.WRITE)
        .prospect((task, call) -> mayEnd(task, call, OpenFile::mayWrite))
        .breaks(FileCalls::mayBreak)
        .cancels(true);
    calls
        .add("sys/uio.h", "int __reach(const void *buf, size_t count, int write)", FileCalls::reach)
        .fast();
    calls
        .add(
            "sys/uio.h",
            "ssize_t __transfer(int fd, void *buf, size_t count, off_t offset, int flags, int"
                + " write)",
            FileCalls::transfer)
        .acts(Act.READ, Act.WRITE);
    calls.add("unistd.h", "int __isatty(int fd)", this::isatty).fast();
    calls.add("unistd.h", "int close(int fd)", this::close).acts(Act.CLOSE).plain();
    calls.add("unistd.h", "int dup(int oldfd)", this::dup);
    calls.add("unistd.h", "int dup2(int oldfd, int newfd)", this::dup2).acts(Act.CLOSE);
    calls.add("unistd.h", "int pipe(int pipefd[2])", task -> pipe(task, 0));
    calls.add(
        "unistd.h", "int pipe2(int pipefd[2], int flags)", task -> pipe(task, task.argument(1)));
  }

  /// What must hold for a read or a write to end that is made later; a holder of the file could
  /// have it not wait any more.
  private static Wait mayEnd(Task task, Foreseen call, Function<OpenFile, Wait> how) {
    Reference reference =
        call.knows(0) ? task.process().descriptors().reference((int) call.value(0)) : null;
    if (reference == null || !call.knows(2) || call.value(2) <= 0) {
      return Wait.TIMER;
    }
    Wait end = how.apply(reference.file());
    return end == Wait.TIMER ? end : new Wait.Or(List.of(end, reference.may(Act.CONTROL)));
  }

  private static Wait mayBreak(Task task, Foreseen call) {
    OpenFile file = call.knows(0) ? task.process().descriptors().get((int) call.value(0)) : null;
    return file == null ? Wait.TIMER : file.mayBreak();
  }

  /// What has been moved; or `EINTR`, where it would not be known how long to wait again.
  private static long interrupted(Task task) {
    if (task.progress > 0) {
      return task.progress;
    }
    return task.until != 0 ? Errno.EINTR.result() : Calls.BLOCKED;
  }

  private long read(Task task) {
    OpenFile file = task.process().descriptors().get((int) task.argument(0));
    if (file == null) {
      return Errno.EBADF.result();
    }
    return task.argument(2) < 0
        ? endless(file, OpenFile.O_WRONLY)
        : file.read(task, task.argument(1), task.argument(2));
  }

  private long write(Task task) {
    OpenFile file = task.process().descriptors().get((int) task.argument(0));
    if (file == null) {
      return Errno.EBADF.result();
    }
    return task.argument(2) < 0
        ? endless(file, 0)
        : file.write(task, task.argument(1), task.argument(2));
  }

  /// What comes of a count that no memory has, for a file that must not be open in this mode.
  private static long endless(OpenFile file, int mode) {
    boolean open = (file.flags() & O_ACCMODE) != mode;
    return open ? Errno.EFAULT.result() : Errno.EBADF.result();
  }

  /// Whether a buffer of `readv(2)` or `writev(2)` can be used.
  private static long reach(Task task) {
    AddressSpace memory = task.process().memory();
    boolean write = task.argument(2) != 0;
    boolean reached = UserMemory.isReachable(memory, task.argument(0), task.argument(1), write);
    return reached ? 0 : Errno.EFAULT.result();
  }

  /// Reads or writes at once with flags of `preadv2(2)`: without waiting, or at the end of a file;
  /// at its offset where that is -1.
  private static long transfer(Task task) {
    OpenFile file = task.process().descriptors().get((int) task.argument(0));
    if (file == null) {
      return Errno.EBADF.result();
    }
    long buffer = task.argument(1);
    long count = task.argument(2);
    long offset = task.argument(3);
    boolean writes = task.argument(5) != 0;
    if (count < 0) {
      return endless(file, writes ? 0 : OpenFile.O_WRONLY);
    }
    if (offset < -1) {
      return Errno.EINVAL.result();
    }
    if (count == 0 && offset == -1) {
      boolean can = writes ? file.hasWrites() : file.hasReads();
      return can ? 0 : Errno.EINVAL.result();
    }
    int before = file.flags();
    boolean appends = (task.argument(4) & RWF_APPEND) != 0;
    file.setFlags(before | OpenFile.O_NONBLOCK | (appends ? OpenFile.O_APPEND : 0));
    long result;
    if (offset == -1) {
      result = writes ? file.write(task, buffer, count) : file.read(task, buffer, count);
    } else {
      result =
          writes ? file.write(task, buffer, count, offset) : file.read(task, buffer, count, offset);
    }
    file.setFlags(before);
    return result;
  }

  private long isatty(Task task) {
    OpenFile file = task.process().descriptors().get((int) task.argument(0));
    return file == null
        ? Errno.EBADF.result()
        : file.isTerminal() || terminal && file instanceof Console ? 1 : Errno.ENOTTY.result();
  }

  private long close(Task task) {
    processes.lost(task.process());
    return task.process().descriptors().close((int) task.argument(0)) ? 0 : Errno.EBADF.result();
  }

  private long dup(Task task) {
    int fd = task.process().descriptors().duplicate((int) task.argument(0));
    return fd == -2 ? Errno.EBADF.result() : fd == -1 ? Errno.EMFILE.result() : fd;
  }

  private long dup2(Task task) {
    int to = (int) task.argument(1);
    if (task.argument(0) == to && task.process().descriptors().raw(to) != null) {
      return to;
    }
    if (to < 0 || to >= task.process().descriptors().limit) {
      return Errno.EBADF.result();
    }
    processes.lost(task.process());
    boolean done = task.process().descriptors().duplicate((int) task.argument(0), to);
    return done ? to : Errno.EBADF.result();
  }

  private long pipe(Task task, long flags) {
    int known = OpenFile.O_NONBLOCK | OpenFile.O_DIRECT;
    if ((flags & ~(O_CLOEXEC | O_NOTIFICATION_PIPE | known)) != 0) {
      return Errno.EINVAL.result();
    }
    if ((flags & O_NOTIFICATION_PIPE) != 0) {
      return Errno.ENOPKG.result();
    }
    Pipe pipe = pipes.pipe();
    int status = (int) flags & known;
    Descriptors descriptors = task.process().descriptors();
    int in = descriptors.open(pipe.open(0, status & OpenFile.O_NONBLOCK));
    int out = in < 0 ? -1 : descriptors.open(pipe.open(OpenFile.O_WRONLY, status));
    if (out < 0) {
      descriptors.close(in);
      return Errno.EMFILE.result();
    }
    AddressSpace memory = task.process().memory();
    long to = task.argument(0);
    if (!UserMemory.putInt(memory, to, in)
        || !UserMemory.putInt(memory, to + memory.regions().intSize(), out)) {
      descriptors.close(in);
      descriptors.close(out);
      return Errno.EFAULT.result();
    }
    descriptors.closeOnExec(in, (flags & O_CLOEXEC) != 0);
    descriptors.closeOnExec(out, (flags & O_CLOEXEC) != 0);
    return 0;
  }
}
