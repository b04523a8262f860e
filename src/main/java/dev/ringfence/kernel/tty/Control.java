package dev.ringfence.kernel.tty;

import static dev.ringfence.kernel.tty.Requests.*;

import dev.ringfence.core.Errno;
import dev.ringfence.core.Signal;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.signal.SignalSet;
import org.jspecify.annotations.Nullable;

/// The requests of `ioctl(2)` on terminals (`tty_ioctl(4)`). Those on the master of a
/// pseudo-terminal are for the slave, but for those on what can be read and written.
final class Control {
  private static final byte CONTROL_Q = 17;
  private static final byte CONTROL_S = 19;
  private static final int O_CLOEXEC = 02000000;

  private final Terminals terminals;
  private final SessionControl sessions;

  Control(Terminals terminals) {
    this.terminals = terminals;
    this.sessions = new SessionControl(terminals);
  }

  boolean isAdministrator(Process process) {
    return process.credentials.has(Capability.SYS_ADMIN);
  }

  private static long put(Task task, long to, long number) {
    return UserMemory.putInt(task.process().memory(), to, number) ? 0 : Errno.EFAULT.result();
  }

  /// A request on a terminal.
  long control(Task task, Terminal terminal, OpenTerminal file, int request, long argument) {
    return switch (request) {
      case FIONREAD -> {
        boolean canonical = terminal.settings().isCanonical();
        yield put(task, argument, terminal.discipline.input.readable(canonical));
      }
      case TCXONC -> ifForeground(task, terminal, () -> flow(terminal, (int) argument));
      case TCFLSH ->
          ifForeground(task, terminal, () -> flush(terminal, (int) argument, terminal.line()));
      case TIOCSTI -> type(task, terminal, argument);
      case TIOCVHANGUP -> {
        if (!isAdministrator(task.process())) {
          yield Errno.EPERM.result();
        }
        terminal.hangUp(false);
        yield 0;
      }
      default -> either(task, terminal, file, request, argument);
    };
  }

  /// A request on the master of a pseudo-terminal.
  long ofMaster(Task task, PseudoTerminal pair, int request, long argument) {
    AddressSpace memory = task.process().memory();
    return switch (request) {
      case FIONREAD -> put(task, argument, pair.size());
      case TCXONC -> flow(pair, (int) argument);
      case TCFLSH -> flushMaster(pair, (int) argument);
      case TIOCGPTN -> put(task, argument, pair.number);
      case TIOCGPTLCK -> put(task, argument, pair.locked ? 1 : 0);
      case TIOCGPKT -> put(task, argument, pair.sendsPackets() ? 1 : 0);
      case TIOCSPTLCK, TIOCPKT -> {
        long on = UserMemory.getInt(memory, argument);
        if (on < 0) {
          yield Errno.EFAULT.result();
        }
        if (request == TIOCSPTLCK) {
          pair.locked = on != 0;
        } else {
          pair.packets(on != 0);
        }
        yield 0;
      }
      case TIOCSIG -> send(pair.slave(), (int) argument);
      case TIOCGPTPEER -> peer(task, pair, (int) argument);
      default -> either(task, pair.slave(), null, request, argument);
    };
  }

  /// Stops what the master writes, 0, lets it go on, 1, or types the key that does so, 2 and 3.
  private static long flow(PseudoTerminal pair, int how) {
    switch (how) {
      case 0, 1 -> pair.stop(how == 0);
      case 2, 3 -> pair.slave().arrive(new byte[] {how == 2 ? CONTROL_S : CONTROL_Q}, 1);
      default -> {
        return Errno.EINVAL.result();
      }
    }
    return 0;
  }

