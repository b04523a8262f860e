package dev.ringfence.kernel.sysv;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.machine.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The calls that make and use sets of semaphores: `semget(2)`, `semop(2)`, `semtimedop(2)`.
public final class SemaphoreSetCalls {
  /// Bytes that Linux has for each semaphore.
  private static final long SEMAPHORE = 64;

  private final Scheduler scheduler;
  private final Processes processes;
  private final Profile profile;
  private final SysvNamespaces namespaces;
  private final LongSupplier clock;

  /// For what a call reads.
  private byte[] buffer = new byte[SemaphoreOperation.SIZE];

  public SemaphoreSetCalls(
      Scheduler scheduler, Processes processes, Profile profile, SysvNamespaces namespaces) {
    this.scheduler = scheduler;
    this.processes = processes;
    this.profile = profile;
    this.namespaces = namespaces;
    clock = namespaces.clock;
    processes.termination().atEnd(this::undo);
  }

  private IpcTable<SemaphoreSet> sets(Task task) {
    return namespaces.of(task.process()).sets;
  }

  public void addTo(Calls calls) {
    calls.add("sys/sem.h", "int semget(key_t key, int nsems, int semflg)", this::get);
    calls
        .add(
            "sys/sem.h",
            "int semop(int semid, struct sembuf *sops, size_t nsops)",
            task -> operate(task, false))
        .waits()
        .endsWhenStopped()
        .acts(Act.OPERATE_SEMAPHORES)
        .plain()
        .fails();
    calls
        .add(
            "sys/sem.h",
            "int semtimedop(int semid, struct sembuf *sops, size_t nsops,"
                + " const struct timespec *timeout)",
            task -> operate(task, true))
        .waits()
        .endsWhenStopped()
        .acts(Act.OPERATE_SEMAPHORES)
        .plain()
        .fails();
  }

  private long get(Task task) {
    int size = (int) task.argument(1);
    int flags = (int) task.argument(2);
    if (size < 0 || size > namespaces.limits(task).semmsl()) {
      return Errno.EINVAL.result();
    }
    return Keyed.get(
        task,
        sets(task),
        flags,
        () -> make(task, size, flags),
        set -> size > set.size() ? Errno.EINVAL.result() : 0);
  }

  private long make(Task task, int size, int flags) {
    if (size == 0) {
      return Errno.EINVAL.result();
    }
    SysvObjects objects = namespaces.of(task.process());
    long all = objects.semaphores() + size;
    if (all > namespaces.limits(task).semmns() || sets(task).isFull()) {
      return Errno.ENOSPC.result();
    }
    if (all * SEMAPHORE > objects.memory) {
      return Errno.ENOMEM.result();
    }
    int key = (int) task.argument(0);
    long now = clock.getAsLong();
    SemaphoreSet set =
        new SemaphoreSet(scheduler, processes, key, task.process(), flags, now, size);
    sets(task).add(set);
    return set.id();
  }

  private long operate(Task task, boolean timed) {
    if (task.pending instanceof PendingOperations pending) {
      if (pending.isDecided) {
        return pending.result;
      }
      return pending.until <= scheduler.now() ? Errno.EAGAIN.result() : await(pending);
    }
    boolean limited = timed && task.argument(3) != 0;
    long span = limited ? Timespec.cycles(task, task.argument(3), profile) : 0;
    if (span == Errno.EFAULT.result()) {
      return span;
    }
    int count = (int) task.argument(2);
    SysvObjects objects = namespaces.of(task.process());
    if (Integer.compareUnsigned(count, objects.limits().semopm()) > 0) {
      return Errno.E2BIG.result();
    }
    if (count == 0) {
      return Errno.EINVAL.result();
    }
    Operations operations = operations(task, count);
    if (operations == null) {
      return Errno.EFAULT.result();
    }
    SemaphoreSet set = objects.sets.get((int) task.argument(0));
    if (set == null || span < 0) {
      return Errno.EINVAL.result();
    }
    long until = limited ? Math.max(task.context().time + span, scheduler.now() + 1) : 0;
    return operate(task, set, operations, limited ? until : Long.MAX_VALUE);
  }

  private @Nullable Operations operations(Task task, int count) {
    int length = count * SemaphoreOperation.SIZE;
    if (buffer.length < length) {
      buffer = new byte[length];
    }
    return UserMemory.read(task.process().memory(), task.argument(1), buffer, 0, length)
        ? new Operations(buffer, count)
        : null;
  }

  private long operate(Task task, SemaphoreSet set, Operations operations, long until) {
    Undo undo =
        operations.areUndone
            ? namespaces.of(task.process()).undo(task.process(), set, processes::lost)
            : null;
    if (operations.highest >= set.size()) {
      return Errno.EFBIG.result();
    }
    if (!Keyed.allows(task, set, operations.alter ? Permissions.WRITE : Permissions.READ)) {
      return Errno.EACCES.result();
    }
    long result = set.perform(task, operations, undo);
    if (result == SemaphoreSet.WAIT) {
      PendingOperations pending = new PendingOperations(task, set, operations, undo);
      pending.until = until;
      if (until != Long.MAX_VALUE) {
        scheduler.deadline(task, until);
      }
      set.queues.add(pending);
      task.pending = pending;
      return await(pending);
    }
    if (result == 0) {
      set.operated = clock.getAsLong();
      if (operations.alter) {
        set.queues.update(operations);
      }
    }
    return result;
  }

  private long await(PendingOperations pending) {
    SemaphoreOperation blocking = pending.blocking;
    int number = blocking == null ? 0 : blocking.number();
    WaitObject semaphore = pending.set.object(number);
    boolean timed = pending.until != Long.MAX_VALUE;
    scheduler.block(
        pending.task,
        semaphore.queue(),
        semaphore.name(),
        () -> timed ? Wait.TIMER : mayOperate(pending));
    return Calls.BLOCKED;
  }

  /// That a task of the host changes semaphores, or a process ends by which something is taken
  /// back.
  private Wait mayOperate(PendingOperations pending) {
    Wait mayChange = pending.set.mayChange;
    List<Undo> undos = pending.set.undos();
    if (undos.isEmpty()) {
      return mayChange;
    }
    List<Process> undoing = new ArrayList<>();
    for (Undo undo : undos) {
      if (undo.process != pending.task.process() && !undo.isEmpty()) {
        undoing.add(undo.process);
      }
    }
    return new Wait.Or(List.of(mayChange, new Wait.AnyMayLeave(undoing, _ -> true)));
  }

  /// A process has ended: what it did is taken back, the sets that it used last first.
  private void undo(Process process) {
    for (Undo undo : namespaces.of(process).takeUndos(process)) {
      SemaphoreSet set = undo.set;
      if (!set.isRemoved()) {
        set.end(undo, process.pid());
        set.operated = clock.getAsLong();
        set.queues.update(null);
      }
    }
  }
}
