package dev.ringfence.analysis;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the blocked tasks that nothing can wake, by looking into the future of each: which calls
/// it comes to, in which order, on which objects, and at which of them it would have to wait for
/// ever itself.
///
/// It finds more than [Evaluation], which asks only whether a call of some kind can be reached,
/// and takes longer. The least fixpoint over all steps of all tasks is sought: a step is passed
/// when what it may have to wait for can be done by steps that are passed.
final class Foresight {
  /// Of a task, as far as has been found.
  private static final class Future {
    final Task task;
    final Step first;
    final Deque<Step> held = new ArrayDeque<>();
    final Set<Step> reached = new HashSet<>();

    /// Those that have been passed and do something.
    final List<Step> passed = new ArrayList<>();

    boolean goesOn;
    boolean ends;

    /// What it may do when it has gone wild.
    long wildActs;

    Future(Task task, Step first) {
      this.task = task;
      this.first = first;
      held.add(first);
      reached.add(first);
    }
  }

  private final Kernel kernel;
  private final Intents intents;
  private final Map<Task, Future> futures = new LinkedHashMap<>();
  private final Set<Process> wild = new HashSet<>();
  private final Set<Integer> killed = new HashSet<>();
  private final Set<Reference> entered = new HashSet<>();
  private boolean anyKilled;

  Foresight(Kernel kernel, Intents intents) {
    this.kernel = kernel;
    this.intents = intents;
  }

  /// The blocked tasks that nothing can wake.
  ///
  /// @param running whether tasks that are on a CPU can be looked at
  Set<Task> stuck(boolean running) {
    for (Process process : kernel.processes().all()) {
      for (Task task : process.tasks) {
        if (task.state != Task.State.DEAD) {
          boolean visible = running || task.state != Task.State.ON_CPU;
          futures.put(task, new Future(task, intents.outlook(task, visible)));
        }
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Future future : futures.values()) {
        changed |= advance(future);
      }
    }
    Set<Task> stuck = new LinkedHashSet<>();
    for (Future future : futures.values()) {
      if (future.task.state == Task.State.BLOCKED && !future.goesOn) {
        stuck.add(future.task);
      }
    }
    return stuck;
  }

  /// Passes as many steps as can be passed. False if there are none.
  private boolean advance(Future future) {
    boolean changed = false;
    for (int left = future.held.size(); left > 0; left--) {
      Step step = future.held.remove();
      changed |= arrive(future, step);
      if (passes(future, step)) {
        pass(future, step);
        changed = true;
      } else {
        future.held.add(step);
      }
    }
    return changed;
  }

  /// What may happen before the step's call ends.
  private boolean arrive(Future future, Step step) {
    boolean begun = step != future.first || !isInCall(future.task);
    Call call = step.call;
    boolean ends = begun && step.ends && (call == null || !call.isLast());
    if (call != null && begun && !isVoid(future, step)) {
      ends |= holds(call.breaking(future.task, step.arguments));
    }
    boolean changed = ends && !future.ends;
    future.ends |= ends;
    if (begun && (step.acts & Act.AT_ONCE) != 0 && !future.passed.contains(step)) {
      future.passed.add(step);
      changed = true;
    }
    return changed;
  }

  /// Whether a task has begun the call that it is at.
  private static boolean isInCall(Task task) {
    return task.state == Task.State.BLOCKED || task.isRoused;
  }

  private boolean isVoid(Future future, Step step) {
    return step.isVoid && !wild.contains(future.task.process());
  }

  private boolean passes(Future future, Step step) {
    Task task = future.task;
    if (step == future.first && isInCall(task)) {
      return task.isWoken && task.fate == null
          || task.process().willRetry(task)
          || holds(kernel.waitOf(task));
    }
    Call call = step.call;
    return call == null
        || step.wild
        || isVoid(future, step)
        || holds(call.end(task, step.arguments));
  }

  private void pass(Future future, Step step) {
    future.goesOn = true;
    if (step.acts != 0 && !future.passed.contains(step)) {
      future.passed.add(step);
    }
    if (step.wild) {
      future.ends = true;
      future.wildActs |= step.acts | intents.acts(future.task);
      wild.add(future.task.process());
      anyKilled |= (future.wildActs & Act.KILL.bit()) != 0;
    }
    future.ends |= step.ends;
    if ((step.acts & Act.KILL.bit()) != 0) {
      if (step.call != null && step.arguments.knows(0) && step.arguments.value(0) > 0) {
        killed.add((int) step.arguments.value(0));
      } else {
        anyKilled = true;
      }
    }
    for (Step next : step.next) {
      if (future.reached.add(next)) {
        future.held.add(next);
      }
    }
  }

