package dev.ringfence.kernel.thread;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.c.Function;
import dev.ringfence.c.Program;
import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.Regions;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.kernel.process.program.Loader;
import dev.ringfence.kernel.sched.Schedule;
import dev.ringfence.kernel.sched.ScheduleCalls;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import dev.ringfence.user.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The calls under the C library's threads: `clone(2)` as `pthread_create(3)` uses it, the end of a
/// thread, joining and detaching. A `pthread_t` is the thread's number.
public final class ThreadCalls {
  /// The default size of a thread's stack: the soft limit of `RLIMIT_STACK`.
  private static final long STACK_SIZE = 8L << 20;

  private static final long STACK_MIN = 16384;
  private static final long STACK_MAX = 1L << 32;
  private static final long PAGE = 4096;

  /// What a thread is scheduled as if it does not inherit that: after the bit for a detached one,
  /// the policy, a one, and the priority.
  private static final int POLICY_BITS = 3;

  private static final int POLICY = (1 << POLICY_BITS) - 1;

  /// `TASK_COMM_LEN`.
  private static final int NAME = 16;

  private final Processes processes;
  private final Scheduler scheduler;
  private final ThreadEnd threadEnd;
  private final Profile profile;

  public ThreadCalls(
      Processes processes, Scheduler scheduler, ThreadEnd threadEnd, Profile profile) {
    this.processes = processes;
    this.scheduler = scheduler;
    this.threadEnd = threadEnd;
    this.profile = profile;
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
    calls.add("pthread.h", "void pthread_exit(void *retval)", this::exit).last().plain();
    calls
        .add(
            "pthread.h",
            "int pthread_join(pthread_t thread, void **retval)",
            task -> join(task, Long.MAX_VALUE))
        .waits()
        .failing(Failure.NUMBER)
        .fast()
        .cancels(true)
        .continues();
    calls
        .add(
            "pthread.h",
            "int pthread_tryjoin_np(pthread_t thread, void **retval)",
            task -> join(task, -1))
        .failing(Failure.NUMBER)
        .fast();
    calls
        .add(
            "pthread.h",
            "int pthread_timedjoin_np(pthread_t thread, void **retval,"
                + " const struct timespec *abstime)",
            this::timedJoin)
        .waits()
        .failing(Failure.NUMBER)
        .fast()
        .cancels(true)
        .continues();
    calls
        .add(
            "pthread.h",
            "int pthread_setname_np(pthread_t thread, const char *name)",
            this::setName)
        .failing(Failure.NUMBER);
    calls
        .add(
            "pthread.h",
            "int pthread_getname_np(pthread_t thread, char *name, size_t size)",
            this::getName)
        .failing(Failure.NUMBER);
    calls
        .add("pthread.h", "int __thread_stack(pthread_t thread, size_t bounds[2])", this::stack)
        .failing(Failure.NUMBER);
    calls
        .add("pthread.h", "int pthread_detach(pthread_t thread)", this::detach)
        .failing(Failure.NUMBER)
        .fast();
  }

  private long create(Task task) {
    Process process = task.process();
    AddressSpace memory = process.memory();
    Program program = task.context().program();
    Function entry = program.functionAt(program.instructionAt(task.argument(1)));
    long size = task.argument(4) == 0 ? STACK_SIZE : task.argument(4);
    if (size < STACK_MIN || size > STACK_MAX) {
      return Errno.EINVAL.result();
    }
    int wish = (int) task.argument(5) >>> 1;
    int policy = wish & POLICY;
    int priority = wish >>> POLICY_BITS + 1;
    if (wish != 0) {
      long refused = ScheduleCalls.refusal(processes, task, task, policy, priority, false);
      if (refused != 0) {
        return refused;
      }
    }
    int tid = processes.creation().nextTid();
    long whole = size + program.threadStorage().size() + PAGE - 1 & -PAGE;
    long from = memory.mapper().map(whole, "[stack:" + tid + "]");
    long block = from < 0 ? -1 : Loader.controlBlock(process, program, from + whole, tid);
    if (block < 0) {
      return Errno.EAGAIN.result();
    }
    long thread = task.argument(0);
    if (!UserMemory.putWord(memory, thread, tid)) {
      memory.mapper().unmap(from);
      return Errno.EFAULT.result();
    }
    process.threads().stacks.put(tid, from);
    Context context =
        new Context(
            program,
            entry.number(),
            Loader.stackPointer(program, block),
            block,
            task.argument(2),
            task.argument(3));
    context.privilege = task.context().privilege;
    Task made = new Task(tid, process, context, task.signals.inherit(false), scheduler.facts());
    made.detached = (task.argument(5) & 1) != 0;
    made.name = task.name;
    processes.creation().add(made);
    scheduler.facts().ordering().begins(made, task);
    scheduler.priorities().copy(task, made);
    if (wish != 0) {
      int nice = Schedule.of(made).nice();
      scheduler.priorities().set(made, new Schedule.Wish(policy, priority, nice, false));
    }
    return 0;
  }

