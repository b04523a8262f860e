package dev.ringfence.kernel.signal;

import dev.ringfence.core.Signal;
import dev.ringfence.kernel.process.Process;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What `siginfo_t` says of one signal (`sigaction(2)`).
///
/// @param code where it comes from, `si_code`
/// @param pid of the sender or the child; the number of a timer
/// @param uid the real user of the sender or the child; how often a timer was due again before its
///     signal was delivered
/// @param value what was sent with it, the status of the child, the address that faulted, or the
///     descriptor and the events of a file
public record SignalInfo(int signal, int code, int pid, int uid, long value) {
  public static final int SI_USER = 0;
  public static final int SI_QUEUE = -1;
  public static final int SI_TIMER = -2;
  public static final int SI_TKILL = -6;

  /// About a file, where the usual codes mean something else for the signal.
  private static final int SI_SIGIO = -5;

  /// The most that codes about files go up to: `POLL_HUP`.
  private static final int NSIGPOLL = 6;

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
    } else if (isOfFile()) {
      to.putLong(16, band()).putInt(24, descriptor());
    } else {
      to.putInt(16, pid).putInt(20, uid);
      to.putLong(24, value);
    }
    return to.array();
  }

  /// Whether it tells of a file (`O_ASYNC` of `fcntl(2)`).
  boolean isOfFile() {
    return code == SI_SIGIO || code > 0 && code <= NSIGPOLL && !hasCodes(signal);
  }

  /// `si_band`: what can be done with the file.
  int band() {
    return (int) value;
  }

  /// `si_fd`: the descriptor for which it was asked.
  int descriptor() {
    return (int) (value >> Integer.SIZE);
  }

  /// Whether codes of 1 and more have meanings of their own for a signal.
  private static boolean hasCodes(int signal) {
    return SignalSet.has(SignalSet.SYNCHRONOUS, signal) || signal == Signal.SIGCHLD.number();
  }

  /// What has happened to a file.
  ///
  /// @param code `POLL_IN` and so on
  /// @param band the same as bits of `poll(2)`
  public static SignalInfo ofFile(int signal, int code, int band, int fd) {
    long value = (long) fd << Integer.SIZE | band;
    return new SignalInfo(signal, hasCodes(signal) ? SI_SIGIO : code, 0, 0, value);
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
