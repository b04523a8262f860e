package dev.ringfence.kernel.thread;

import dev.ringfence.c.Function;
import dev.ringfence.c.Program;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.user.Context;

/// How a thread ends: the library's own work first, then its stack goes back; the last thread of a
/// process has the process exit.
public final class ThreadEnd {
  /// `PTHREAD_CANCELED`.
  public static final long CANCELED = -1;

  private final Processes processes;

  public ThreadEnd(Processes processes) {
    this.processes = processes;
  }

  /// Ends the thread with this result, or has it enter what is to be done before.
  ///
  /// @return [Calls#GONE]
  public long end(Task task, long result) {
    Process process = task.process();
    Program program = task.context().program();
    task.cancelDisabled = true;
    if (process.threadHook >= 0 && !task.leaving) {
      task.leaving = true;
      enter(task, program.functionAt(process.threadHook), result);
    } else if (process.tasks.size() == 1) {
      for (Function function : program.functions()) {
        if (function.library() && function.name().equals("exit")) {
          enter(task, function, 0);
          return Calls.GONE;
        }
      }
      processes.termination().end(process, 0);
    } else {
      if (!task.detached) {
        process.threads().results.put(task.tid(), result);
      }
      processes.termination().end(task);
      if (task.detached) {
        freeStack(process, task.tid());
      }
    }
    return Calls.GONE;
  }

  private void enter(Task task, Function function, long argument) {
    Context context = task.context();
    task.resumed = 0;
    if (!context.interrupt(function.number(), context.stackPointer() & -16, argument)) {
      processes.termination().end(task.process(), 11);
    }
  }

  static void freeStack(Process process, int tid) {
    Long stack = process.threads().stacks.remove(tid);
    if (stack != null) {
      process.memory().mapper().unmap(stack);
    }
  }
}
