package dev.ringfence.analysis;

import dev.ringfence.c.Program;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import java.util.IdentityHashMap;
import java.util.Map;

/// The [Intent] of each program of a kernel.
final class Intents {
  private final Kernel kernel;
  private final Map<Program, Intent> known = new IdentityHashMap<>();

  /// How many programs were loaded when it was looked whether one takes descriptors.
  private int asked = -1;

  private boolean takes;

  /// How many programs had been loaded when it was found out what all may do.
  private int counted;

  private long possible;

  Intents(Kernel kernel) {
    this.kernel = kernel;
  }

  /// What the task may still do.
  long acts(Task task) {
    Intent intent = of(task.context().program());
    return task.state == Task.State.BLOCKED
        ? intent.from(task.context(), task.process().entersByItself())
        : intent.complete(intent.whole());
  }

  /// What the task can still come to, step by step.
  ///
  /// @param visible whether it is at rest, so that it can be seen where it is
  Step outlook(Task task, boolean visible) {
    Process process = task.process();
    boolean known =
        visible
            && !process.entersByItself()
            && process.fatalSignal == 0
            && !process.signals.isAwaited(task)
            && !task.cancelRequested
            && !task.isBehindGate();
    Intent intent = of(task.context().program());
    if (known) {
      return intent.outlook(task.context());
    }
    Step first = new Step(new Step.Frame(null, -1, -1), 0, Knowledge.of(new long[0]));
    first.wild = true;
    return first;
  }

  /// Whether any program that has been loaded may come to act so.
  boolean any(Act act) {
    for (Program program : kernel.processes().programs().loaded()) {
      Intent intent = of(program);
      if ((intent.complete(intent.whole()) & act.bit()) != 0) {
        return true;
      }
    }
    return false;
  }

  /// Whether for each of the acts any program that has been loaded may act so.
  boolean anyAll(long acts) {
    int loaded = kernel.processes().programs().count();
    if (loaded != counted) {
      counted = loaded;
      possible = 0;
      for (Program program : kernel.processes().programs().loaded()) {
        Intent intent = of(program);
        possible |= intent.complete(intent.whole());
      }
    }
    return (possible & acts) == acts;
  }

  /// Whether any program that has been loaded may take descriptors of other processes.
  boolean mayTake() {
    int loaded = kernel.processes().programs().count();
    if (loaded != asked) {
      asked = loaded;
      takes = any(Act.TAKE);
    }
    return takes;
  }

  private Intent of(Program program) {
    Intent intent = known.get(program);
    if (intent == null) {
      intent = new Intent(program, kernel::call, this::allPrograms);
      known.put(program, intent);
    }
    return intent;
  }

  private long allPrograms() {
    long acts = kernel.processes().programs().hasUnloaded() ? Act.OF_UTILITIES : 0;
    for (Program program : kernel.processes().programs().loaded()) {
      acts |= of(program).whole();
    }
    return acts;
  }
}