  /// What is the same on both sides.
  ///
  /// @param file null on the master's
  private long either(
      Task task, Terminal terminal, @Nullable OpenTerminal file, int request, long argument) {
    AddressSpace memory = task.process().memory();
    return switch (request) {
      case TCGETS -> image(memory, argument, terminal.settings().image());
      case TIOCGWINSZ -> image(memory, argument, terminal.window());
      case TIOCOUTQ, TIOCGETD -> put(task, argument, 0);
      case TIOCGEXCL -> put(task, argument, terminal.exclusive ? 1 : 0);
      case TCSETS, TCSETSW, TCSETSF -> {
        Terminal checked = file == null ? null : terminal;
        yield ifForeground(
            task, checked, () -> set(memory, terminal, argument, request == TCSETSF));
      }
      case TIOCSWINSZ -> {
        byte[] size = new byte[Terminal.WINDOW];
        if (!UserMemory.read(memory, argument, size, 0, size.length)) {
          yield Errno.EFAULT.result();
        }
        terminal.window(size);
        yield 0;
      }
      // What is to be sent has been sent, and the line knows no break.
      case TCSBRK, TCSBRKP, TIOCSBRK, TIOCCBRK ->
          ifForeground(task, file == null ? null : terminal, () -> 0);
      case TIOCEXCL, TIOCNXCL -> {
        terminal.exclusive = request == TIOCEXCL;
        yield 0;
      }
      case TIOCSETD -> {
        long discipline = UserMemory.getInt(memory, argument);
        yield discipline == 0 ? 0 : (discipline < 0 ? Errno.EFAULT : Errno.EINVAL).result();
      }
      default -> sessions.control(task, terminal, file, request, argument);
    };
  }

  /// @param terminal null for what may be done from the background, too
  private long ifForeground(Task task, @Nullable Terminal terminal, Action action) {
    long refused =
        terminal == null ? 0 : terminals.foreground.check(task, terminal, Signal.SIGTTOU);
    return refused != 0 ? refused : action.result();
  }

  /// What is done if nothing is against it.
  private interface Action {
    long result();
  }

  private static long image(AddressSpace memory, long to, byte[] bytes) {
    boolean done = UserMemory.write(memory, to, bytes, 0, bytes.length);
    return done ? 0 : Errno.EFAULT.result();
  }

  private static long set(AddressSpace memory, Terminal terminal, long from, boolean flushes) {
    byte[] image = new byte[Settings.SIZE];
    if (!UserMemory.read(memory, from, image, 0, image.length)) {
      return Errno.EFAULT.result();
    }
    if (flushes) {
      terminal.flushInput();
    }
    terminal.set(Settings.of(image));
    return 0;
  }

  private static long flow(Terminal terminal, int action) {
    Settings settings = terminal.settings();
    switch (action) {
      case 0 -> terminal.stopByCall();
      case 1 -> {
        terminal.startByCall();
      }
      case 2, 3 -> {
        int c = settings.character(action == 2 ? Settings.VSTOP : Settings.VSTART);
        if (c != 0) {
          terminal.sendAtOnce(c);
        }
      }
      default -> {
        return Errno.EINVAL.result();
      }
    }
    return 0;
  }

  private static long flush(Terminal terminal, int queue, Line line) {
    if (queue < 0 || queue > 2) {
      return Errno.EINVAL.result();
    }
    if (queue != 1) {
      terminal.flushInput();
    }
    if (queue != 0) {
      line.flush();
    }
    return 0;
  }

  /// What the master reads is the slave's output, and what it writes the slave's input.
  private static long flushMaster(PseudoTerminal pair, int queue) {
    if (queue < 0 || queue > 2) {
      return Errno.EINVAL.result();
    }
    if (queue != 1) {
      pair.flushAll();
    }
    return 0;
  }

  /// Types a byte at a terminal (`TIOCSTI`).
  private long type(Task task, Terminal terminal, long from) {
    Process process = task.process();
    if (terminals.of(process) != terminal && !isAdministrator(process)) {
      return Errno.EPERM.result();
    }
    byte[] bytes = new byte[1];
    if (!UserMemory.read(process.memory(), from, bytes, 0, 1)) {
      return Errno.EFAULT.result();
    }
    if (terminal.room() > 0) {
      terminal.arrive(bytes, 1);
    }
    return 0;
  }

  private static long send(Terminal terminal, int number) {
    Signal signal = Signal.of(number);
    if (signal == null || number > SignalSet.MOST) {
      return Errno.EINVAL.result();
    }
    if (signal != Signal.SIGINT && signal != Signal.SIGQUIT && signal != Signal.SIGTSTP) {
      return Errno.EINVAL.result();
    }
    terminal.signal(signal);
    return 0;
  }

  /// Opens the slave (`TIOCGPTPEER`).
  private long peer(Task task, PseudoTerminal pair, int flags) {
    long fd =
        terminals.open(task, pair.slave(), terminals.node(pair.slave().host, pair.number), flags);
    if (fd >= 0) {
      task.process().descriptors().closeOnExec((int) fd, (flags & O_CLOEXEC) != 0);
    }
    return fd;
  }
}