  private long exit(Task task) {
    return threadEnd.end(task, task.argument(0));
  }

  private static @Nullable Task find(Process process, long tid) {
    for (Task task : process.tasks) {
      if (task.tid() == tid) {
        return task;
      }
    }
    return null;
  }

  private long setName(Task task) {
    Task named = find(task.process(), task.argument(0));
    String name = UserMemory.string(task.process().memory(), task.argument(1), NAME + 1);
    if (named == null || name == null) {
      return named == null ? Errno.ESRCH.result() : Errno.EFAULT.result();
    }
    if (name.length() >= NAME) {
      return Errno.ERANGE.result();
    }
    named.name = name;
    return 0;
  }

  private long getName(Task task) {
    Process process = task.process();
    Task named = find(process, task.argument(0));
    if (named == null) {
      return Errno.ESRCH.result();
    }
    String name = named.shownName();
    byte[] bytes = (name.length() < NAME ? name : name.substring(0, NAME - 1)).getBytes(UTF_8);
    if (task.argument(2) < bytes.length + 1) {
      return Errno.ERANGE.result();
    }
    boolean done =
        UserMemory.write(process.memory(), task.argument(1), bytes, 0, bytes.length)
            && UserMemory.put(process.memory(), task.argument(1) + bytes.length, 1, 0);
    return done ? 0 : Errno.EFAULT.result();
  }

  /// Where the stack of a thread begins, and its size.
  private long stack(Task task) {
    Process process = task.process();
    Task whose = find(process, task.argument(0));
    if (whose == null) {
      return Errno.ESRCH.result();
    }
    Long own = process.threads().stacks.get(whose.tid());
    long from = own == null ? process.memory().regions().stackTop() - Regions.STACK_SIZE : own;
    long size = own == null ? Regions.STACK_SIZE : process.memory().areaSize(own);
    boolean done =
        UserMemory.putWord(process.memory(), task.argument(1), from)
            && UserMemory.putWord(
                process.memory(), task.argument(1) + process.memory().regions().word(), size);
    return done ? 0 : Errno.EFAULT.result();
  }

  private long timedJoin(Task task) {
    if (task.argument(2) == 0) {
      return join(task, Long.MAX_VALUE);
    }
    long until = Timespec.timeout(task, task.argument(2), Timespec.REALTIME, true, profile);
    return until < 0 ? until : join(task, until);
  }

  /// Joins a thread, or waits for it until that time; -1 means not at all.
  private long join(Task task, long until) {
    Process process = task.process();
    int tid = (int) task.argument(0);
    if (tid == task.tid()) {
      return Errno.EDEADLK.result();
    }
    Long result = process.threads().results.get(tid);
    if (result != null) {
      scheduler.facts().ordering().acquires(task, new Ordering.Part(process, tid));
      long to = task.argument(1);
      if (to != 0 && !UserMemory.putWord(process.memory(), to, result)) {
        return Errno.EFAULT.result();
      }
      process.threads().results.remove(tid);
      ThreadEnd.freeStack(process, tid);
      return 0;
    }
    for (Task other : process.tasks) {
      if (other.tid() == tid) {
        if (other.detached) {
          return Errno.EINVAL.result();
        }
        if (until < 0) {
          return Errno.EBUSY.result();
        }
        if (until <= scheduler.now()) {
          return Errno.ETIMEDOUT.result();
        }
        boolean timed = until != Long.MAX_VALUE;
        if (timed && task.deadline != until) {
          scheduler.deadline(task, until);
        }
        scheduler.block(
            task,
            process.threads().ends,
            "end of thread " + tid,
            () -> timed ? Wait.TIMER : mayEnd(process, tid));
        return Calls.BLOCKED;
      }
    }
    return Errno.ESRCH.result();
  }

  private static Wait mayEnd(Process process, int tid) {
    List<Wait> any = new ArrayList<>(1);
    for (Task task : process.tasks) {
      if (task.tid() == tid) {
        any.add(new Wait.MayEnd(task));
      }
    }
    return new Wait.Or(any);
  }

  private long detach(Task task) {
    Process process = task.process();
    int tid = (int) task.argument(0);
    if (process.threads().results.remove(tid) != null) {
      ThreadEnd.freeStack(process, tid);
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
