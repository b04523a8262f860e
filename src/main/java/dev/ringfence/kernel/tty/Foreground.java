package dev.ringfence.kernel.tty;

import dev.ringfence.core.Errno;
import dev.ringfence.core.Signal;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.signal.Disposition;
import dev.ringfence.kernel.signal.SignalSet;

/// Job control at a terminal: what becomes of a process in the background that reads, writes or
/// changes settings (`termios(3)`, POSIX.1 11.1.4).
final class Foreground {
  private final Terminals terminals;

  Foreground(Terminals terminals) {
    this.terminals = terminals;
  }

  /// Sends the group of a process in the background a signal.
  ///
  /// @param signal `SIGTTIN` or `SIGTTOU`
  /// @return 0 if the process may go on, a negative error number, or [Calls#GONE] if the call is to
  ///     be made again when the process goes on
  long check(Task task, Terminal terminal, Signal signal) {
    Process process = task.process();
    int group = terminal.foreground;
    if (terminals.of(process) != terminal || group == 0 || group == process.group) {
      return 0;
    }
    Disposition disposition = process.signals.of(signal.number());
    if (SignalSet.has(task.signals.mask, signal.number()) || disposition.isIgnore()) {
      return signal == Signal.SIGTTIN ? Errno.EIO.result() : 0;
    }
    if (terminals.processes.signals().jobControl().isOrphaned(process.group)) {
      return Errno.EIO.result();
    }
    terminals.send(process.group, signal);
    return disposition.isCaught() && !disposition.has(Disposition.SA_RESTART)
        ? Errno.EINTR.result()
        : Calls.GONE;
  }
}
