package dev.ringfence.kernel.file;

import dev.ringfence.core.Signal;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.signal.SignalInfo;
import java.util.List;

/// To whom signals about an open file go, and which (`F_SETOWN` and `F_SETSIG` of `fcntl(2)`): a
/// thread, a process or a group, which whoever named it must be allowed to send signals to.
///
/// @param type [#THREAD], [#PROCESS] or [#GROUP]
/// @param number of the thread, the process or the group; 0 for nobody
/// @param maker who has named it
/// @param signal what it is sent, with what has happened; 0 for `SIGIO` without that
public record SignalOwner(int type, int number, Credentials maker, int signal) {
  public static final int THREAD = 0;
  public static final int PROCESS = 1;
  public static final int GROUP = 2;

  /// The same with another signal.
  SignalOwner with(int other) {
    return new SignalOwner(type, number, maker, other);
  }

  /// Its number, or 0 if nobody has it any more.
  int numberNow(Processes processes) {
    return processes.all().stream().anyMatch(this::isOwner) ? number : 0;
  }

  /// Whether signals go to a process.
  public boolean isOwner(Process process) {
    return switch (type) {
      case THREAD -> process.tasks.stream().anyMatch(task -> task.tid() == number);
      case PROCESS -> process.pid() == number;
      default -> process.group == number;
    };
  }

  /// Sends it a signal, as the kernel does, without more to say.
  public void send(Processes processes, Signal what) {
    for (Process process : receivers(processes)) {
      send(processes, process, SignalInfo.fromKernel(what.number()));
    }
  }

  /// Tells it what has happened to a file: by the signal that was asked for, and by a plain `SIGIO`
  /// if none was or if too many are pending.
  ///
  /// @param fd the descriptor for which it was asked
  void tell(Processes processes, Band band, int fd) {
    for (Process process : receivers(processes)) {
      boolean told =
          signal != 0
              && send(processes, process, SignalInfo.ofFile(signal, band.code(), band.events, fd));
      if (!told) {
        send(processes, process, SignalInfo.fromKernel(Signal.SIGIO.number()));
      }
    }
  }

  private List<Process> receivers(Processes processes) {
    return number == 0
        ? List.of()
        : processes.all().stream()
            .filter(this::isOwner)
            .filter(process -> maker.maySignalLater(process.credentials))
            .toList();
  }

  private boolean send(Processes processes, Process process, SignalInfo info) {
    if (type != THREAD) {
      return processes.signals().send(process, info);
    }
    for (Task task : process.tasks) {
      if (task.tid() == number) {
        return processes.signals().send(task, info);
      }
    }
    return true;
  }
}
