package dev.ringfence.kernel.signal;

import dev.ringfence.c.SystemCall.Failure;
import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.clock.Timespec;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitQueue;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.TaskSignals.AlternateStack;
import dev.ringfence.machine.Profile;

/// The calls of those who are sent signals: `sigaction(2)`, `sigprocmask(2)`, `sigsuspend(2)`,
/// `sigtimedwait(2)` and their kin.
public final class SignalCalls {
  private static final int SIG_BLOCK = 0;
  private static final int SIG_UNBLOCK = 1;
  private static final int SIG_SETMASK = 2;

  /// What Linux keeps of the flags of `sigaction(2)`.
  private static final long FLAGS = 0xDC00_0807L;

  private static final int SS_ONSTACK = 1;
  private static final int SS_DISABLE = 2;
  private static final int MINSIGSTKSZ = 2048;

  private final Processes processes;
  private final Signals signals;
  private final SignalDelivery delivery;
  private final Scheduler scheduler;
  private final Profile profile;
  private final WaitQueue pauses = new WaitQueue();

  public SignalCalls(
      Processes processes, SignalDelivery delivery, Scheduler scheduler, Profile profile) {
    this.processes = processes;
    this.signals = processes.signals();
    this.delivery = delivery;
    this.scheduler = scheduler;
    this.profile = profile;
  }

  public void addTo(Calls calls) {
    calls
        .add("signal.h", "int __sigaction(int sig, const void *act, void *oldact)", this::sigaction)
        .acts(Act.CATCH);
    calls
        .add("signal.h", "int __sigreturn(void *context, long progress)", delivery::leave)
        .failing(Failure.NONE);
    calls.add(
        "signal.h",
        "int sigprocmask(int how, const sigset_t *set, sigset_t *oldset)",
        this::sigprocmask);
    calls
        .add(
            "signal.h",
            "int pthread_sigmask(int how, const sigset_t *set, sigset_t *oldset)",
            this::sigprocmask)
        .failing(Failure.NUMBER);
    calls.add("signal.h", "int sigpending(sigset_t *set)", this::sigpending);
    calls
        .add("signal.h", "int sigsuspend(const sigset_t *mask)", this::sigsuspend)
        .waits()
        .fails()
        .cancels(true);
    calls.add("unistd.h", "int pause(void)", this::pause).waits().fails().cancels(true);
    calls
        .add(
            "signal.h",
            "int sigtimedwait(const sigset_t *set, siginfo_t *info,"
                + " const struct timespec *timeout)",
            this::sigtimedwait)
        .waits()
        .endsWhenStopped()
        .fails()
        .cancels(true);
    calls.add("signal.h", "int sigaltstack(const stack_t *ss, stack_t *oss)", this::altStack);
  }

  private static boolean isSignal(int signal) {
    return signal >= 1 && signal <= SignalSet.MOST;
  }

  /// The library's form: four longs, as [Disposition] has them.
  private long sigaction(Task task) {
    int signal = (int) task.argument(0);
    AddressSpace memory = task.process().memory();
    if (!isSignal(signal)) {
      return Errno.EINVAL.result();
    }
    Disposition old = task.process().signals.of(signal);
    long from = task.argument(1);
    if (from != 0) {
      Long handler = UserMemory.getLong(memory, from);
      Long flags = UserMemory.getLong(memory, from + 8);
      Long restorer = UserMemory.getLong(memory, from + 16);
      Long mask = UserMemory.getLong(memory, from + 24);
      if (handler == null || flags == null || restorer == null || mask == null) {
        return Errno.EFAULT.result();
      }
      if (SignalSet.has(SignalSet.UNBLOCKABLE, signal)) {
        return Errno.EINVAL.result();
      }
      set(
          task.process(),
          signal,
          new Disposition(handler, flags & FLAGS, restorer, mask & ~SignalSet.UNBLOCKABLE));
    }
    long to = task.argument(2);
    if (to != 0) {
      long[] values = {old.handler(), old.flags(), old.restorer(), old.mask()};
      for (int i = 0; i < values.length; i++) {
        if (!UserMemory.put(memory, to + 8L * i, 8, values[i])) {
          return Errno.EFAULT.result();
        }
      }
    }
    return 0;
  }

  private void set(Process process, int signal, Disposition disposition) {
    process.signals.set(signal, disposition);
    if (!disposition.isCaught()) {
      process.surprising = true;
      processes.lost(process);
    }
    boolean idle =
        switch (SignalSet.action(signal)) {
          case IGNORE, CONTINUE -> true;
          case TERMINATE, CORE, STOP -> false;
        };
    if (disposition.isIgnore() || disposition.isDefault() && idle) {
      process.signals.pending().discard(SignalSet.of(signal));
      process.tasks.forEach(t -> t.signals.pending().discard(SignalSet.of(signal)));
    }
  }

