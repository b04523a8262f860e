package dev.ringfence.kernel.ipc;

import dev.ringfence.kernel.mqueue.QueueLimits;
import dev.ringfence.kernel.socket.SocketLimits;

/// The limits of IPC, each as a sysctl of Linux has it.
///
/// @param mqueue of POSIX message queues
/// @param socket of sockets
public record IpcLimits(QueueLimits mqueue, SocketLimits socket) {
  /// Those of Linux.
  public static final IpcLimits USUAL = new IpcLimits(QueueLimits.USUAL, SocketLimits.USUAL);
}
