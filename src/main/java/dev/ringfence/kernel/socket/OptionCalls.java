package dev.ringfence.kernel.socket;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.socket.option.CommonOptions;
import dev.ringfence.kernel.socket.option.SocketOptions;

/// The calls on options of sockets: `getsockopt(2)`, `setsockopt(2)`.
public final class OptionCalls {
  private static final String HEADER = "sys/socket.h";

  /// The longest value that is read: of a filter's or a device's name, among others.
  private static final int MOST = 4096;

  private static final int IPPROTO_IP = 0;
  private static final int IP_MULTICAST_IF = 32;

  public void addTo(Calls calls) {
    calls.add(
        HEADER,
        "int getsockopt(int fd, int level, int optname, void *optval, socklen_t *optlen)",
        task -> SocketError.answer(() -> get(task)));
    calls.add(
        HEADER,
        "int setsockopt(int fd, int level, int optname, const void *optval, socklen_t optlen)",
        task -> SocketError.answer(() -> set(task)));
  }

  private static long get(Task task) throws SocketError {
    Socket socket = SocketArguments.socket(task);
    AddressSpace memory = task.process().memory();
    int level = (int) task.argument(1);
    int name = (int) task.argument(2);
    long room = UserMemory.getInt(memory, task.argument(4));
    if (room < 0 || (int) room < 0) {
      refuseLevel(task, socket, level, name);
      throw new SocketError(room < 0 ? Errno.EFAULT : Errno.EINVAL);
    }
    byte[] common =
        level == SocketOptions.SOL_SOCKET ? CommonOptions.get(socket, name, (int) room) : null;
    byte[] value = common == null ? socket.option(task, level, name) : common;
    int part = (int) Math.min(room, value.length);
    if (level == IPPROTO_IP && name != IP_MULTICAST_IF && part > 0 && part < value.length) {
      // A small number is told in one byte if there is no room for all of it.
      part = value.length == Integer.BYTES && (value[1] | value[2] | value[3]) == 0 ? 1 : part;
    }
    if (!UserMemory.write(memory, task.argument(3), value, 0, part)
        || !UserMemory.putInt(memory, task.argument(4), part)) {
      throw new SocketError(Errno.EFAULT);
    }
    return 0;
  }

  /// A level that the socket does not have is refused before all else.
  private static void refuseLevel(Task task, Socket socket, int level, int name)
      throws SocketError {
    if (level == SocketOptions.SOL_SOCKET) {
      return;
    }
    try {
      socket.option(task, level, name);
    } catch (SocketError error) {
      if (error.errno() == Errno.EOPNOTSUPP) {
        throw error;
      }
    }
  }

  private static long set(Task task) throws SocketError {
    Socket socket = SocketArguments.socket(task);
    int length = (int) task.argument(4);
    if (length < 0) {
      throw new SocketError(Errno.EINVAL);
    }
    int level = (int) task.argument(1);
    int name = (int) task.argument(2);
    if (level != SocketOptions.SOL_SOCKET && !socket.family().hasPorts()) {
      throw new SocketError(Errno.EOPNOTSUPP);
    }
    boolean common = level == SocketOptions.SOL_SOCKET;
    boolean device = common && name == SocketOptions.BINDTODEVICE;
    if (common && !device && length < Integer.BYTES) {
      throw new SocketError(Errno.EINVAL);
    }
    byte[] value = new byte[Math.min(length, MOST)];
    if (!UserMemory.read(task.process().memory(), task.argument(3), value, 0, value.length)) {
      throw new SocketError(Errno.EFAULT);
    }
    Credentials who = task.process().credentials;
    if (device) {
      CommonOptions.bind(socket, value, who);
    } else if (!common || !CommonOptions.set(socket, name, value, who)) {
      socket.setOption(task, level, name, value);
    }
    return 0;
  }
}
