package dev.ringfence.kernel.process;

import dev.ringfence.user.Context;
import org.jspecify.annotations.Nullable;

/// A thread as the kernel sees it.
public final class Task {
  /// Where a task stands.
  public enum State {
    READY,
    ON_CPU,
    BLOCKED,
    DEAD
  }

  private final int tid;
  private final Process process;
  private Context context;

  public State state = State.READY;

  /// The queue in which it is blocked.
  public @Nullable WaitQueue queue;

  /// What it waits for, in words.
  public String reason = "";

  /// The virtual time at which a timer ends its wait, or `Long.MAX_VALUE`.
  public long deadline = Long.MAX_VALUE;

  /// How far the present call has come, for a call that goes on where it blocked; 0 at its start.
  public long progress;

  public Task(int tid, Process process, Context context) {
    this.tid = tid;
    this.process = process;
    this.context = context;
  }

  public int tid() {
    return tid;
  }

  public Process process() {
    return process;
  }

  public Context context() {
    return context;
  }

  /// Replaces the registers, as `execve(2)` does.
  public void become(Context next) {
    context = next;
  }

  /// The present call's argument, 0 to 5.
  public long argument(int index) {
    return context.argument(index);
  }
}
