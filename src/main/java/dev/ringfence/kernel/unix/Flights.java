package dev.ringfence.kernel.unix;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Capability;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.socket.SocketError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many open files each user has sent that nobody has received yet.
final class Flights {
  private final Map<Integer, Integer> ofUser = new HashMap<>();

  /// Sees to it that a process may send as many as it can have open, by user.
  ///
  /// @throws SocketError `ETOOMANYREFS`
  void check(Process process) throws SocketError {
    boolean many = ofUser.getOrDefault(process.credentials.ruid(), 0) > process.descriptors().limit;
    boolean allowed =
        process.credentials.has(Capability.SYS_RESOURCE)
            || process.credentials.has(Capability.SYS_ADMIN);
    if (many && !allowed) {
      throw new SocketError(Errno.ETOOMANYREFS);
    }
  }

  /// A message is in the queue of a socket.
  void begin(Packet packet, Process process, UnixSocket receiver) {
    packet.user = process.credentials.ruid();
    for (Reference file : packet.files) {
      file.carry(receiver.reference());
    }
    count(packet, packet.files.size());
  }

  /// A message has left the queue, and its files have been given descriptors, or are not wanted.
  void end(Packet packet, UnixSocket receiver) {
    List<Reference> files = packet.files;
    packet.files = List.of();
    count(packet, -files.size());
    for (Reference file : files) {
      file.unload(receiver.reference());
    }
  }

  private void count(Packet packet, int more) {
    if (more != 0) {
      ofUser.merge(packet.user, more, Integer::sum);
    }
  }
}
