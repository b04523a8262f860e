package dev.ringfence.kernel.process.program;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.FileError;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.RegularFile;
import dev.ringfence.kernel.memory.Image;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `execve(2)` finds in files: programs and scripts that the caller may execute.
public final class Executables {
  private final FileSystem files;

  public Executables(FileSystem files) {
    this.files = files;
  }

  /// Why `execve(2)` cannot run what a path names.
  public Errno refusal(Directory from, String path) {
    try {
      Inode inode = files.find(from, path).existing();
      if (!(inode instanceof RegularFile file) || !files.allows(file, Inode.EXECUTE)) {
        return Errno.EACCES;
      }
      return file.program == null ? Errno.ENOEXEC : Errno.ENOMEM;
    } catch (FileError error) {
      return error.errno();
    }
  }

  /// The program that a path names, or null where [#refusal] says why there is none.
  public @Nullable Image program(Directory from, String path) {
    try {
      return files.find(from, path).existing() instanceof RegularFile file
              && files.allows(file, Inode.EXECUTE)
              && file.program != null
          ? file.program.get()
          : null;
    } catch (FileError _) {
      return null;
    }
  }

  /// Who somebody becomes by running the program of a path.
  public Credentials exec(Directory from, String path, Credentials who) {
    try {
      Inode inode = files.find(from, path).existing();
      int mode = inode.permissions;
      boolean setGroup = (mode & (Inode.S_ISGID | 010)) == (Inode.S_ISGID | 010);
      return who.exec((mode & Inode.S_ISUID) != 0, inode.owner, setGroup, inode.group);
    } catch (FileError _) {
      return who;
    }
  }

  /// The words of a script's first line behind `#!`: its interpreter and perhaps one argument; null
  /// if the path names no script (`execve(2)`).
  public @Nullable List<String> interpreter(Directory from, String path) {
    try {
      return files.find(from, path).existing() instanceof RegularFile file
              && files.allows(file, Inode.EXECUTE)
          ? file.interpreter()
          : null;
    } catch (FileError _) {
      return null;
    }
  }
}
