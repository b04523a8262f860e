package dev.ringfence.kernel.futex;

import dev.ringfence.kernel.memory.Segment;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.sync.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What could end a wait at a futex: that whoever maps the address, or may still map it, wakes; or
/// that the thread which holds the futex lets it go or ends, if the kernel knows who that is.
final class FutexWaits {
  private final Processes processes;
  private final RobustLists robust;

  FutexWaits(Processes processes, RobustLists robust) {
    this.processes = processes;
    this.robust = robust;
  }

  /// @param address where its task waits
  Wait mayEnd(FutexWaiter waiter, long address) {
    Process process = waiter.task.process();
    if (waiter.locks) {
      Task owner = processes.task(process.host, waiter.queue.owner);
      return owner == null ? Wait.NEVER : new Wait.MayLeave(owner);
    }
    Wait wakes = mayWake(process, waiter.queue);
    int word = (int) UserMemory.getInt(process.memory(), address);
    int holder = waiter.target == null ? word & FutexWord.TID_MASK : 0;
    Task owner = holder == 0 ? null : processes.task(process.host, holder);
    return owner != null && owner != waiter.task && robust.has(owner)
        ? new Wait.Or(List.of(wakes, new Wait.MayLeave(owner)))
        : wakes;
  }

  /// That one of several futexes is woken at.
  Wait mayEnd(FutexVector vector) {
    List<Wait> any = new ArrayList<>();
    for (int i = 0; i < vector.parts.size(); i++) {
      any.add(mayEnd(vector.parts.get(i), vector.places.get(i).address()));
    }
    return new Wait.Or(any);
  }

  private Wait mayWake(Process process, FutexQueue queue) {
    Segment segment = queue.key.segment();
    if (segment == null) {
      return new Wait.AnyMay(List.of(process), Act.WAKE);
    }
    Wait known = queue.mayWake;
    if (known == null) {
      known = Names.may(processes.on(process.host), segment, Act.WAKE);
      queue.mayWake = known;
    }
    return known;
  }
}
