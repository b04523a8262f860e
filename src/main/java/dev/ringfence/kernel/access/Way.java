package dev.ringfence.kernel.access;

import java.util.Locale;

/// A way in which one process reaches another, or what another has made, as a policy names it.
public enum Way {
  /// `kill(2)` and its kin.
  SIGNAL,
  /// Opens a FIFO that another has made.
  PIPE,
  /// Opens a file that another has made.
  FILE,
  /// Connects, or sends a datagram, to a socket of another (`unix(7)`).
  UNIX_SOCKET,
  /// Connects to a socket of another (`tcp(7)`).
  TCP,
  /// Sends a datagram to a socket of another (`udp(7)`).
  UDP,
  /// Attaches or opens shared memory that another has made.
  SHARED_MEMORY,
  /// Opens a message queue that another has made.
  MESSAGE_QUEUE,
  /// Opens a semaphore, or a set of them, that another has made.
  SEMAPHORE,
  /// Hands a descriptor to another (`SCM_RIGHTS`).
  DESCRIPTOR;

  /// As a scenario writes it.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
