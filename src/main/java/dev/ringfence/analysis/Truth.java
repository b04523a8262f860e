package dev.ringfence.analysis;

import dev.ringfence.kernel.file.Descriptors.Reference;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import java.util.List;
import java.util.function.Predicate;

/// The truth of wait formulas while some tasks are known to be alive, and what it rests on.
final class Truth {
  private final Intents intents;
  private final Witness witness;

  /// @param witness gets what formulas that hold rest on, and says on whom to count
  Truth(Intents intents, Witness witness) {
    this.intents = intents;
    this.witness = witness;
  }

  /// Whether the task goes on or is known to be wakeable.
  boolean isAlive(Task task) {
    return switch (task.state) {
      case READY, ON_CPU -> true;
      case DEAD -> false;
      case BLOCKED ->
          task.isWoken || task.wakeable && !witness.isPlain() || task.process().willRetry(task);
    };
  }

  /// Whether the formula holds with none but living tasks acting; the witness gets what it then
  /// rests on.
  boolean holds(Wait wait) {
    return switch (wait) {
      case Wait.Certain _ -> true;
      case Wait.May(Task task, Act act) -> may(task, act);
      case Wait.MayLeave(Task task) -> mayLeave(task);
      case Wait.AnyMayLeave(Iterable<Process> processes, Predicate<Process> meant) ->
          anyMayLeave(processes, meant);
      case Wait.Held(List<Reference> handles, Act act) ->
          mayAnyHolder(handles, act) || mayAllLeave(handles);
      case Wait.Deferred(Wait.Formula formula) -> holds(formula.now());
      case Wait.And(List<Wait> all) -> {
        for (Wait part : all) {
          if (!holds(part)) {
            yield false;
          }
        }
        yield true;
      }
      case Wait.AtLeast(int count, List<Wait> of) -> {
        int found = 0;
        for (Wait part : of) {
          found += found < count && holds(part) ? 1 : 0;
        }
        yield found >= count;
      }
      case Wait.Or(List<Wait> any) -> {
        int before = witness.size();
        for (Wait part : any) {
          if (holds(part)) {
            yield true;
          }
          witness.cut(before);
        }
        yield false;
      }
    };
  }

  private boolean may(Task task, Act act) {
    boolean holds = isAlive(task) && (intents.acts(task) & act.bit()) != 0;
    if (holds) {
      witness.add(task.process(), act.bit());
    }
    return holds;
  }

  private boolean mayLeave(Task task) {
    boolean holds = isAlive(task);
    if (holds) {
      witness.add(task.process(), 0);
    }
    return holds;
  }

  private boolean anyMayLeave(Iterable<Process> processes, Predicate<Process> meant) {
    for (Process process : processes) {
      if (meant.test(process) && mayAnyLeave(process.tasks)) {
        return true;
      }
    }
    return false;
  }

  private boolean mayAnyHolder(List<Reference> handles, Act act) {
    for (Reference handle : handles) {
      for (int i = 0; i < handle.places(); i++) {
        Process holder = handle.holder(i);
        if (holder != null && mayAny(holder.tasks, act)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean mayAny(List<Task> tasks, Act act) {
    for (Task task : tasks) {
      if (may(task, act)) {
        return true;
      }
    }
    return false;
  }

  private boolean mayAllLeave(List<Reference> handles) {
    for (Reference handle : handles) {
      for (int i = 0; i < handle.places(); i++) {
        Process holder = handle.holder(i);
        if (holder != null && !mayAnyLeave(holder.tasks)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean mayAnyLeave(List<Task> tasks) {
    for (Task task : tasks) {
      if (mayLeave(task)) {
        return true;
      }
    }
    return false;
  }
}