  private long sigprocmask(Task task) {
    AddressSpace memory = task.process().memory();
    long old = task.signals.mask;
    if (task.argument(1) != 0) {
      Long set = UserMemory.getLong(memory, task.argument(1));
      if (set == null) {
        return Errno.EFAULT.result();
      }
      switch ((int) task.argument(0)) {
        case SIG_BLOCK -> task.signals.mask |= set;
        case SIG_UNBLOCK -> task.signals.mask &= ~set;
        case SIG_SETMASK -> task.signals.mask = set;
        default -> {
          return Errno.EINVAL.result();
        }
      }
      task.signals.mask &= ~SignalSet.UNBLOCKABLE;
      signals.lookAgain(task.process());
    }
    long to = task.argument(2);
    return to == 0 || putSet(memory, to, old) ? 0 : Errno.EFAULT.result();
  }

  private static boolean putSet(AddressSpace memory, long to, long set) {
    return UserMemory.put(memory, to, 8, set);
  }

  private long sigpending(Task task) {
    long set =
        (task.signals.pending().set() | task.process().signals.pending().set()) & task.signals.mask;
    return putSet(task.process().memory(), task.argument(0), set) ? 0 : Errno.EFAULT.result();
  }

  private long sigsuspend(Task task) {
    if (task.signals.savedMask == null && !replaceMask(task, task.argument(0))) {
      return Errno.EFAULT.result();
    }
    return pause(task);
  }

  /// Replaces the signal mask by the set at an address, until the call returns or a handler that
  /// interrupts it does. False means `EFAULT`.
  public static boolean replaceMask(Task task, long address) {
    Long set = UserMemory.getLong(task.process().memory(), address);
    if (set == null) {
      return false;
    }
    task.signals.savedMask = task.signals.mask;
    task.signals.mask = set & ~SignalSet.UNBLOCKABLE;
    task.signals.notified = true;
    return true;
  }

  /// The call that [#replaceMask] was for returns by itself.
  public static void restoreMask(Task task) {
    Long saved = task.signals.savedMask;
    if (saved != null) {
      task.signals.mask = saved;
      task.signals.savedMask = null;
      task.signals.notified = true;
    }
  }

  private long pause(Task task) {
    scheduler.block(task, pauses, "signal", () -> Wait.NEVER);
    return Calls.BLOCKED;
  }

  private long sigtimedwait(Task task) {
    AddressSpace memory = task.process().memory();
    Long set = UserMemory.getLong(memory, task.argument(0));
    if (set == null) {
      return Errno.EFAULT.result();
    }
    boolean timed = task.argument(2) != 0;
    long cycles = timed ? Timespec.cycles(task, task.argument(2), profile) : 0;
    if (cycles < 0) {
      return cycles;
    }
    long wanted = set & ~SignalSet.UNBLOCKABLE;
    SignalInfo info = signals.take(task, wanted);
    if (info != null) {
      signals.orders(task, info.signal());
      task.signals.awaited = 0;
      long to = task.argument(1);
      return to == 0 || UserMemory.write(memory, to, info.waitedFor().image(), 0, SignalInfo.SIZE)
          ? info.signal()
          : Errno.EFAULT.result();
    }
    if (timed && task.progress == 0) {
      task.progress = task.context().time + Math.max(1, cycles);
      if (cycles == 0) {
        return Errno.EAGAIN.result();
      }
      scheduler.deadline(task, task.progress);
    }
    if (timed && scheduler.now() >= task.progress) {
      task.signals.awaited = 0;
      return Errno.EAGAIN.result();
    }
    task.signals.awaited = wanted;
    scheduler.block(
        task, pauses, "signal", () -> timed ? Wait.TIMER : signals.mayBeSent(task.process()));
    return Calls.BLOCKED;
  }

  private long altStack(Task task) {
    AddressSpace memory = task.process().memory();
    TaskSignals own = task.signals;
    boolean onStack = own.isOnStack(task.context().stackPointer());
    long from = task.argument(0);
    long to = task.argument(1);
    long[] old = {own.stack.base(), own.stack.size() == 0 ? SS_DISABLE : onStack ? SS_ONSTACK : 0};
    long oldSize = own.stack.size();
    if (from != 0) {
      Long stack = UserMemory.getPointer(memory, from);
      long flags = UserMemory.getInt(memory, from + 8);
      Long size = UserMemory.getPointer(memory, from + 16);
      if (stack == null || flags < 0 || size == null) {
        return Errno.EFAULT.result();
      }
      if (onStack) {
        return Errno.EPERM.result();
      }
      if (flags != 0 && flags != SS_DISABLE && flags != SS_ONSTACK) {
        return Errno.EINVAL.result();
      }
      boolean off = (flags & SS_DISABLE) != 0;
      if (!off && size < MINSIGSTKSZ) {
        return Errno.ENOMEM.result();
      }
      own.stack = off ? AlternateStack.NONE : new AlternateStack(stack, size);
    }
    boolean done =
        to == 0
            || UserMemory.put(memory, to, 8, old[0])
                && UserMemory.put(memory, to + 8, 4, old[1])
                && UserMemory.put(memory, to + 16, 8, oldSize);
    return done ? 0 : Errno.EFAULT.result();
  }
}
