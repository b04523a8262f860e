package dev.ringfence.kernel.tty;

import static dev.ringfence.kernel.tty.Requests.*;

import dev.ringfence.core.Errno;
import dev.ringfence.core.Signal;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// The requests on the session that a terminal controls, and on the group in its foreground.
final class SessionControl {
  private final Terminals terminals;

  SessionControl(Terminals terminals) {
    this.terminals = terminals;
  }

  /// @param file null on the master of a pseudo-terminal
  long control(
      Task task, Terminal terminal, @Nullable OpenTerminal file, int request, long argument) {
    Process process = task.process();
    boolean own = terminals.of(process) == terminal;
    return switch (request) {
      case TIOCSCTTY -> take(process, terminal, file, argument);
      case TIOCNOTTY -> {
        if (!own || file == null) {
          yield Errno.ENOTTY.result();
        }
        terminals.giveUp(process);
        yield 0;
      }
      case TIOCGPGRP ->
          own || file == null ? put(task, argument, terminal.foreground) : Errno.ENOTTY.result();
      case TIOCGSID ->
          (own || file == null) && terminal.session != 0
              ? put(task, argument, terminal.session)
              : Errno.ENOTTY.result();
      case TIOCSPGRP -> {
        long refused =
            file == null ? 0 : terminals.foreground.check(task, terminal, Signal.SIGTTOU);
        yield refused == 0
            ? foreground(task, terminal, argument)
            : refused == Errno.EIO.result() ? Errno.ENOTTY.result() : refused;
      }
      default -> Errno.ENOTTY.result();
    };
  }

  private static long put(Task task, long to, long number) {
    return UserMemory.putInt(task.process().memory(), to, number) ? 0 : Errno.EFAULT.result();
  }

  private long take(
      Process process, Terminal terminal, @Nullable OpenTerminal file, long argument) {
    boolean leads = process.session == process.pid();
    if (leads && terminal.session == process.session) {
      return 0;
    }
    boolean mighty = terminals.control.isAdministrator(process);
    if (!leads || terminals.of(process) != null) {
      return Errno.EPERM.result();
    }
    if (terminal.session != 0) {
      if (argument != 1 || !mighty) {
        return Errno.EPERM.result();
      }
      terminals.release(terminal);
    }
    if (file != null && !file.reads() && !mighty) {
      return Errno.EPERM.result();
    }
    terminals.take(terminal, process);
    return 0;
  }

  private long foreground(Task task, Terminal terminal, long from) {
    Process process = task.process();
    long group = UserMemory.getInt(process.memory(), from);
    if (group < 0) {
      return Errno.EFAULT.result();
    }
    if ((int) group < 0) {
      return Errno.EINVAL.result();
    }
    if (terminals.of(process) != terminal || terminal.session != process.session) {
      return Errno.ENOTTY.result();
    }
    Process of = terminals.processes.on(process.host, (int) group);
    for (Process member : terminals.processes.on(process.host)) {
      if (member.group == group) {
        of = member;
      }
    }
    // A process that is in another group has a number as well, though nobody is in the foreground
    // then.
    if (of == null || of.session != process.session) {
      return (of == null ? Errno.ESRCH : Errno.EPERM).result();
    }
    terminal.foreground = (int) group;
    return 0;
  }
}
