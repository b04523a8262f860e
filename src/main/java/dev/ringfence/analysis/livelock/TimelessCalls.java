package dev.ringfence.analysis.livelock;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.ipc.PipeEnd;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.user.Cause;
import dev.ringfence.user.Context;
import java.util.Set;

/// Traps that come to the same at all times: what they do depends on the state of the machine, and
/// on virtual time only by how far off something is. All others count as if they depended on it.
final class TimelessCalls {
  private static final int TIMER_ABSTIME = 1;
  private static final int FUTEX_COMMAND = 127;

  private static final Set<String> NAMES =
      Set.of(
          "__barrier_wait",
          "__sigreturn",
          "flock",
          "getpid",
          "getppid",
          "gettid",
          "kill",
          "msgrcv",
          "msgsnd",
          "nanosleep",
          "pause",
          "poll",
          "pthread_cond_broadcast",
          "pthread_cond_signal",
          "pthread_cond_wait",
          "pthread_mutex_lock",
          "pthread_mutex_trylock",
          "pthread_mutex_unlock",
          "pthread_rwlock_rdlock",
          "pthread_rwlock_tryrdlock",
          "pthread_rwlock_trywrlock",
          "pthread_rwlock_unlock",
          "pthread_rwlock_wrlock",
          "pthread_sigmask",
          "pthread_spin_lock",
          "pthread_spin_trylock",
          "pthread_spin_unlock",
          "sched_yield",
          "sem_getvalue",
          "sem_post",
          "sem_trywait",
          "sem_wait",
          "semop",
          "sigprocmask");

  private final Kernel kernel;

  TimelessCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  /// Whether what a task has trapped with is one.
  boolean contain(Task task) {
    Context context = task.context();
    return switch (context.cause) {
      case PREEMPTED, FAULT -> true;
      case STRAYED, PRIVILEGED -> false;
      case SYSCALL -> isTimeless(task, kernel.call(context.callNumber()).name());
    };
  }

  private static boolean isTimeless(Task task, String call) {
    return switch (call) {
      case "clock_nanosleep" -> (task.argument(1) & TIMER_ABSTIME) == 0;
      case "futex" -> (task.argument(1) & FUTEX_COMMAND) <= 1;
      case "wait4" -> task.argument(3) == 0;
      case "read", "write" -> {
        OpenFile file = task.process().descriptors().get(task.argument(0));
        yield file == null || file instanceof PipeEnd;
      }
      default -> NAMES.contains(call);
    };
  }

  /// Those of them that are no calls: for a test.
  static Set<String> names() {
    return NAMES;
  }
}
