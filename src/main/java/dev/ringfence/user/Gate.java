package dev.ringfence.user;

/// What a thread on a CPU may pass without leaving it: the kernel's entry for system calls, lent
/// with the slice.
public interface Gate {
  /// Where there is none: each system call ends the slice.
  Gate CLOSED =
      new Gate() {
        @Override
        public boolean isOpen(Context context) {
          return false;
        }

        @Override
        public boolean pass(Context context) {
          throw new IllegalStateException("a thread has passed a closed gate");
        }
      };

  /// Whether the thread's system call may be handled here. It shows its call, its arguments and its
  /// time; its other registers may not be in their windows.
  boolean isOpen(Context context);

  /// Handles the system call, for which the gate is open.
  ///
  /// @return whether the thread goes on at once: then it does up to [Context#until]
  boolean pass(Context context);
}
