package dev.ringfence.kernel.signal;

import dev.ringfence.core.Signal;

/// Sets of signals as the kernel keeps them: bit n - 1 for signal n.
public final class SignalSet {
  /// `_NSIG`: the greatest signal number.
  public static final int MOST = 64;

  /// The first real-time signal of the kernel; the C library keeps the first two for itself.
  public static final int REAL_TIME = 32;

  /// The signals that nothing can block, catch or ignore.
  public static final long UNBLOCKABLE = of(9) | of(19);

  /// SIGSTOP, SIGTSTP, SIGTTIN and SIGTTOU.
  public static final long STOPS = of(19) | of(20) | of(21) | of(22);

  /// Those that an instruction raises: they are delivered before others.
  static final long SYNCHRONOUS = of(4) | of(5) | of(7) | of(8) | of(11) | of(31);

  private SignalSet() {}

  public static long of(int signal) {
    return 1L << signal - 1;
  }

  public static boolean has(long set, int signal) {
    return (set & of(signal)) != 0;
  }

  /// What happens to a process that has not said what to do with the signal.
  public static Signal.Action action(int number) {
    Signal signal = Signal.of(number);
    return signal == null ? Signal.Action.TERMINATE : signal.action();
  }
}
