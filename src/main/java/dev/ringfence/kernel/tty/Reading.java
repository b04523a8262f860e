package dev.ringfence.kernel.tty;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;

/// Reading from a terminal: a line at a time, or as `VMIN` and `VTIME` have it (`termios(3)`).
final class Reading {
  private static final int MOST = InputQueue.SIZE;

  /// As much as Linux looks at before it counts: more than so many bytes are not waited for.
  private static final int PIECE = 64;

  /// A unit of `VTIME`, in milliseconds.
  private static final int TENTH = 100;

  /// How a call reads, by the settings that there were when it began.
  ///
  /// @param least how many bytes it waits for, 0 for any
  /// @param patience cycles that it waits for the next one, 0 without end
  /// @param end when it gives up, in cycles, or `Long.MAX_VALUE`
  private record Begun(int least, long patience, long end) {
    Begun until(long time) {
      return new Begun(least, patience, time);
    }
  }

  private static final Begun LINE = new Begun(0, 0, Long.MAX_VALUE);

  private final Terminal terminal;

  Reading(Terminal terminal) {
    this.terminal = terminal;
  }

  /// As `read(2)`, for a process that may read.
  ///
  /// @param file by which it reads
  long read(Task task, OpenTerminal file, long buffer, long count) {
    if (count == 0) {
      return 0;
    }
    Begun begun = task.pending instanceof Begun known ? known : begin(task);
    return terminal.settings().isCanonical() && task.progress == 0
        ? line(task, file, begun, buffer, count)
        : bytes(task, file, begun, buffer, count);
  }

  private Begun begin(Task task) {
    Settings settings = terminal.settings();
    int least = settings.character(Settings.VMIN);
    long patience = terminal.terminals.cycles(TENTH * settings.character(Settings.VTIME));
    return settings.isCanonical()
        ? LINE
        : new Begun(least, patience, least == 0 ? now(task) + patience : Long.MAX_VALUE);
  }

  private long now(Task task) {
    return Math.max(terminal.terminals.scheduler.now(), task.context().time);
  }

  private long line(Task task, OpenTerminal file, Begun begun, long buffer, long count) {
    InputQueue input = terminal.discipline.input;
    if (!input.hasLine()) {
      return await(task, file, begun);
    }
    byte[] bytes = new byte[(int) Math.min(count, MOST)];
    int taken = input.takeLine(bytes, bytes.length);
    if (!copy(task, buffer, bytes, taken)) {
      return Errno.EFAULT.result();
    }
    if (taken < Math.min(begun.least, count)) {
      task.progress = taken;
      return await(task, file, begun);
    }
    return taken;
  }

  private boolean copy(Task task, long buffer, byte[] bytes, int count) {
    terminal.read();
    terminal.terminals.counters.bytesCopied += count;
    return UserMemory.write(task.process().memory(), buffer, bytes, 0, count);
  }

  private long bytes(Task task, OpenTerminal file, Begun begun, long buffer, long count) {
    long limit = Math.min(count, begun.least > PIECE ? PIECE : MOST);
    long wanted = Math.min(limit, Math.max(1, begun.least));
    byte[] bytes = new byte[(int) Math.max(0, limit - task.progress)];
    int taken = terminal.discipline.input.take(bytes, bytes.length);
    if (taken > 0) {
      if (!copy(task, buffer + task.progress, bytes, taken)) {
        return task.progress > 0 ? task.progress : Errno.EFAULT.result();
      }
      task.progress += taken;
    }
    if (task.progress >= wanted) {
      return task.progress;
    }
    boolean renews = begun.least > 0 && taken > 0 && begun.patience > 0;
    return await(task, file, renews ? begun.until(now(task) + begun.patience) : begun);
  }

  /// Waits for more.
  private long await(Task task, OpenTerminal file, Begun begun) {
    long done = task.progress;
    long end = begun.end;
    task.pending = begun;
    if (terminal.line().isClosed()) {
      return done > 0 ? done : Errno.EIO.result();
    }
    if (file.hungUp || now(task) >= end) {
      return done;
    }
    if (file.isNonblocking()) {
      return done > 0 ? done : Errno.EAGAIN.result();
    }
    boolean timed = end != Long.MAX_VALUE;
    if (timed && task.deadline != end) {
      terminal.terminals.scheduler.deadline(task, end);
    }
    Wait.Formula formula = timed ? () -> Wait.TIMER : file::mayBring;
    terminal.terminals.scheduler.block(task, terminal.readers, terminal.name(), formula);
    return Calls.BLOCKED;
  }
}
