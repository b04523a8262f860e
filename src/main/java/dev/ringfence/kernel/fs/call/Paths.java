package dev.ringfence.kernel.fs.call;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.FileError;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;

/// The paths that calls are given, and the answers of calls that name files by them.
public final class Paths {
  /// What stands for a descriptor where a path begins at the working directory.
  static final int AT_FDCWD = -100;

  /// What a call does.
  public interface Deed {
    long run() throws FileError;
  }

  /// The result of a call, or its error number.
  public long answer(Deed deed) {
    try {
      return deed.run();
    } catch (FileError error) {
      return error.errno().result();
    }
  }

  /// The path that an argument points at.
  public String path(Task task, int argument) throws FileError {
    String path =
        UserMemory.string(task.process().memory(), task.argument(argument), FileSystem.PATH_MAX);
    if (path == null) {
      throw new FileError(Errno.EFAULT);
    }
    return path;
  }

  /// The directory at which a relative path begins.
  ///
  /// @param descriptor of a directory, or [#AT_FDCWD]
  Directory base(Task task, long descriptor) throws FileError {
    if ((int) descriptor == AT_FDCWD) {
      return task.process().directory();
    }
    OpenFile file = task.process().descriptors().get((int) descriptor);
    if (file == null) {
      throw new FileError(Errno.EBADF);
    }
    if (file.inode() instanceof Directory directory) {
      return directory;
    }
    throw new FileError(Errno.ENOTDIR);
  }
}
