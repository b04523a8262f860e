package dev.ringfence.kernel.account;

import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Vector;
import dev.ringfence.user.Context;

/// Says which mechanism a trap belongs to: a call on a descriptor to that of its open file, a
/// call on memory by what is mapped there, and any other by the header that declares it.
final class Mechanisms {
  private static final int MAP_SHARED = 1;

  private Mechanisms() {}

  /// That of the call which the task makes.
  static Mechanism of(Call call, Task task) {
    if (call.isOnDescriptor()) {
      OpenFile file = task.process().descriptors().get((int) task.argument(0));
      return file == null ? Mechanism.FILE : file.mechanism();
    }
    return switch (call.header()) {
      case "sys/mman.h" -> ofMemory(call, task);
      case "sys/shm.h" -> Mechanism.SHARED_MEMORY;
      case "sys/msg.h", "mqueue.h" -> Mechanism.MESSAGE_QUEUE;
      case "sys/socket.h" -> Mechanism.SOCKET;
      case "sys/sem.h" -> Mechanism.SEMAPHORE;
      case "semaphore.h", "linux/futex.h" -> Mechanism.LOCK;
      case "pthread.h" ->
          call.name().matches(".*(mutex|cond|rwlock|barrier|spin).*")
              ? Mechanism.LOCK
              : Mechanism.PROCESS;
      case "signal.h", "sys/signalfd.h", "sys/pidfd.h" -> Mechanism.SIGNAL;
      case "poll.h", "sys/epoll.h", "sys/eventfd.h", "sys/timerfd.h" -> Mechanism.EVENT;
      case "fcntl.h", "sys/stat.h", "dirent.h", "sys/file.h", "stdio.h" -> Mechanism.FILE;
      case "time.h", "sys/time.h", "sys/times.h" -> Mechanism.TIME;
      case "sys/wait.h", "sched.h", "sys/resource.h", "sys/prctl.h" -> Mechanism.PROCESS;
      case "unistd.h" -> ofUnistd(call);
      default -> Mechanism.OTHER;
    };
  }

  private static Mechanism ofMemory(Call call, Task task) {
    boolean shared =
        call.name().equals("mmap")
            ? (task.argument(3) & MAP_SHARED) != 0
            : task.process().memory().segment(task.argument(0)) != null;
    return shared ? Mechanism.SHARED_MEMORY : Mechanism.MEMORY;
  }

  private static Mechanism ofUnistd(Call call) {
    return switch (call.name()) {
      case "pipe", "pipe2" -> Mechanism.PIPE;
      case "pause", "alarm" -> Mechanism.SIGNAL;
      case "__brk" -> Mechanism.MEMORY;
      case "execve" -> Mechanism.PROCESS;
      default -> call.isOnPath() ? Mechanism.FILE : Mechanism.PROCESS;
    };
  }

  /// That of the fault which the task has come back with.
  static Mechanism ofFault(Task task) {
    Context context = task.context();
    if (context.vector != Vector.PF) {
      return Mechanism.EXCEPTION;
    }
    boolean shared = task.process().memory().segment(context.faultAddress) != null;
    return shared ? Mechanism.SHARED_MEMORY : Mechanism.MEMORY;
  }
}
