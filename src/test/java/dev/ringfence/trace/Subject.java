package dev.ringfence.trace;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// A simulated process that does what it is told.
public final class Subject {
  /// What a reading or writing of memory gives that a handler has caught.
  static final long CAUGHT = -14;

  public final Process process;

  /// Its first thread, which is the one that is commanded.
  public final Task task;

  public @Nullable Command command;

  /// Whether the command has been begun.
  boolean begun;

  /// Whether it has met a fault, and whether a handler has run after that.
  boolean faulted;

  boolean caught;

  /// What it gave; of a [Command.Peek] also the bytes.
  public long result;

  public byte[] bytes = new byte[0];

  /// The status of `wait(2)` with which it ended, or -1.
  int status = -1;

  Subject(Process process) {
    this.process = process;
    task = process.tasks.getFirst();
  }

  public int pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return status < 0;
  }

  /// Whether it lives and has not finished its command.
  public boolean isBusy() {
    return command != null && isAlive();
  }

  public void order(Command next) {
    if (isBusy() || !isAlive()) {
      throw new IllegalStateException("process " + pid() + " cannot be given a command");
    }
    command = next;
    begun = false;
    faulted = false;
    caught = false;
    bytes = new byte[0];
  }

  void done(long value) {
    result = value;
    command = null;
  }
}
