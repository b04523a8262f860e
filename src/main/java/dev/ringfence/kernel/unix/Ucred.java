package dev.ringfence.kernel.unix;

import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.process.Process;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Who sends or is connected: Linux's `struct ucred`.
record Ucred(int pid, int uid, int gid) {
  static final int SIZE = 12;

  /// Of a socket without a peer.
  static final Ucred NONE = new Ucred(0, -1, -1);

  /// Of a message that was sent while nobody asked for it.
  static final Ucred UNKNOWN = new Ucred(0, 65534, 65534);

  /// Who is said to send: by its real user and group.
  static Ucred ofSender(Process process) {
    Credentials credentials = process.credentials;
    return new Ucred(process.pid(), credentials.ruid(), credentials.rgid());
  }

  /// Who is said to be at the other end: by its effective user and group.
  static Ucred ofPeer(Process process) {
    Credentials credentials = process.credentials;
    return new Ucred(process.pid(), credentials.euid(), credentials.egid());
  }

  static Ucred read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new Ucred(buffer.getInt(0), buffer.getInt(4), buffer.getInt(8));
  }

  byte[] bytes() {
    return ByteBuffer.allocate(SIZE)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(pid)
        .putInt(uid)
        .putInt(gid)
        .array();
  }
}
