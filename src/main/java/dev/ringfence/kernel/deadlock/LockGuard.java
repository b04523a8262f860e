package dev.ringfence.kernel.deadlock;

import dev.ringfence.core.Errno;
import dev.ringfence.core.Rng;
import dev.ringfence.core.Signal;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.deadlock.DeadlockPolicy.Kind;
import dev.ringfence.kernel.deadlock.LockRequest.Manner;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import dev.ringfence.kernel.process.WaitObject;
import dev.ringfence.kernel.process.fact.Holding;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.signal.SignalInfo;
import dev.ringfence.machine.Profile;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where the calls that take locks ask the deadlock policy. Without one nothing is asked.
public final class LockGuard {
  private static final int NAME_SEED = 0x6C6F636B;

  private final Processes processes;
  private final Scheduler scheduler;
  private final Profile profile;
  private final Consumer<Event> events;
  private final Rng rng;
  private @Nullable DeadlockPolicy policy;
  private @Nullable LockOrder order;
  private @Nullable Banker banker;
  private @Nullable Recovery recovery;

  public LockGuard(
      Processes processes,
      Scheduler scheduler,
      Profile profile,
      long seed,
      Consumer<Event> events) {
    this.processes = processes;
    this.scheduler = scheduler;
    this.profile = profile;
    this.events = events;
    rng = new Rng(seed ^ NAME_SEED);
  }

  /// Has a policy hold from now on, before there are processes.
  ///
  /// @param starter starts a process like another one; false if there is no memory
  public void enforce(DeadlockPolicy wanted, Predicate<Process> starter) {
    if (wanted.kind() == Kind.NONE) {
      return;
    }
    policy = wanted;
    switch (wanted.kind()) {
      case NONE, TRY, TIMEOUT -> {}
      case ORDER -> order = new LockOrder(wanted.order());
      case BANKER -> {
        Banker made = new Banker(processes, wanted.claims());
        banker = made;
        processes
            .termination()
            .atTaskEnd(
                task -> {
                  made.ended(task);
                  scheduler.wake(made.queue());
                });
      }
      case DETECT -> {
        long delay = profile.cycles(wanted.restartDelay());
        Recovery made = new Recovery(wanted, processes, scheduler, this::tell, delay, starter);
        recovery = made;
        processes.termination().atTaskEnd(made::ended);
        processes.termination().atEnd(made::ended);
      }
    }
  }

  /// Whether there is a policy.
  public boolean isActive() {
    return policy != null;
  }

  /// Whether a call that takes a lock may fail by the policy where it would have to wait.
  public boolean mayFail() {
    return policy != null && policy.kind() != Kind.DETECT && policy.kind() != Kind.BANKER;
  }

  /// Whether a task may take a lock, or begin to wait for it: 0, a negative error number, or
  /// [Calls#BLOCKED] if it has to wait first.
  ///
  /// @param free units of the lock that nobody has; 0 if it has to be waited for
  public long ask(LockRequest request, int free, boolean common) {
    if (order != null && request.manner() == Manner.WAITS) {
      return inOrder(request, order);
    }
    if (banker != null) {
      return safely(request, banker, free, common);
    }
    if (recovery != null) {
      recovery.note(request);
    }
    return 0;
  }

  private long inOrder(LockRequest request, LockOrder wanted) {
    WaitObject lock = request.lock();
    Holding later = wanted.inversion(request.task(), lock);
    return later == null
        ? 0
        : fail(
            request.task(),
            Intervention.REFUSED,
            lock,
            "it holds %s, which comes after %s".formatted(later.object().name(), lock.name()),
            Errno.EDEADLK);
  }

