package dev.ringfence.kernel.socket;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.socket.option.Timestamps;

/// The requests of `ioctl(2)` that sockets know (`socket(7)`, `tcp(7)`, `udp(7)`, `unix(7)`).
final class SocketRequests {
  private static final int SIOCINQ = 0x541B;
  private static final int SIOCOUTQ = 0x5411;
  private static final int SIOCOUTQNSD = 0x894B;
  private static final int FIOSETOWN = 0x8901;
  private static final int SIOCSPGRP = 0x8902;
  private static final int FIOGETOWN = 0x8903;
  private static final int SIOCGPGRP = 0x8904;
  private static final int SIOCATMARK = 0x8905;

  private SocketRequests() {}

  static long control(Socket socket, Task task, int request, long argument) {
    return switch (request) {
      case SIOCINQ ->
          socket.isListening()
              ? Errno.EINVAL.result()
              : tell(task, argument, socket.queuedToRead());
      case SIOCOUTQ -> tell(task, argument, socket.queuedToSend());
      case SIOCOUTQNSD -> tell(task, argument, socket.unsent());
      case SIOCATMARK -> tell(task, argument, socket.atMark());
      case FIOSETOWN, SIOCSPGRP -> {
        long who = UserMemory.getInt(task.process().memory(), argument);
        yield who < 0
            ? Errno.EFAULT.result()
            : socket.sockets.owners().set(task, socket.reference(), (int) who);
      }
      case FIOGETOWN, SIOCGPGRP -> {
        int owner = socket.sockets.owners().get(socket.reference());
        yield put(task, argument, owner);
      }
      default ->
          Timestamps.isRequest(request) && socket.tellsArrival()
              ? socket.options().timestamps.control(task, request, argument)
              : Errno.ENOTTY.result();
    };
  }

  /// Tells a number, unless it is that of an error.
  private static long tell(Task task, long to, long value) {
    return value < 0 ? value : put(task, to, (int) value);
  }

  private static long put(Task task, long to, int value) {
    return UserMemory.putInt(task.process().memory(), to, value) ? 0 : Errno.EFAULT.result();
  }
}
