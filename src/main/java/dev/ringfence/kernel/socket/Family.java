package dev.ringfence.kernel.socket;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.process.Task;

/// An address family (`socket(2)`): makes the sockets of its types.
public interface Family {
  /// Its number, such as `AF_UNIX`.
  int number();

  /// A new socket.
  ///
  /// @param type without flags
  /// @throws SocketError `ESOCKTNOSUPPORT`, `EPROTONOSUPPORT`, `EPERM`
  Socket create(int type, int protocol) throws SocketError;

  /// Connects two new sockets of the family with each other (`socketpair(2)`).
  default void pair(Task task, Socket one, Socket other) throws SocketError {
    throw new SocketError(Errno.EOPNOTSUPP);
  }

  /// Whether its addresses have ports, which several sockets may share.
  default boolean hasPorts() {
    return false;
  }
}
