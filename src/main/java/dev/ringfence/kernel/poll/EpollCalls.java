package dev.ringfence.kernel.poll;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.Descriptors;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalCalls;
import dev.ringfence.machine.Profile;

/// The calls of `epoll(7)`.
public final class EpollCalls {
  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final int EPOLL_CTL_ADD = 1;
  private static final int EPOLL_CTL_DEL = 2;
  private static final int EPOLL_CTL_MOD = 3;

  /// `EP_MAX_EVENTS`: more would not fit a count of bytes.
  private static final int MOST = Integer.MAX_VALUE / Epoll.SIZE;

  /// What an exclusive watcher may ask for.
  private static final int EXCLUSIVE_OK =
      OpenFile.POLLIN
          | OpenFile.POLLOUT
          | OpenFile.POLLERR
          | OpenFile.POLLHUP
          | EpollItem.EPOLLWAKEUP
          | EpollItem.EPOLLET
          | EpollItem.EPOLLEXCLUSIVE;

  private final Scheduler scheduler;
  private final Timeout timeout;

  public EpollCalls(Scheduler scheduler, Profile profile) {
    this.scheduler = scheduler;
    this.timeout = new Timeout(scheduler, profile);
  }

  public void addTo(Calls calls) {
    calls.add(
        "sys/epoll.h",
        "int epoll_create(int size)",
        task -> (int) task.argument(0) <= 0 ? Errno.EINVAL.result() : create(task, 0));
    calls.add(
        "sys/epoll.h",
        "int epoll_create1(int flags)",
        task -> create(task, (int) task.argument(0)));
    calls
        .add(
            "sys/epoll.h",
            "int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event)",
            EpollCalls::control)
        .acts(Act.WATCH);
    calls
        .add(
            "sys/epoll.h",
            "int epoll_wait(int epfd, struct epoll_event *events, int maxevents, int timeout)",
            this::await)
        .waits()
        .endsWhenStopped()
        .fails()
        .cancels(true);
    calls
        .add(
            "sys/epoll.h",
            "int epoll_pwait(int epfd, struct epoll_event *events, int maxevents, int timeout,"
                + " const sigset_t *sigmask)",
            this::awaitMasked)
        .waits()
        .endsWhenStopped()
        .fails()
        .cancels(true);
    calls
        .add(
            "sys/epoll.h",
            "int epoll_pwait2(int epfd, struct epoll_event *events, int maxevents,"
                + " const struct timespec *timeout, const sigset_t *sigmask)",
            this::awaitTimespec)
        .waits()
        .endsWhenStopped()
        .fails()
        .cancels(true);
  }

  private long create(Task task, int flags) {
    if ((flags & ~EPOLL_CLOEXEC) != 0) {
      return Errno.EINVAL.result();
    }
    return task.process().descriptors().open(new Epoll(scheduler).reference(), flags != 0);
  }

  private static long control(Task task) {
    AddressSpace memory = task.process().memory();
    int operation = (int) task.argument(1);
    int fd = (int) task.argument(2);
    long event = task.argument(3);
    long events = operation == EPOLL_CTL_DEL ? 0 : UserMemory.getUnsigned(memory, event);
    Long data = operation == EPOLL_CTL_DEL ? (Long) 0L : UserMemory.getLong(memory, event + 4);
    if (events < 0 || data == null) {
      return Errno.EFAULT.result();
    }
    Descriptors descriptors = task.process().descriptors();
    Reference watcher = descriptors.reference((int) task.argument(0));
    Reference file = descriptors.reference(fd);
    if (watcher == null || file == null) {
      return Errno.EBADF.result();
    }
    if (!file.file().isPollable()) {
      return Errno.EPERM.result();
    }
    if (watcher == file || !(watcher.file() instanceof Epoll epoll)) {
      return Errno.EINVAL.result();
    }
    boolean exclusive = (events & EpollItem.EPOLLEXCLUSIVE) != 0;
    boolean allowed =
        operation == EPOLL_CTL_ADD
            && !(file.file() instanceof Epoll)
            && ((int) events & ~EXCLUSIVE_OK) == 0;
    if (exclusive && !allowed) {
      return Errno.EINVAL.result();
    }
    return switch (operation) {
      case EPOLL_CTL_ADD -> epoll.add(task, file, fd, (int) events, data);
      case EPOLL_CTL_MOD -> epoll.change(task, file, fd, (int) events, data);
      case EPOLL_CTL_DEL -> epoll.remove(file, fd);
      default -> Errno.EINVAL.result();
    };
  }

  private long await(Task task) {
    timeout.begin(task, (int) task.argument(3));
    return collect(task);
  }

  private long awaitMasked(Task task) {
    if (task.progress == 0) {
      long masked = timeout.mask(task, task.argument(4));
      if (masked < 0) {
        return masked;
      }
    }
    return unmask(task, await(task));
  }

  private long awaitTimespec(Task task) {
    long begun = timeout.begin(task, task.argument(3), task.argument(4));
    return begun < 0 ? begun : unmask(task, collect(task));
  }

  private static long unmask(Task task, long result) {
    if (result != Calls.BLOCKED && task.argument(4) != 0) {
      SignalCalls.restoreMask(task);
    }
    return result;
  }

  private long collect(Task task) {
    int most = (int) task.argument(2);
    OpenFile file = task.process().descriptors().get((int) task.argument(0));
    if (file == null) {
      return Errno.EBADF.result();
    }
    if (most <= 0 || most > MOST) {
      return Errno.EINVAL.result();
    }
    if (!UserMemory.isInUserSpace(
        task.process().memory(), task.argument(1), (long) Epoll.SIZE * most)) {
      return Errno.EFAULT.result();
    }
    if (!(file instanceof Epoll epoll)) {
      return Errno.EINVAL.result();
    }
    long result = epoll.collect(task, task.argument(1), most);
    if (result != 0 || timeout.isOver(task)) {
      return result;
    }
    timeout.arm(task);
    boolean timed = timeout.isTimed(task);
    scheduler.block(
        task, epoll.waiters(), "descriptors", () -> timed ? Wait.TIMER : epoll.mayBecomeReady());
    return Calls.BLOCKED;
  }
}
