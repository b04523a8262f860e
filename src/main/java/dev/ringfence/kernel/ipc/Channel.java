package dev.ringfence.kernel.ipc;

/// Something through which processes send each other bytes or messages, and which counts them, in
/// units that each kind of channel documents: what was sent was received, is queued, or was
/// discarded.
public interface Channel {
  /// How much was put in since it was made.
  long sent();

  /// How much of that was taken out.
  long received();

  /// How much is there now.
  long queued();

  /// How much went away without being taken out: what was there when the last end was closed, and
  /// the rests of messages that were read in part.
  long discarded();
}
