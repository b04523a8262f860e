package dev.ringfence.kernel.unix;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.fs.FileError;
import dev.ringfence.kernel.fs.SocketInode;
import dev.ringfence.kernel.fs.node.SocketNames;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.socket.SocketError;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which sockets have which names: paths in the file system, and abstract ones.
final class UnixNames {
  /// Sockets of different hosts and types may have the same abstract name.
  private record AbstractName(int host, int type, UnixAddress address) {
    static AbstractName of(UnixSocket socket, UnixAddress address) {
      return new AbstractName(socket.place, socket.type(), address);
    }
  }

  /// Names that the kernel chooses have five hexadecimal digits.
  private static final int AUTOMATIC = 1 << 20;

  private final SocketNames files;
  private final Map<AbstractName, UnixSocket> abstractNames = new HashMap<>();
  private int lastAutomatic;

  UnixNames(SocketNames files) {
    this.files = files;
  }

  /// Gives a socket its address.
  ///
  /// @throws SocketError `EADDRINUSE`, `EINVAL` if it has one, and what a path may come to
  void bind(Process process, UnixSocket socket, UnixAddress address) throws SocketError {
    if (address.isAbstract()) {
      if (socket.isBound()) {
        throw new SocketError(Errno.EINVAL);
      }
      AbstractName name = AbstractName.of(socket, address);
      if (abstractNames.putIfAbsent(name, socket) != null) {
        throw new SocketError(Errno.EADDRINUSE);
      }
      socket.bound(address, null);
      return;
    }
    try {
      SocketInode inode = files.make(process, address.path(), socket.permissions());
      if (socket.isBound()) {
        files.remove(process, address.path());
        throw new SocketError(Errno.EINVAL);
      }
      inode.socket = socket;
      socket.bound(address, inode);
    } catch (FileError error) {
      throw new SocketError(error.errno());
    }
  }

  /// Gives a socket that has no address one that nobody has.
  void bindToAny(UnixSocket socket) throws SocketError {
    for (int tries = 0; tries < AUTOMATIC && !socket.isBound(); tries++) {
      lastAutomatic = (lastAutomatic + 1) % AUTOMATIC;
      UnixAddress address = UnixAddress.automatic(lastAutomatic);
      if (abstractNames.putIfAbsent(AbstractName.of(socket, address), socket) == null) {
        socket.bound(address, null);
      }
    }
    if (!socket.isBound()) {
      throw new SocketError(Errno.ENOSPC);
    }
  }

  /// The socket with an address.
  ///
  /// @param type of the socket that looks for it
  /// @throws SocketError `ECONNREFUSED`, `EPROTOTYPE`, and what a path may come to
  UnixSocket find(Process process, UnixAddress address, int type) throws SocketError {
    UnixSocket found;
    if (address.isAbstract()) {
      found = abstractNames.get(new AbstractName(process.host, type, address));
    } else {
      try {
        SocketInode inode = files.find(process, address.path());
        found = inode != null && inode.socket instanceof UnixSocket socket ? socket : null;
      } catch (FileError error) {
        throw new SocketError(error.errno());
      }
    }
    if (found == null) {
      throw new SocketError(Errno.ECONNREFUSED);
    }
    if (found.type() != type) {
      throw new SocketError(Errno.EPROTOTYPE);
    }
    return found;
  }

  /// A socket is gone; a path stays until it is unlinked.
  void release(UnixSocket socket, UnixAddress address, @Nullable SocketInode inode) {
    if (inode != null) {
      inode.socket = null;
    } else if (address.isAbstract()) {
      abstractNames.remove(AbstractName.of(socket, address), socket);
    }
  }
}
