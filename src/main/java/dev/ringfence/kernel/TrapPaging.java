package dev.ringfence.kernel;

import dev.ringfence.kernel.paging.Pager;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import org.jspecify.annotations.Nullable;

/// Where traps meet the pager, if the machine has one: pages of a process that does not execute can
/// be put away, and its tasks wait for those that the kernel had to fetch.
final class TrapPaging {
  private final @Nullable Pager pager;
  private final Scheduler scheduler;
  private final RunEnd end;

  TrapPaging(@Nullable Pager pager, Scheduler scheduler, RunEnd end) {
    this.pager = pager;
    this.scheduler = scheduler;
    this.end = end;
  }

  /// Says whose trap is being handled, if any.
  void atRest(@Nullable Process process) {
    if (pager != null) {
      pager.atRest(process);
      if (process != null) {
        pager.balance();
      }
      if (!pager.failure().isEmpty()) {
        end.stop(pager.failure());
      }
    }
  }

  /// The task goes on, as soon as the pages are there that the kernel needed for it.
  void goOn(Task task) {
    long until = pager == null ? 0 : pager.takeWait();
    if (until > 0) {
      scheduler.pause(task, until);
    } else if (task.state == Task.State.ON_CPU) {
      scheduler.resume(task);
    } else {
      scheduler.ready(task);
    }
  }
}
