package dev.ringfence.kernel.ipc;

/// Something that processes put data into and take it out of, with an account of that in a unit
/// that the channel says: bytes, messages or a count. Between two calls
/// `sent() == received() + queued() + discarded()`.
public interface Channel {
  /// How much has been put in.
  long sent();

  /// How much has been taken out.
  long received();

  /// How much is there, as the channel's contents say it.
  long queued();

  /// How much was dropped that nobody has taken: left when the last end was closed or the channel
  /// removed, cut off a message that was too long, or lost on a network.
  long discarded();
}
