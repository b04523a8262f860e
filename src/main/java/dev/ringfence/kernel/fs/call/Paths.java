package dev.ringfence.kernel.fs.call;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.fs.Dentry;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.FileError;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.Nameless;
import dev.ringfence.kernel.inotify.Happening;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// The paths that calls are given, and the answers of calls that name files by them.
public final class Paths {
  /// What stands for a descriptor where a path begins at the working directory.
  static final int AT_FDCWD = -100;

  private final FileSystem files;

  public Paths(FileSystem files) {
    this.files = files;
  }

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

  /// A file, and where it was found if that is known.
  record Named(Inode inode, @Nullable Directory parent, String name) {
    void changed() {
      happened(Happening.ATTRIB);
    }

    void happened(int what) {
      inode.tell(what, parent, name);
    }
  }

  /// The file that an argument with a descriptor and the next one with a path name.
  ///
  /// @param who walks the path
  /// @param empty whether an empty path stands for what the descriptor refers to
  Named named(Credentials who, Task task, int argument, boolean follow, boolean empty)
      throws FileError {
    String path = path(task, argument + 1);
    if (empty && path.isEmpty()) {
      return empty(task, (int) task.argument(argument));
    }
    Directory from = base(task, task.argument(argument), path);
    FileSystem.Found found = files.findAs(who, from, path, follow);
    return new Named(found.existing(), found.parent(), found.name());
  }

  private Named empty(Task task, int descriptor) throws FileError {
    return descriptor == AT_FDCWD
        ? new Named(task.process().directory(), null, "")
        : named(task.process().descriptors().file(descriptor));
  }

  /// What an argument with a descriptor refers to that is not of `O_PATH`.
  Named open(Task task, int argument) throws FileError {
    return named(task.process().descriptors().get((int) task.argument(argument)));
  }

  private Named named(@Nullable OpenFile file) throws FileError {
    if (file == null) {
      throw new FileError(Errno.EBADF);
    }
    Inode inode = file.inode();
    if (inode == null) {
      return new Named(new Nameless(file, files.caller(), files.now()), null, "");
    }
    Dentry dentry = file.dentry();
    return dentry != null
        ? new Named(inode, dentry.parent(), dentry.name())
        : new Named(inode, null, "");
  }

  /// The directory at which a path begins that is not absolute.
  ///
  /// @param descriptor of a directory, or [#AT_FDCWD]
  Directory base(Task task, long descriptor, String path) throws FileError {
    if (path.isEmpty()) {
      throw new FileError(Errno.ENOENT);
    }
    return path.startsWith("/") ? task.process().directory() : base(task, descriptor);
  }

  /// The directory that a descriptor refers to.
  ///
  /// @param descriptor or [#AT_FDCWD]
  Directory base(Task task, long descriptor) throws FileError {
    if ((int) descriptor == AT_FDCWD) {
      return task.process().directory();
    }
    OpenFile file = task.process().descriptors().file((int) descriptor);
    if (file == null) {
      throw new FileError(Errno.EBADF);
    }
    if (file.inode() instanceof Directory directory) {
      return directory;
    }
    throw new FileError(Errno.ENOTDIR);
  }
}
