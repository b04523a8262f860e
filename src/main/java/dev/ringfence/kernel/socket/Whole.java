package dev.ringfence.kernel.socket;

/// A message in the queue of a socket, which stays whole.
public interface Whole {
  /// Bytes of it.
  int size();

  /// Whether somebody has looked at it before it was received, which is noted of empty ones only.
  boolean wasSeen();

  /// Somebody looks at it.
  void see();
}