  private boolean holds(Wait wait) {
    return switch (wait) {
      case Wait.Certain _ -> true;
      case Wait.May(Task task, Act act) -> may(task, act.bit());
      case Wait.MayLeave(Task task) -> mayGoOn(task);
      case Wait.MayEnd(Task task) -> mayEnd(task);
      case Wait.AnyMayLeave any -> anyMayEnd(any);
      case Wait.AnyMay(Iterable<Process> processes, Act act) -> anyMay(processes, act);
      case Wait.AnyMayThen(Iterable<Process> processes, Act first, Act then) ->
          anyMay(processes, first, then);
      case Wait.EnoughMay enough -> enoughMay(enough);
      case Wait.Open(Reference handle, Act act) -> mayAnyHolder(handle, act.bit()) || mayAnyTake();
      case Wait.Left(List<Reference> handles) -> handles.stream().allMatch(this::mayAllLeave);
      case Wait.Held(List<Reference> handles, Act act) ->
          handles.stream().anyMatch(handle -> mayAnyHolder(handle, act.bit()))
              || mayAnyTake()
              || handles.stream().allMatch(this::mayAllLeave);
      case Wait.Deferred(Wait.Formula formula) -> holds(formula.now());
      case Wait.And(List<Wait> all) -> all.stream().allMatch(this::holds);
      case Wait.AtLeast(int count, List<Wait> of) ->
          of.stream().filter(this::holds).limit(count).count() >= count;
      case Wait.Or(List<Wait> any) -> any.stream().anyMatch(this::holds);
    };
  }

  private boolean may(Task task, long acts) {
    Future future = futures.get(task);
    if (future == null) {
      return false;
    }
    if ((future.wildActs & acts) != 0) {
      return true;
    }
    for (Step step : future.passed) {
      if ((step.acts & acts) != 0 && !isVoid(future, step)) {
        return true;
      }
    }
    return false;
  }

  private boolean mayGoOn(Task task) {
    Future future = futures.get(task);
    return future != null
        && (task.state != Task.State.BLOCKED || future.goesOn || isKilled(task.process()));
  }

  private boolean isKilled(Process process) {
    return anyKilled || killed.contains(process.pid());
  }

  private boolean mayEnd(Task task) {
    Future future = futures.get(task);
    return future != null && future.ends;
  }

  private boolean mayEnd(Process process) {
    return isKilled(process) || process.tasks.stream().anyMatch(this::mayEnd);
  }

  private boolean anyMayEnd(Wait.AnyMayLeave any) {
    for (Process process : any.processes()) {
      if (any.meant().test(process) && !process.zombie && mayEnd(process)) {
        return true;
      }
    }
    return false;
  }

  private boolean anyMay(Iterable<Process> processes, Act act) {
    return anyMay(processes, act, act);
  }

  private boolean anyMay(Iterable<Process> processes, Act first, Act then) {
    for (Process process : processes) {
      for (Task task : process.tasks) {
        if (may(task, first.bit()) && may(task, then.bit())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean enoughMay(Wait.EnoughMay enough) {
    int found = 0;
    for (Process process : enough.processes()) {
      for (Task task : process.tasks) {
        found += task.queue != enough.besides() && mayEach(task, enough.acts()) ? 1 : 0;
        if (found == enough.count()) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean mayEach(Task task, long acts) {
    for (long left = acts; left != 0; left &= left - 1) {
      if (!may(task, Long.lowestOneBit(left))) {
        return false;
      }
    }
    return true;
  }

  private boolean mayAnyTake() {
    return intents.mayTake() && anyMay(kernel.processes().all(), Act.TAKE);
  }

  private boolean mayAnyHolder(Reference handle, long acts) {
    for (int i = 0; i < handle.places(); i++) {
      Process holder = handle.holder(i);
      if (holder != null && mayOn(holder, handle, acts)) {
        return true;
      }
    }
    for (Reference carrier : handle.carriers()) {
      if (entered.add(carrier)) {
        boolean may = mayAnyHolder(carrier, Act.RECEIVE.bit());
        entered.remove(carrier);
        if (may) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether a thread of the process may act so on what it has open.
  private boolean mayOn(Process process, Reference handle, long acts) {
    for (Task task : process.tasks) {
      Future future = futures.get(task);
      if (future == null) {
        continue;
      }
      if ((future.wildActs & (acts | Act.PASS.bit())) != 0) {
        return true;
      }
      for (Step step : future.passed) {
        boolean can = (step.acts & acts) != 0 && !isVoid(future, step);
        if (can && concerns(process, step, handle)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean concerns(Process process, Step step, Reference handle) {
    Call call = step.call;
    return call == null
        || !call.isOnDescriptor()
        || !step.arguments.knows(0)
        || wild.contains(process)
        || process.descriptors().reference((int) step.arguments.value(0)) == handle;
  }

  private boolean mayAllLeave(Reference handle) {
    for (int i = 0; i < handle.places(); i++) {
      Process holder = handle.holder(i);
      boolean stays =
          holder != null
              && !mayEnd(holder)
              && !wild.contains(holder)
              && !mayOn(holder, handle, Act.CLOSE.bit());
      if (stays) {
        return false;
      }
    }
    for (Reference carrier : handle.carriers()) {
      if (entered.add(carrier)) {
        boolean may = mayAnyHolder(carrier, Act.RECEIVE.bit()) || mayAllLeave(carrier);
        entered.remove(carrier);
        if (!may) {
          return false;
        }
      }
    }
    return true;
  }
}
