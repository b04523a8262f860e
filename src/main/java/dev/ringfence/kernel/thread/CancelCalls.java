package dev.ringfence.kernel.thread;

import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;

/// The calls on the cancellation of threads: `pthread_cancel(3)`, `pthread_setcancelstate(3)`,
/// `pthread_testcancel(3)`.
public final class CancelCalls {
  private final Processes processes;

  public CancelCalls(Processes processes) {
    this.processes = processes;
  }

  public void addTo(Calls calls) {
    calls
        .add("pthread.h", "int pthread_cancel(pthread_t thread)", this::cancel)
        .failing(Failure.NUMBER)
        .acts(Act.CANCEL);
    calls
        .add(
            "pthread.h",
            "int pthread_setcancelstate(int state, int *oldstate)",
            task -> set(task, true))
        .failing(Failure.NUMBER)
        .fast();
    calls
        .add(
            "pthread.h",
            "int pthread_setcanceltype(int type, int *oldtype)",
            task -> set(task, false))
        .failing(Failure.NUMBER)
        .fast();
    calls
        .add("pthread.h", "void pthread_testcancel(void)", _ -> 0)
        .failing(Failure.NONE)
        .fast()
        .cancels(true);
    calls
        .add("pthread.h", "void __thread_hook(void (*hook)(void *))", this::hook)
        .failing(Failure.NONE)
        .fast()
        .acts(Act.CATCH);
  }

  private long cancel(Task task) {
    int tid = (int) task.argument(0);
    for (Task other : task.process().tasks) {
      if (other.tid() == tid) {
        other.cancelRequested = true;
        processes.signals().notify(other);
        return 0;
      }
    }
    return task.process().threads().results.containsKey(tid) ? 0 : Errno.ESRCH.result();
  }

  private long set(Task task, boolean state) {
    long value = task.argument(0);
    if (value != 0 && value != 1) {
      return Errno.EINVAL.result();
    }
    boolean old = state ? task.cancelDisabled : task.cancelAsynchronous;
    if (state) {
      task.cancelDisabled = value == 1;
    } else {
      task.cancelAsynchronous = value == 1;
    }
    if (task.cancelRequested) {
      processes.signals().notify(task);
    }
    long to = task.argument(1);
    return to == 0 || UserMemory.putInt(task.process().memory(), to, old ? 1 : 0)
        ? 0
        : Errno.EFAULT.result();
  }

  private long hook(Task task) {
    task.process().threadHook = task.context().program().instructionAt(task.argument(0));
    return 0;
  }
}
