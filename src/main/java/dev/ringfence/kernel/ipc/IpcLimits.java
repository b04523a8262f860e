package dev.ringfence.kernel.ipc;

import dev.ringfence.kernel.mqueue.QueueLimits;
import dev.ringfence.kernel.socket.SocketLimits;
import dev.ringfence.kernel.sysv.SysvLimits;

/// The limits of IPC, each as a sysctl of Linux has it.
///
/// @param mqueue of POSIX message queues
/// @param pipes of pipes
/// @param sysv of System V's messages, semaphores and shared memory
/// @param socket of sockets
public record IpcLimits(
    QueueLimits mqueue, PipeLimits pipes, SysvLimits sysv, SocketLimits socket) {
  /// Those of Linux.
  public static final IpcLimits USUAL =
      new IpcLimits(QueueLimits.USUAL, PipeLimits.USUAL, SysvLimits.USUAL, SocketLimits.USUAL);
}
