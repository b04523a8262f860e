package dev.ringfence.analysis.livelock;

/// Something belongs to the state of a machine whose part in it is not known.
final class UnknownStateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param what that is, in words
  UnknownStateException(String what) {
    super(what);
  }
}
