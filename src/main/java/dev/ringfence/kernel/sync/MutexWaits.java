package dev.ringfence.kernel.sync;

import dev.ringfence.kernel.call.Foreseen;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitObject;
import java.util.ArrayList;
import java.util.List;

/// What could end a wait for a mutex.
final class MutexWaits {
  private final Names names;

  MutexWaits(Names names) {
    this.names = names;
  }

  /// That whoever holds the mutex lets it go; or when it is free, since another waiter has been
  /// roused for it, whoever takes it next, who need not be that one.
  Wait mayUnlock(Task waiter, WaitObject mutex, boolean robust) {
    Task holder = mutex.onlyHolder();
    if (holder != null && names.reaches(holder, waiter, mutex)) {
      return mayUnlock(holder, robust);
    }
    List<Wait> any = new ArrayList<>(1);
    for (Task task : holders(waiter, mutex)) {
      any.add(mayUnlock(task, robust));
    }
    return any.isEmpty() ? nextMayUnlock(waiter, mutex, robust) : new Wait.Or(any);
  }

  private Wait nextMayUnlock(Task waiter, WaitObject mutex, boolean robust) {
    if (!robust) {
      return names.may(waiter, mutex, Act.UNLOCK);
    }
    List<Wait> any = new ArrayList<>();
    for (Task task : names.sharers(waiter, mutex)) {
      if (task != waiter) {
        any.add(new Wait.MayLeave(task));
      }
    }
    return new Wait.Or(any);
  }

  private static Wait mayUnlock(Task holder, boolean robust) {
    return robust ? new Wait.MayLeave(holder) : new Wait.May(holder, Act.UNLOCK);
  }

  /// Those of the tasks that can reach the mutex which hold it.
  private List<Task> holders(Task waiter, WaitObject mutex) {
    if (!mutex.isHeld()) {
      return List.of();
    }
    return names.sharers(waiter, mutex).stream().filter(task -> task.holds(mutex)).toList();
  }

  /// What must hold for a mutex of the plain kind that others hold now to be had later.
  Wait mayLock(Task task, Foreseen call) {
    AddressSpace memory = task.process().memory();
    boolean plain =
        call.knows(0)
            && !names.guard().mayFail()
            && UserMemory.getInt(memory, call.value(0)) > 0
            && UserMemory.getInt(memory, call.value(0) + MutexCalls.KIND) == 0;
    if (!plain) {
      return Wait.TIMER;
    }
    WaitObject mutex = names.object(task, call.value(0), "mutex");
    return !holders(task, mutex).isEmpty() ? mayUnlock(task, mutex, false) : Wait.TIMER;
  }
}
