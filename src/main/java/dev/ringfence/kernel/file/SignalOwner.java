package dev.ringfence.kernel.file;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.signal.SignalInfo;
import java.util.List;

/// To whom signals about an open file go (`F_SETOWN` of `fcntl(2)`): a thread, a process or a
/// group, which whoever named it must be allowed to send signals to.
///
/// @param type [#THREAD], [#PROCESS] or [#GROUP]
/// @param number of the thread, the process or the group
/// @param maker who has named it
public record SignalOwner(int type, int number, Credentials maker) {
  static final int F_SETOWN = 8;
  static final int F_SETOWN_EX = 15;
  static final int F_GETOWN_EX = 16;
  private static final int THREAD = 0;
  private static final int PROCESS = 1;
  private static final int GROUP = 2;

  /// As `fcntl(2)` with a command that is about owners.
  static long fcntl(Processes processes, Task task, Descriptors.Reference reference, int command) {
    AddressSpace memory = task.process().memory();
    long argument = task.argument(2);
    int size = memory.regions().intSize();
    switch (command) {
      case F_SETOWN -> {
        return set(processes, task, reference, (int) argument);
      }
      case F_SETOWN_EX -> {
        long type = UserMemory.getInt(memory, argument);
        long number = UserMemory.getInt(memory, argument + size);
        if (type < 0 || number < 0) {
          return Errno.EFAULT.result();
        }
        return type > GROUP
            ? Errno.EINVAL.result()
            : set(processes, task, reference, (int) type, (int) number);
      }
      default -> {
        SignalOwner owner = reference.signalOwner;
        int number = owner == null ? 0 : owner.numberNow(processes);
        boolean put =
            UserMemory.putInt(memory, argument, owner == null ? 0 : owner.type)
                && UserMemory.putInt(memory, argument + size, number);
        return put ? 0 : Errno.EFAULT.result();
      }
    }
  }

  /// Names an owner.
  ///
  /// @param who a process, a group as a negative number, or 0 for nobody
  public static long set(Processes processes, Task task, Descriptors.Reference reference, int who) {
    if (who == Integer.MIN_VALUE) {
      return Errno.EINVAL.result();
    }
    return set(processes, task, reference, who < 0 ? GROUP : PROCESS, Math.abs(who));
  }

  private static long set(
      Processes processes, Task task, Descriptors.Reference reference, int type, int number) {
    SignalOwner owner = new SignalOwner(type, number, task.process().credentials);
    if (number != 0 && owner.numberNow(processes) == 0) {
      return Errno.ESRCH.result();
    }
    reference.signalOwner = number == 0 ? null : owner;
    reference.file().owned();
    return 0;
  }

  /// Who is the owner: a process, or a group as a negative number; 0 for nobody.
  public static int get(Processes processes, Descriptors.Reference reference) {
    SignalOwner owner = reference.signalOwner;
    int number = owner == null ? 0 : owner.numberNow(processes);
    return owner != null && owner.type == GROUP ? -number : number;
  }

  /// Its number, or 0 if nobody has it any more.
  private int numberNow(Processes processes) {
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

  /// Sends it a signal, as the kernel does.
  public void send(Processes processes, int signal) {
    SignalInfo info = SignalInfo.fromKernel(signal);
    for (Process process : List.copyOf(processes.all())) {
      if (isOwner(process) && maker.maySignalLater(process.credentials)) {
        if (type == THREAD) {
          process.tasks.stream()
              .filter(task -> task.tid() == number)
              .findFirst()
              .ifPresent(task -> processes.signals().send(task, info));
        } else {
          processes.signals().send(process, info);
        }
      }
    }
  }
}
