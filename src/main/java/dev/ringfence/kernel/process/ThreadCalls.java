package dev.ringfence.kernel.process;

import dev.ringfence.c.Function;
import dev.ringfence.c.Program;
import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.user.Context;
import java.util.ArrayList;
import java.util.List;

/// The calls under the C library's threads: `clone(2)` as `pthread_create(3)` uses it, the end of a
/// thread, joining and detaching. A `pthread_t` is the thread's number.
public final class ThreadCalls {
  /// The default size of a thread's stack: the soft limit of `RLIMIT_STACK`.
  private static final long STACK_SIZE = 8L << 20;

  private static final long STACK_MIN = 16384;
  private static final long STACK_MAX = 1L << 32;
  private static final long PAGE = 4096;

  private final Processes processes;
  private final Scheduler scheduler;

  public ThreadCalls(Processes processes, Scheduler scheduler) {
    this.processes = processes;
    this.scheduler = scheduler;
  }

  public void addTo(Calls calls) {
    calls
        .add(
            "pthread.h",
            "int __clone(pthread_t *thread, void (*entry)(void *(*)(void *), void *),"
                + " void *(*start)(void *), void *arg, size_t stack, int detached)",
            this::create)
        .failing(Failure.NUMBER)
        .acts(Act.SPAWN);
    calls.add("pthread.h", "void pthread_exit(void *retval)", this::exit).last();
    calls
        .add("pthread.h", "int pthread_join(pthread_t thread, void **retval)", this::join)
        .failing(Failure.NUMBER)
        .fast()
        .continues();
    calls
        .add("pthread.h", "int pthread_detach(pthread_t thread)", this::detach)
        .failing(Failure.NUMBER)
        .fast();
  }

  private long create(Task task) {
    Process process = task.process();
    AddressSpace memory = process.memory();
    Program program = task.context().program();
    Function entry = program.functionAt((int) ((task.argument(1) - Program.TEXT_BASE) / 8));
    long size = task.argument(4) == 0 ? STACK_SIZE : task.argument(4);
    if (size < STACK_MIN || size > STACK_MAX) {
      return Errno.EINVAL.result();
    }
    int tid = processes.nextTid();
    long from = memory.map((size + PAGE - 1) & -PAGE, "[stack:" + tid + "]");
    long block = from < 0 ? -1 : Loader.controlBlock(process, from + size, tid);
    if (block < 0) {
      return Errno.EAGAIN.result();
    }
    long thread = task.argument(0);
    if (!UserMemory.put(memory, thread, 8, tid)) {
      memory.unmap(from);
      return Errno.EFAULT.result();
    }
    process.stacks.put(tid, from);
    Context context =
        new Context(program, entry.number(), block, block, task.argument(2), task.argument(3));
    Task made = new Task(tid, process, context, task.signals.inherit(false));
    made.detached = (int) task.argument(5) != 0;
    processes.add(made);
    return 0;
  }

  private long exit(Task task) {
    Process process = task.process();
    if (process.tasks.size() == 1) {
      processes.end(process, 0);
      return Calls.GONE;
    }
    if (!task.detached) {
      process.results.put(task.tid(), task.argument(0));
    }
    processes.end(task);
    if (task.detached) {
      freeStack(process, task.tid());
    }
    return Calls.GONE;
  }

  private static void freeStack(Process process, int tid) {
    Long stack = process.stacks.remove(tid);
    if (stack != null) {
      process.memory().unmap(stack);
    }
  }

  private long join(Task task) {
    Process process = task.process();
    int tid = (int) task.argument(0);
    if (tid == task.tid()) {
      return Errno.EDEADLK.result();
    }
    Long result = process.results.get(tid);
    if (result != null) {
      long to = task.argument(1);
      if (to != 0 && !UserMemory.put(process.memory(), to, 8, result)) {
        return Errno.EFAULT.result();
      }
      process.results.remove(tid);
      freeStack(process, tid);
      return 0;
    }
    for (Task other : process.tasks) {
      if (other.tid() == tid) {
        if (other.detached) {
          return Errno.EINVAL.result();
        }
        scheduler.block(
            task, process.threadEnds, "end of thread " + tid, () -> mayEnd(process, tid));
        return Calls.BLOCKED;
      }
    }
    return Errno.ESRCH.result();
  }

  private static Wait mayEnd(Process process, int tid) {
    List<Wait> any = new ArrayList<>(1);
    for (Task task : process.tasks) {
      if (task.tid() == tid) {
        any.add(new Wait.MayLeave(task));
      }
    }
    return new Wait.Or(any);
  }

  private long detach(Task task) {
    Process process = task.process();
    int tid = (int) task.argument(0);
    if (process.results.remove(tid) != null) {
      freeStack(process, tid);
      return 0;
    }
    for (Task other : process.tasks) {
      if (other.tid() == tid) {
        boolean already = other.detached;
        other.detached = true;
        return already ? Errno.EINVAL.result() : 0;
      }
    }
    return Errno.ESRCH.result();
  }
}
