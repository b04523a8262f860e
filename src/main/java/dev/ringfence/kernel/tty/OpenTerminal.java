package dev.ringfence.kernel.tty;

import dev.ringfence.core.Errno;
import dev.ringfence.core.Signal;
import dev.ringfence.kernel.account.Mechanism;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.AsyncFiles;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Pollers;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.file.SignalOwner;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.process.Wait;
import java.util.ArrayList;
import java.util.List;

/// An open file description for a terminal, which of a pseudo-terminal is the slave's side.
final class OpenTerminal implements OpenFile {
  private static final int O_ACCMODE = 3;

  /// Bytes that are put out at once.
  private static final int PIECE = 2048;

  final Terminal terminal;
  private final Inode inode;
  private final Reference reference = new Reference(this);
  private int flags;

  /// Whether the line has been cut off since it was opened.
  boolean hungUp;

  OpenTerminal(Terminal terminal, Inode inode, int flags) {
    this.terminal = terminal;
    this.inode = inode;
    this.flags = flags & (O_ACCMODE | O_NONBLOCK);
    terminal.files.add(reference);
  }

  Reference reference() {
    return reference;
  }

  @Override
  public boolean isTerminal() {
    return !hungUp;
  }

  @Override
  public Inode inode() {
    return inode;
  }

  @Override
  public String label() {
    return terminal.name();
  }

  @Override
  public Mechanism mechanism() {
    return Mechanism.TERMINAL;
  }

  @Override
  public Channel channel() {
    return terminal;
  }

  @Override
  public int flags() {
    return flags;
  }

  @Override
  public void setFlags(int next) {
    flags = flags & O_ACCMODE | next & O_NONBLOCK;
  }

  boolean isNonblocking() {
    return (flags & O_NONBLOCK) != 0;
  }

  boolean reads() {
    return (flags & O_ACCMODE) != O_WRONLY;
  }

  /// Whether a call begins, or goes on after a stop, which on Linux has it begin again.
  private static boolean begins(Task task) {
    boolean begins =
        task.state != Task.State.BLOCKED || task.signals.hasBeenStopped && task.progress == 0;
    task.signals.hasBeenStopped = false;
    return begins;
  }

  @Override
  public long read(Task task, long buffer, long count) {
    if (!reads()) {
      return Errno.EBADF.result();
    }
    boolean begins = begins(task);
    if (hungUp && begins) {
      return 0;
    }
    long refused = begins ? terminal.terminals.foreground.check(task, terminal, Signal.SIGTTIN) : 0;
    if (refused == 0 && terminal.readers.isBehindOthers(task)) {
      return awaitTurn(task);
    }
    return refused != 0 ? refused : new Reading(terminal).read(task, this, buffer, count);
  }

  @Override
  public long write(Task task, long buffer, long count) {
    if ((flags & O_ACCMODE) == 0) {
      return Errno.EBADF.result();
    }
    boolean begins = begins(task);
    if (begins && !hungUp && terminal.settings().local(Flags.TOSTOP)) {
      long refused = terminal.terminals.foreground.check(task, terminal, Signal.SIGTTOU);
      if (refused != 0) {
        return refused;
      }
    }
    if (terminal.writers.isBehindOthers(task)) {
      return await(task);
    }
    terminal.discipline.echo.process();
    long before = task.progress;
    long result = put(task, buffer, count);
    if (task.progress > before) {
      terminal.line().written();
    }
    return result;
  }

  private long put(Task task, long buffer, long count) {
    while (task.progress < count || hungUp) {
      if (hungUp || terminal.line().isClosed()) {
        return task.progress > 0 ? task.progress : Errno.EIO.result();
      }
      byte[] bytes = new byte[(int) Math.min(PIECE, count - task.progress)];
      long from = buffer + task.progress;
      if (!UserMemory.read(task.process().memory(), from, bytes, 0, bytes.length)) {
        return task.progress > 0 ? task.progress : Errno.EFAULT.result();
      }
      int done = 0;
      while (done < bytes.length && terminal.discipline.output.process(bytes[done] & 0xFF)) {
        done++;
      }
      terminal.terminals.counters.bytesCopied += done;
      task.progress += done;
      if (done < bytes.length) {
        return await(task);
      }
    }
    return task.progress;
  }

  private long awaitTurn(Task task) {
    if (isNonblocking()) {
      return Errno.EAGAIN.result();
    }
    terminal.terminals.scheduler.block(task, terminal.readers, label(), this::mayBring);
    return Calls.BLOCKED;
  }

  private long await(Task task) {
    if (isNonblocking()) {
      return task.progress > 0 ? task.progress : Errno.EAGAIN.result();
    }
    terminal.terminals.scheduler.block(task, terminal.writers, label(), this::mayTake);
    return Calls.BLOCKED;
  }

  /// What could end a wait for input: the other side, or somebody who changes the terminal.
  Wait mayBring() {
    return new Wait.Or(List.of(terminal.line().mayBring(), mayBeChanged()));
  }

  /// The same for room for output: whoever types may let output go on that is stopped.
  private Wait mayTake() {
    List<Wait> any = new ArrayList<>(List.of(terminal.line().mayTake(), mayBeChanged()));
    if (terminal.isStopped()) {
      any.add(terminal.line().mayBring());
    }
    return new Wait.Or(any);
  }

  private Wait mayBeChanged() {
    List<Wait> any = new ArrayList<>();
    for (Reference file : terminal.files) {
      any.add(file.may(Act.CONTROL_TERMINAL));
    }
    any.add(terminal.terminals.mayBeOpened(terminal.host, Act.CONTROL_TERMINAL));
    return new Wait.Or(any);
  }

  @Override
  public long control(Task task, int request, long argument) {
    if (hungUp) {
      return (request == Requests.TIOCSPGRP ? Errno.ENOTTY : Errno.EIO).result();
    }
    return terminal.terminals.control.control(task, terminal, this, request, argument);
  }

  @Override
  public List<AsyncFiles> asyncFiles() {
    return List.of(terminal.async);
  }

  /// The group in the foreground, or whoever asks.
  @Override
  public SignalOwner usualOwner(Task task) {
    return terminal.foreground != 0
        ? new SignalOwner(SignalOwner.GROUP, terminal.foreground, task.process().credentials, 0)
        : new SignalOwner(SignalOwner.PROCESS, task.process().pid(), task.process().credentials, 0);
  }

  @Override
  public Pollers pollers() {
    return terminal.pollers;
  }

  @Override
  public int readiness() {
    if (hungUp) {
      return POLLIN | POLLOUT | POLLERR | POLLHUP | POLLRDNORM | POLLWRNORM;
    }
    Settings settings = terminal.settings();
    int least = settings.character(Settings.VMIN);
    boolean counts = settings.character(Settings.VTIME) == 0 && least > 0;
    boolean input = terminal.discipline.hasInput(counts ? least : 1);
    boolean output = terminal.writers.isEmpty() && terminal.discipline.output.room() > 0;
    return (input ? POLLIN | POLLRDNORM : 0) | (output ? POLLOUT | POLLWRNORM : 0);
  }

  @Override
  public Wait mayBecomeReady() {
    return new Wait.Or(List.of(mayBring(), mayTake()));
  }

  @Override
  public void closed() {
    terminal.closed(this);
  }
}
