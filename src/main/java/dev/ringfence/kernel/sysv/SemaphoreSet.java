package dev.ringfence.kernel.sysv;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Way;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.kernel.sched.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A set of semaphores (`sysvipc(7)`), on which operations are made all at once or not at all.
final class SemaphoreSet extends IpcObject {
  /// `SEMVMX`.
  static final int MOST_VALUE = 32_767;

  /// What [#perform] gives when the operations cannot be made now.
  static final long WAIT = 1;

  private final int[] values;
  private final int[] pids;
  private final @Nullable WaitObject[] objects;
  private final Supplier<Ordering> ordering;
  private final List<Undo> undos = new ArrayList<>();

  private @Nullable SemaphoreOperation blocking;

  /// When operations were last made, in seconds, or 0.
  long operated;

  /// That a task of its host changes semaphores.
  final Wait mayChange;

  /// Who waits for it.
  final SemaphoreQueues queues;

  SemaphoreSet(
      Scheduler scheduler,
      Processes processes,
      int key,
      Process maker,
      int mode,
      long now,
      int size) {
    super(Way.SEMAPHORE, "semaphore set", key, maker, mode, now, processes.policy());
    Iterable<Process> own = processes.on(maker.host);
    mayChange =
        new Wait.Or(
            List.of(
                new Wait.AnyMay(own, Act.OPERATE_SEMAPHORES),
                new Wait.AnyMay(own, Act.CONTROL_SEMAPHORES)));
    queues = new SemaphoreQueues(scheduler, this);
    ordering = scheduler.facts()::ordering;
    values = new int[size];
    pids = new int[size];
    objects = new WaitObject[size];
  }

  int size() {
    return values.length;
  }

  int value(int number) {
    return values[number];
  }

  /// The process that changed it last, or 0.
  int pid(int number) {
    return pids[number];
  }

  /// Sets a value, after which nothing is taken back any more of what was done to it before.
  void assign(int number, int value, int pid) {
    values[number] = value;
    pids[number] = pid;
    undos.forEach(undo -> undo.clear(number));
  }

  List<Undo> undos() {
    return undos;
  }

  /// What a process has to take back, or null while it has nothing.
  @Nullable Undo undo(Process process) {
    for (Undo undo : undos) {
      if (undo.process == process) {
        return undo;
      }
    }
    return null;
  }

  /// A semaphore as something that tasks take and wait for.
  WaitObject object(int number) {
    WaitObject known = objects[number];
    if (known == null) {
      known = new Semaphore("semaphore %d of set %s".formatted(number, label()));
      objects[number] = known;
    }
    return known;
  }

  /// One of the semaphores. As long as nothing is to be taken back, anybody may end a wait for it.
  private final class Semaphore extends WaitObject {
    Semaphore(String name) {
      super(name);
    }

    @Override
    public boolean isLock() {
      return !undos.isEmpty();
    }
  }

  /// Makes operations if all of them can be made now.
  ///
  /// @param undo what is to be taken back when the process ends, if anything is
  /// @return 0; [#WAIT] if they cannot, with the first that cannot as [#blocking]; or an error
  ///     number
  long perform(Task task, Operations operations, @Nullable Undo undo) {
    for (int i = 0; i < operations.count(); i++) {
      long refused = make(operations.get(i), undo);
      if (refused != 0) {
        for (int j = i - 1; j >= 0; j--) {
          takeBack(operations.get(j), undo);
        }
        return refused;
      }
    }
    for (int i = 0; i < operations.count(); i++) {
      SemaphoreOperation operation = operations.get(i);
      order(task, operation);
      pids[operation.number()] = task.process().pid();
      note(task, operation);
    }
    return 0;
  }

  /// The first of the operations that [#perform] could not make the last time.
  @Nullable SemaphoreOperation blocking() {
    return blocking;
  }

  /// Raising comes before lowering, and lowering before what waits for zero.
  private void order(Task task, SemaphoreOperation operation) {
    Object semaphore = new Ordering.Part(this, operation.number());
    if (operation.change() > 0) {
      ordering.get().puts(task, semaphore, operation.change());
    } else if (operation.change() < 0) {
      ordering.get().takes(task, semaphore, -operation.change());
      ordering.get().releases(task, semaphore);
    } else {
      ordering.get().acquires(task, semaphore);
    }
  }

  private long make(SemaphoreOperation operation, @Nullable Undo own) {
    int number = operation.number();
    int change = operation.change();
    int value = values[number];
    if (change == 0 && value != 0 || value + change < 0) {
      blocking = operation;
      return operation.isNowait() ? Errno.EAGAIN.result() : WAIT;
    }
    if (value + change > MOST_VALUE) {
      return Errno.ERANGE.result();
    }
    Undo undo = operation.isUndone() ? own : null;
    if (undo != null) {
      if (!undo.allows(number, change)) {
        return Errno.ERANGE.result();
      }
      undo.note(number, change);
    }
    values[number] = value + change;
    return 0;
  }

  private void takeBack(SemaphoreOperation operation, @Nullable Undo undo) {
    values[operation.number()] -= operation.change();
    if (undo != null && operation.isUndone()) {
      undo.note(operation.number(), -operation.change());
    }
  }

  /// Notes who has taken a semaphore: whoever lowers it, until somebody raises it who had not.
  private void note(Task task, SemaphoreOperation operation) {
    if (operation.change() == 0) {
      return;
    }
    WaitObject object = object(operation.number());
    if (operation.change() < 0) {
      if (!object.signals) {
        task.hold(object);
      }
    } else {
      task.raise(object);
    }
  }

  /// A process ends, and what it has done is taken back, as far as values go.
  void end(Undo undo, int pid) {
    undos.remove(undo);
    for (int i = 0; i < values.length; i++) {
      if (undo.of(i) != 0) {
        values[i] = Math.clamp((long) values[i] + undo.of(i), 0, MOST_VALUE);
        pids[i] = pid;
      }
    }
  }
}
