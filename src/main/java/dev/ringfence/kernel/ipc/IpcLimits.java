package dev.ringfence.kernel.ipc;

import dev.ringfence.kernel.mqueue.QueueLimits;

/// The limits of IPC, each as a sysctl of Linux has it.
///
/// @param mqueue of POSIX message queues
public record IpcLimits(QueueLimits mqueue) {
  /// Those of Linux.
  public static final IpcLimits USUAL = new IpcLimits(QueueLimits.USUAL);
}
