package dev.ringfence.kernel.socket;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;

/// Reads what calls on sockets are given, and writes what they tell.
final class SocketArguments {
  /// Bytes of `struct sockaddr_storage`.
  private static final int MOST = 128;

  private SocketArguments() {}

  /// The socket that the first argument is a descriptor of.
  static Socket socket(Task task) throws SocketError {
    OpenFile file = task.process().descriptors().get((int) task.argument(0));
    if (file instanceof Socket socket) {
      return socket;
    }
    throw new SocketError(file == null ? Errno.EBADF : Errno.ENOTSOCK);
  }

  /// The address that an argument points at, with its length in the next one.
  static byte[] address(Task task, int argument) throws SocketError {
    return address(task, task.argument(argument), (int) task.argument(argument + 1));
  }

  static byte[] address(Task task, long from, int length) throws SocketError {
    if (length < 0 || length > MOST) {
      throw new SocketError(Errno.EINVAL);
    }
    byte[] bytes = new byte[length];
    if (!UserMemory.read(task.process().memory(), from, bytes, 0, length)) {
      throw new SocketError(Errno.EFAULT);
    }
    return bytes;
  }

  /// Writes an address where an argument points, as far as there is room, and its length where the
  /// next one points, which says how much room there is.
  static long putAddress(Task task, int argument, byte[] address) throws SocketError {
    return putAddress(task, task.argument(argument), task.argument(argument + 1), address);
  }

  static long putAddress(Task task, long to, long lengthAt, byte[] address) throws SocketError {
    AddressSpace memory = task.process().memory();
    long room = UserMemory.getInt(memory, lengthAt);
    if (room < 0) {
      throw new SocketError(Errno.EFAULT);
    }
    if ((int) room < 0) {
      throw new SocketError(Errno.EINVAL);
    }
    int part = (int) Math.min(room, address.length);
    if (!UserMemory.putInt(memory, lengthAt, address.length)
        || !UserMemory.write(memory, to, address, 0, part)) {
      throw new SocketError(Errno.EFAULT);
    }
    return 0;
  }

  /// What a blocked call gives that a handler interrupts: what it has moved; `EINTR` in any case if
  /// it waits for a time that a socket option says.
  static long interrupted(Task task) {
    if (task.progress > 0) {
      return task.progress;
    }
    return task.until != 0 ? Errno.EINTR.result() : Calls.BLOCKED;
  }
}
