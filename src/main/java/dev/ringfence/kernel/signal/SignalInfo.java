package dev.ringfence.kernel.signal;

import dev.ringfence.kernel.process.Process;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What `siginfo_t` says of one signal (`sigaction(2)`).
///
/// @param code where it comes from, `si_code`
/// @param pid of the sender or the child; the number of a timer
/// @param uid the real user of the sender or the child; how often a timer was due again before its
///     signal was delivered
/// @param value what was sent with it, the status of the child, or the address that faulted
public record SignalInfo(int signal, int code, int pid, int uid, long value) {
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

  /// As `sigtimedwait(2)` of the C library gives it, which does not tell a thread's signal from a
  /// process's.
  SignalInfo waitedFor() {
    return code == SI_TKILL ? new SignalInfo(signal, SI_USER, pid, uid, value) : this;
  }

  /// As a `siginfo_t`.
  public byte[] image() {
    ByteBuffer to = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    to.putInt(0, signal).putInt(8, code);
    if (code > 0 && SignalSet.has(SignalSet.SYNCHRONOUS, signal)) {
      to.putLong(16, value);
    } else {
      to.putInt(16, pid).putInt(20, uid);
      to.putLong(24, value);
    }
    return to.array();
  }

  /// The same, due once more.
  SignalInfo later() {
    return new SignalInfo(signal, code, pid, uid + 1, value);
  }

  boolean isOfSameTimer(SignalInfo other) {
    return code == SI_TIMER && other.code == SI_TIMER && pid == other.pid;
  }

  /// Whether all that is known of it is its number.
  boolean isBare() {
    return code == SI_USER && pid == 0;
  }

  /// A signal from a process, or about one.
  public static SignalInfo from(Process process, int signal, int code, long value) {
    return new SignalInfo(signal, code, process.pid(), process.credentials.ruid(), value);
  }

  /// A signal from the kernel itself, without anything to say about it.
  public static SignalInfo fromKernel(int signal) {
    return new SignalInfo(signal, SI_KERNEL, 0, 0, 0);
  }
}
