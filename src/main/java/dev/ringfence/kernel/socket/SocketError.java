package dev.ringfence.kernel.socket;

import dev.ringfence.core.Errno;

/// Why something could not be done with a socket: becomes the call's error number.
public final class SocketError extends Exception {
  private static final long serialVersionUID = 1;

  private final Errno errno;

  public SocketError(Errno errno) {
    super(errno.text(), null, false, false);
    this.errno = errno;
  }

  public Errno errno() {
    return errno;
  }

  /// What a call does.
  interface Deed {
    long run() throws SocketError;
  }

  /// The result of a call, or its error number.
  static long answer(Deed deed) {
    try {
      return deed.run();
    } catch (SocketError error) {
      return error.errno.result();
    }
  }
}
