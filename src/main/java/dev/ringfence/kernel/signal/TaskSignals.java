package dev.ringfence.kernel.signal;

import org.jspecify.annotations.Nullable;

/// What one thread has to do with signals.
public final class TaskSignals {
  /// Where handlers may run that ask for it (`sigaltstack(2)`).
  ///
  /// @param size 0 if there is none
  record AlternateStack(long base, long size) {
    static final AlternateStack NONE = new AlternateStack(0, 0);
  }

  private PendingSignals pending = PendingSignals.NONE;

  /// The blocked signals.
  public long mask;

  /// The mask from before a call that replaces it until it returns, such as `sigsuspend(2)`.
  @Nullable Long savedMask;

  /// What it waits for in `sigtimedwait(2)`.
  long awaited;

  /// Its alternate stack.
  AlternateStack stack = AlternateStack.NONE;

  /// Whether there may be signals to deliver: they are looked for before the thread next runs.
  public boolean notified;

  /// Whether it was stopped while it waited, and goes on.
  public boolean hasBeenStopped;

  /// The signals that were sent to it alone and are pending.
  PendingSignals pending() {
    return pending;
  }

  /// As [#pending], for more of them.
  PendingSignals morePending() {
    if (pending == PendingSignals.NONE) {
      pending = new PendingSignals();
    }
    return pending;
  }

  /// What a new thread, or the only thread of a child, inherits.
  ///
  /// @param whole whether it is a child process's, which has its parent's memory
  public TaskSignals inherit(boolean whole) {
    TaskSignals heir = new TaskSignals();
    heir.mask = savedMask == null ? mask : savedMask;
    if (whole) {
      heir.stack = stack;
    }
    return heir;
  }

  /// Another program has no alternate stack.
  public void exec() {
    stack = AlternateStack.NONE;
  }

  boolean isOnStack(long stackPointer) {
    return stackPointer >= stack.base && stackPointer - stack.base < stack.size;
  }
}
