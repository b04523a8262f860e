package dev.ringfence.kernel.fs.node;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.fs.FileError;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.SocketInode;
import dev.ringfence.kernel.process.Process;
import org.jspecify.annotations.Nullable;

/// The names of sockets in the tree of files (`unix(7)`).
public final class SocketNames {
  private final FileSystem files;

  public SocketNames(FileSystem files) {
    this.files = files;
  }

  /// Makes the file of a socket.
  ///
  /// @param permissions of which the process's umask takes some away
  /// @throws FileError `EADDRINUSE` if there is a file of this name, and what a path may come to
  public SocketInode make(Process process, String path, int permissions) throws FileError {
    FileSystem.Found place = files.findLink(process.directory(), path);
    if (place.inode() != null) {
      throw new FileError(Errno.EADDRINUSE);
    }
    return files.naming().createSocket(place, permissions & ~process.umask);
  }

  /// Takes the name away again.
  public void remove(Process process, String path) throws FileError {
    files.naming().unlink(files.findLink(process.directory(), path));
  }

  /// The file of a socket to which the process may write, or null if the file is none of a socket.
  ///
  /// @throws FileError `EACCES`, and what a path may come to
  public @Nullable SocketInode find(Process process, String path) throws FileError {
    Inode inode = files.find(process.directory(), path).existing();
    if (!files.allows(inode, Inode.WRITE)) {
      throw new FileError(Errno.EACCES);
    }
    return inode instanceof SocketInode socket ? socket : null;
  }
}