  private long safely(LockRequest request, Banker bank, int free, boolean common) {
    Task task = request.task();
    WaitObject lock = request.lock();
    boolean readersShare = lock.name().startsWith("rwlock");
    if (!bank.knows(task, lock, free, common, readersShare)) {
      return 0;
    }
    int claim = bank.claim(task, lock);
    if (Banker.held(task, lock) >= claim && request.manner() != Manner.RESUMES) {
      String reason = claim == 0 ? "it has not claimed it" : "it has claimed only " + claim;
      return fail(task, Intervention.REFUSED, lock, reason, Errno.EDEADLK);
    }
    if (free == 0) {
      return 0;
    }
    if (bank.isSafe(task, lock, request.shared())) {
      if (readersShare) {
        bank.taken(task, lock, request.shared());
      }
      return 0;
    }
    boolean waits = task.queue == bank.queue();
    if (!waits) {
      String reason = "there might be no order left in which all get what they have claimed";
      tell(task, Intervention.DELAYED, lock.name(), reason);
    }
    if (request.manner() == Manner.TRIES) {
      return Errno.EBUSY.result();
    }
    if (request.until() <= scheduler.now()) {
      return request.until() < 0 ? request.until() : Errno.ETIMEDOUT.result();
    }
    boolean timed = request.until() != Long.MAX_VALUE;
    if (timed && task.deadline != request.until()) {
      scheduler.deadline(task, request.until());
    }
    scheduler.block(
        task, bank.queue(), lock.name(), () -> timed ? Wait.TIMER : bank.mayGiveBack(task));
    scheduler.wakeFirst(lock.queue());
    return Calls.BLOCKED;
  }

  /// When a task gives up a wait for a lock that it is about to begin, or is in.
  ///
  /// @param until when it would do so without a policy
  public long limit(Task task, long until, Manner manner) {
    if (policy == null || manner != Manner.WAITS || !mayFail() || order != null) {
      return until;
    }
    boolean tries = policy.kind() == Kind.TRY;
    if (tries && task.holdings().stream().allMatch(holding -> holding.object().signals)) {
      return until;
    }
    if (task.until == 0) {
      long most = Math.max(1, profile.cycles(tries ? policy.backOff() : policy.timeout()));
      task.until = scheduler.now() + (tries ? 1 + rng.below(most) : most);
    }
    return Math.min(until, task.until);
  }

  /// A wait ends that has come to its [#limit].
  ///
  /// @return what the call returns
  public long giveUp(Task task, WaitObject lock) {
    boolean tries = policy != null && policy.kind() == Kind.TRY;
    StringBuilder held = new StringBuilder();
    for (Holding holding : task.holdings()) {
      held.append(held.isEmpty() ? "it holds " : ", ").append(holding.object().name());
    }
    String waited = "it has waited as long as the policy lets it";
    String reason = waited + (held.isEmpty() ? "" : "; " + held);
    return fail(task, Intervention.GIVEN_UP, lock, reason, tries ? Errno.EDEADLK : Errno.ETIMEDOUT);
  }

  private long fail(Task task, String action, WaitObject lock, String reason, Errno error) {
    tell(task, action, lock.name(), reason);
    if (policy != null && policy.stops()) {
      SignalInfo kill = SignalInfo.fromKernel(Signal.SIGKILL.number());
      task.process().surprising = true;
      processes.signals().send(task.process(), kill);
    }
    return error.result();
  }

  /// A lock was given back.
  public void gaveBack(WaitObject lock) {
    if (banker != null && banker.concerns(lock)) {
      scheduler.wake(banker.queue());
    }
  }

  /// Whoever watches has found that nothing can wake these tasks any more.
  public void found(Collection<Task> tasks) {
    if (recovery != null) {
      recovery.found(tasks);
    }
  }

  /// Ends one process if some are stuck, and the policy is to end them. Whether it has.
  public boolean recover() {
    return recovery != null && recovery.recover();
  }

  private void tell(@Nullable Task task, String action, String object, String reason) {
    String name = policy == null ? "" : policy.kind().name().toLowerCase(Locale.ROOT);
    events.accept(
        new Event.Intervened(
            scheduler.now(),
            task == null ? 0 : task.tid(),
            name,
            action,
            object,
            reason,
            task == null ? "" : task.context().program().name(),
            task == null ? 0 : task.context().userLine()));
  }
}
