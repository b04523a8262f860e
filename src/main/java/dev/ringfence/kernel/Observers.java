package dev.ringfence.kernel;

import dev.ringfence.kernel.account.CallAccounts;
import dev.ringfence.kernel.account.CallAccounts.CallUse;
import dev.ringfence.kernel.account.FrameGauge;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.account.RingAccounts;
import dev.ringfence.kernel.account.RingUse;
import dev.ringfence.kernel.account.StackSampler;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.memory.Shootdown;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.fact.Ordering;
import dev.ringfence.machine.Vector;
import dev.ringfence.user.AccessLog;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who is told of what the kernel does, beside the events: at first nobody. None of them changes
/// anything.
final class Observers {
  private @Nullable Watch watch;
  private Probes.@Nullable References references;
  private @Nullable RingAccounts rings;
  private @Nullable StackSampler stacks;
  private @Nullable CallAccounts calls;
  private @Nullable FrameGauge frames;
  private @Nullable Ordering ordering;
  private Consumer<Process> mourner = _ -> {};

  void watch(Watch whoever) {
    watch = whoever;
  }

  void references(Probes.References whoever) {
    references = whoever;
  }

  void rings(RingAccounts accounts) {
    rings = accounts;
  }

  void stacks(StackSampler sampler) {
    stacks = sampler;
  }

  void calls(CallAccounts accounts) {
    calls = accounts;
  }

  List<CallUse> callUses() {
    return calls == null ? List.of() : calls.uses();
  }

  void frames(FrameGauge gauge) {
    frames = gauge;
  }

  void order(Ordering whoever) {
    ordering = whoever;
  }

  boolean ordersAreTold() {
    return ordering != null;
  }

  /// The process is about to run.
  void lent(Process process) {
    if (ordering != null) {
      process.user().note(ordering.watches(process));
    }
  }

  /// The process is back, and is not handled yet.
  void returned(Process process) {
    AccessLog log = ordering == null ? null : process.user().accesses();
    if (ordering != null && log != null) {
      ordering.accessed(process, log);
    }
  }

  void mourn(Consumer<Process> whoever) {
    mourner = whoever;
  }

  List<RingUse> uses(Processes processes) {
    return rings == null ? List.of() : rings.uses(processes);
  }

  /// The process has come back: which pages its TLB has missed is told.
  void cameBack(Process process) {
    Probes.References told = references;
    if (told != null) {
      process.user().mmu().takeTrace(page -> told.used(process.pid(), page));
    }
  }

  void trapped(Task task) {
    if (rings != null) {
      rings.trapped(task);
    }
    if (stacks != null) {
      stacks.trapped(task);
    }
    if (calls != null) {
      calls.trapped(task);
    }
  }

  void stopped(Mechanism why) {
    if (rings != null) {
      rings.stopped(why);
    }
    if (stacks != null) {
      stacks.stopped(why == Mechanism.SCHEDULER ? "timer interrupt" : "exception");
    }
  }

  void faulted(Task task) {
    if (rings != null) {
      rings.faulted(task);
    }
    if (stacks != null) {
      stacks.stopped(task.context().vector == Vector.PF ? "page fault" : "exception");
    }
  }

  /// A task is about to make a call again, on a CPU.
  void looksAgain(Task task, Call call) {
    if (rings != null) {
      rings.trapped(task);
      rings.called(task, call);
    }
  }

  /// It has done so.
  void hasLooked(Task task) {
    if (rings != null) {
      rings.handled(task);
    }
  }

  void called(Task task, @Nullable Call call) {
    if (rings != null) {
      rings.called(task, call);
    }
    if (stacks != null) {
      stacks.called(call);
    }
    if (calls != null) {
      calls.called(call);
    }
  }

  void returned(Task task, Call call, long result) {
    if (rings != null) {
      rings.returned(task, call, result);
    }
    if (calls != null) {
      calls.returned(call, result);
    }
  }

  void interrupted(Task task) {
    if (rings != null) {
      rings.interrupted(task);
    }
  }

  /// The task's trap has been handled.
  void handled(Task task) {
    if (rings != null) {
      rings.handled(task);
    }
    if (stacks != null) {
      stacks.handled(task);
    }
    if (calls != null) {
      calls.handled(task);
    }
    if (frames != null) {
      frames.handled();
    }
  }

  void flushed(Process process, Shootdown shootdown) {
    if (rings != null) {
      rings.flushed(process, shootdown);
    }
  }

  void blocked(Task task) {
    if (watch != null) {
      watch.blocked(task);
    }
  }

  void roused(Task task) {
    if (watch != null) {
      watch.roused(task);
    }
  }

  void unblocked(Task task) {
    if (watch != null) {
      watch.unblocked(task);
    }
  }

  void handedOn(WaitObject object) {
    if (watch != null) {
      watch.handedOn(object);
    }
  }

  void ended(Process process) {
    if (rings != null) {
      rings.ended(process);
    }
    mourner.accept(process);
  }

  /// The process can do less than before, or something has happened that formulas leave out.
  void lost(Process process) {
    if (watch == null) {
      return;
    }
    process.surprising |= process.signalled && watch.heedsSignals(process);
    process.signalled = false;
    if (process.surprising) {
      process.surprising = process.zombie;
      watch.surprised(process);
    } else {
      watch.lost(process);
    }
  }
}
