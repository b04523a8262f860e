package dev.ringfence.kernel.signal;

import dev.ringfence.kernel.process.Processes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What `siginfo_t` says of one signal (`sigaction(2)`).
///
/// @param code where it comes from, `si_code`
/// @param pid of the sender or the child; the number of a timer
/// @param value what was sent with it, the status of the child, or the address that faulted
/// @param late how often a timer was due again before its signal was delivered
public record SignalInfo(int signal, int code, int pid, long value, int late) {
  public SignalInfo(int signal, int code, int pid, long value) {
    this(signal, code, pid, value, 0);
  }

  public static final int SI_USER = 0;
  public static final int SI_QUEUE = -1;
  public static final int SI_TIMER = -2;
  public static final int SI_TKILL = -6;
  /// The address of a `SIGBUS` lies behind the end of a file.
  public static final int BUS_ADRERR = 2;

  public static final int SI_KERNEL = 128;
  public static final int CLD_EXITED = 1;
  public static final int CLD_KILLED = 2;
  public static final int CLD_STOPPED = 5;
  public static final int CLD_CONTINUED = 6;

  /// Bytes of a `siginfo_t`.
  static final int SIZE = 128;

  /// As a `siginfo_t`.
  public byte[] image() {
    ByteBuffer to = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    to.putInt(0, signal).putInt(8, code);
    if (code > 0 && SignalSet.has(SignalSet.SYNCHRONOUS, signal)) {
      to.putLong(16, value);
    } else {
      to.putInt(16, pid).putInt(20, code == SI_TIMER ? late : pid == 0 ? 0 : Processes.USER);
      to.putLong(24, value);
    }
    return to.array();
  }

  /// The same, due once more.
  SignalInfo later() {
    return new SignalInfo(signal, code, pid, value, late + 1);
  }

  boolean isOfSameTimer(SignalInfo other) {
    return code == SI_TIMER && other.code == SI_TIMER && pid == other.pid;
  }

  /// Whether all that is known of it is its number.
  boolean isBare() {
    return code == SI_USER && pid == 0;
  }

  /// A signal from the kernel itself, without anything to say about it.
  public static SignalInfo fromKernel(int signal) {
    return new SignalInfo(signal, SI_KERNEL, 0, 0);
  }
}
