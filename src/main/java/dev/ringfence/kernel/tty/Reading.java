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
    return terminal.settings().isCanonical() && task.progress == 0
        ? line(task, file, buffer, count)
        : bytes(task, file, buffer, count);
  }

  private long line(Task task, OpenTerminal file, long buffer, long count) {
    InputQueue input = terminal.discipline.input;
    if (!input.hasLine()) {
      return await(task, file, Long.MAX_VALUE);
    }
    byte[] bytes = new byte[(int) Math.min(count, MOST)];
    int taken = input.takeLine(bytes, bytes.length);
    return copy(task, buffer, bytes, taken) ? taken : Errno.EFAULT.result();
  }

  private boolean copy(Task task, long buffer, byte[] bytes, int count) {
    terminal.read();
    terminal.terminals.counters.bytesCopied += count;
    return UserMemory.write(task.process().memory(), buffer, bytes, 0, count);
  }

  private long bytes(Task task, OpenTerminal file, long buffer, long count) {
    Settings settings = terminal.settings();
    int least = settings.character(Settings.VMIN);
    long limit = Math.min(count, least > PIECE ? PIECE : MOST);
    long wanted = Math.min(limit, Math.max(1, least));
    long patience = terminal.terminals.cycles(TENTH * settings.character(Settings.VTIME));
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
    long now = Math.max(terminal.terminals.scheduler.now(), task.context().time);
    if (least > 0) {
      if (taken > 0 && patience > 0) {
        task.pending = now + patience;
      }
    } else if (task.pending == null) {
      task.pending = now + patience;
    }
    return await(task, file, task.pending instanceof Long end ? end : Long.MAX_VALUE);
  }

  /// Waits for more.
  ///
  /// @param end when it gives up
  private long await(Task task, OpenTerminal file, long end) {
    long done = task.progress;
    if (terminal.line().isClosed()) {
      return done > 0 ? done : Errno.EIO.result();
    }
    long now = Math.max(terminal.terminals.scheduler.now(), task.context().time);
    if (file.hungUp || now >= end) {
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
