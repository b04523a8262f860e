package dev.ringfence.kernel.proc;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.FileError;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.Nameless;
import dev.ringfence.kernel.fs.SymbolicLink;
import dev.ringfence.kernel.fs.node.ProcSubject;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import java.util.LinkedHashMap;
import java.util.Map;

/// The links of `/proc/PID`, which only those may read and follow who may look into the process.
final class TaskLinks {
  private final Processes processes;
  private final FileSystem files;
  private final OpenFiles openFiles;

  TaskLinks(Processes processes, FileSystem files, OpenFiles openFiles) {
    this.processes = processes;
    this.files = files;
    this.openFiles = openFiles;
  }

  /// Those to files that every process has.
  Map<String, SymbolicLink.Target> of(ProcSubject subject) {
    Map<String, SymbolicLink.Target> links = new LinkedHashMap<>();
    Process process = subject.process();
    links.put("cwd", jump(subject, process::directory));
    links.put(
        "exe",
        () -> {
          check(subject);
          return process.executable;
        });
    links.put("root", jump(subject, () -> files.root(process.host)));
    return links;
  }

  /// What leads to a directory.
  private interface Way {
    Directory end();
  }

  private SymbolicLink.Jump jump(ProcSubject subject, Way way) {
    return new SymbolicLink.Jump() {
      @Override
      public String text() throws FileError {
        return files.shownPath((Directory) file());
      }

      @Override
      public Inode file() throws FileError {
        check(subject);
        return way.end();
      }
    };
  }

  private void check(ProcSubject subject) throws FileError {
    if (!TaskFile.mayLook(processes, subject)) {
      throw new FileError(Errno.EACCES);
    }
    if (subject.task() == null) {
      throw new FileError(Errno.ENOENT);
    }
  }

  /// That of a descriptor, to whatever is open.
  SymbolicLink.Jump descriptor(ProcSubject subject, int fd) {
    return new SymbolicLink.Jump() {
      private OpenFile open() throws FileError {
        if (!TaskFile.mayLook(processes, subject)) {
          throw new FileError(Errno.EACCES);
        }
        OpenFile file = subject.process().descriptors().file(fd);
        if (file == null) {
          throw new FileError(Errno.ENOENT);
        }
        return file;
      }

      @Override
      public String text() throws FileError {
        return openFiles.listing(open()).link();
      }

      @Override
      public Inode file() throws FileError {
        OpenFile file = open();
        Inode inode = file.inode();
        return inode == null
            ? new Nameless(file, subject.process().credentials, files.now())
            : inode;
      }
    };
  }
}
