package dev.ringfence.kernel.signal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What `struct signalfd_siginfo` says of a signal (`signalfd(2)`).
final class SignalImage {
  static final int SIZE = 128;

  private static final int SIGCHLD = 17;

  private SignalImage() {}

  static byte[] of(SignalInfo info) {
    ByteBuffer to = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    to.putInt(0, info.signal()).putInt(8, info.code());
    int code = info.code();
    if (code > 0 && SignalSet.has(SignalSet.SYNCHRONOUS, info.signal())) {
      return to.putLong(72, info.value()).array();
    }
    if (info.isOfFile()) {
      return to.putInt(20, info.descriptor()).putInt(28, info.band()).array();
    }
    if (code == SignalInfo.SI_TIMER) {
      to.putInt(24, info.pid());
    } else {
      to.putInt(12, info.pid()).putInt(16, info.uid());
    }
    if (code > 0 && info.signal() == SIGCHLD) {
      to.putInt(40, (int) info.value());
    } else if (code < 0 && code != SignalInfo.SI_TKILL) {
      to.putInt(44, (int) info.value()).putLong(48, info.value());
    }
    return to.array();
  }
}
