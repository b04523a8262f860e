package dev.ringfence.kernel.socket;

import dev.ringfence.kernel.process.Task;
import java.util.List;

/// What `read(2)`, `write(2)` and `splice(2)` do with a socket: bytes without anything beside them.
final class PlainTransfers {
  private PlainTransfers() {}

  static long receive(Socket socket, Task task, Parts to, int flags) throws SocketError {
    Incoming message = new Incoming(to, flags);
    long result = socket.receive(task, message);
    message.finish();
    return result;
  }

  static long send(Socket socket, Task task, Parts from, int flags) throws SocketError {
    return socket.send(task, new Outgoing(from, flags, Outgoing.NO_ADDRESS, List.of()));
  }
}
