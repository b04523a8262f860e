package dev.ringfence.kernel.signal;

import dev.ringfence.core.Errno;
import dev.ringfence.core.Signal;
import dev.ringfence.kernel.access.Policy;
import dev.ringfence.kernel.access.Way;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;

/// Who may send a signal to whom (`kill(2)`).
final class SignalPermission {
  private static final int SIGCONT = 18;

  private SignalPermission() {}

  /// Whether a task may send a signal to a process, or, with the number 0, look whether it could: 0
  /// or an error number.
  static long refusal(Policy policy, Task sender, Process target, int signal) {
    if (signal < 0 || signal > SignalSet.MOST) {
      return Errno.EINVAL.result();
    }
    Process process = sender.process();
    if (process == target) {
      return 0;
    }
    boolean continues = signal == SIGCONT && process.session == target.session;
    if (!continues && !process.credentials.maySignal(target.credentials)) {
      return Errno.EPERM.result();
    }
    String object = name(signal) + " to " + target.label() + " (" + target.pid() + ")";
    return policy.permits(sender, target.name(), Way.SIGNAL, object) ? 0 : Errno.EPERM.result();
  }

  private static String name(int number) {
    Signal signal = Signal.of(number);
    return signal == null ? "signal " + number : signal.name();
  }
}
