package dev.ringfence.kernel.tty;

import static dev.ringfence.kernel.tty.Requests.*;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.file.Console;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;

/// The console where it is the user's own terminal: that one edits lines and sends signals, so the
/// settings are kept here and change nothing.
public final class ConsoleTerminal implements Console.Control {
  private byte[] settings = Settings.usual(Flags.HUPCL).image();
  private byte[] window = {24, 0, 80, 0, 0, 0, 0, 0};
  private long foreground;

  @Override
  public long control(Task task, int request, long argument) {
    AddressSpace memory = task.process().memory();
    return switch (request) {
      case TCGETS -> answer(UserMemory.write(memory, argument, settings, 0, settings.length));
      case TIOCGWINSZ -> answer(UserMemory.write(memory, argument, window, 0, window.length));
      case TCSETS, TCSETSW, TCSETSF -> {
        byte[] next = settings.clone();
        boolean read = UserMemory.read(memory, argument, next, 0, next.length);
        settings = read ? next : settings;
        yield answer(read);
      }
      case TIOCSWINSZ -> {
        byte[] next = window.clone();
        boolean read = UserMemory.read(memory, argument, next, 0, next.length);
        window = read ? next : window;
        yield answer(read);
      }
      case TIOCGPGRP -> {
        long group = foreground == 0 ? task.process().group : foreground;
        yield answer(UserMemory.putInt(memory, argument, group));
      }
      case TIOCSPGRP -> {
        long group = UserMemory.getInt(memory, argument);
        foreground = group < 0 ? foreground : group;
        yield answer(group >= 0);
      }
      case TIOCGSID -> answer(UserMemory.putInt(memory, argument, task.process().session));
      case TCSBRK, TCSBRKP, TCXONC, TCFLSH -> 0;
      default -> Errno.ENOTTY.result();
    };
  }

  private static long answer(boolean reached) {
    return reached ? 0 : Errno.EFAULT.result();
  }
}
