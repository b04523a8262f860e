package dev.ringfence.kernel.ipc;

/// Something that data goes into and comes out of, which counts it: what went in has come out, is
/// there still, or was thrown away for a reason that the channel states.
public interface Channel {
  /// What has been put in.
  long sent();

  /// What has been taken out.
  long received();

  /// What is there.
  long queued();

  /// What was thrown away.
  long discarded();
}
