package dev.ringfence.kernel.proc;

import dev.ringfence.kernel.file.Listing;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.lock.FileLock;
import dev.ringfence.kernel.lock.FileLock.Kind;
import dev.ringfence.kernel.process.Process;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What processes have open, as `/proc/PID/fd`, `/proc/PID/fdinfo` and `lsof(8)` say it.
public final class OpenFiles {
  private static final int O_ACCMODE = 3;
  private static final int O_CLOEXEC = 02000000;
  private static final int O_LARGEFILE = 0100000;

  private final FileSystem files;

  OpenFiles(FileSystem files) {
    this.files = files;
  }

  /// What there is to say of an open file.
  public Listing listing(OpenFile file) {
    Inode inode = file.inode();
    if (inode == null) {
      return file.listing();
    }
    Listing found = listing(inode);
    boolean lost = found.name().equals(FileSystem.DELETED) && file.label().startsWith("/");
    return lost ? found.at(file.label() + (inode.isNamed() ? "" : " (deleted)")) : found;
  }

  /// What there is to say of a file.
  public Listing listing(Inode inode) {
    FileSystem.Place place = files.place(inode);
    boolean sized = inode.kind().equals("REG") || inode.kind().equals("DIR");
    return new Listing(
        inode.kind(),
        inode.deviceNumbers(),
        sized ? Long.toString(inode.size()) : "0t0",
        Long.toString(place.number()),
        place.path(),
        place.path());
  }

  /// `r`, `w` or `u` for both, as lsof writes it behind a descriptor, or a space for neither.
  public static char mode(OpenFile file) {
    if (file.isPath()) {
      return ' ';
    }
    return switch (file.flags() & O_ACCMODE) {
      case 0 -> 'r';
      case 1 -> 'w';
      default -> 'u';
    };
  }

  /// The letter that lsof gives to the oldest lock that a process has on a file: small for a part
  /// of it, or a space.
  public static char lock(Process process, OpenFile file) {
    FileLock lock = oldest(process, file.inode());
    if (lock == null) {
      return ' ';
    }
    boolean whole = lock.from() == 0 && lock.to() == Long.MAX_VALUE;
    char letter = lock.isExclusive() ? 'w' : 'r';
    return whole ? Character.toUpperCase(letter) : letter;
  }

  private static @Nullable FileLock oldest(Process process, @Nullable Inode inode) {
    if (inode == null || inode.locks == null) {
      return null;
    }
    return inode.locks.all().stream()
        .filter(lock -> lock.kind() != Kind.OFDLCK && lock.process() == process)
        .min(Comparator.comparingLong(FileLock::serial))
        .orElse(null);
  }

  /// The numbers of a process's descriptors.
  public static List<Integer> numbers(Process process) {
    return process.descriptors().numbers();
  }

  /// `/proc/PID/fdinfo/FD`.
  String information(Process process, int fd) {
    Reference reference = process.descriptors().raw(fd);
    if (reference == null) {
      return "";
    }
    OpenFile file = reference.file();
    Inode inode = file.inode();
    int flags = reference.flags() | (inode == null || file.isPath() ? 0 : O_LARGEFILE);
    flags |= process.descriptors().closesOnExec(fd) ? O_CLOEXEC : 0;
    StringBuilder text = new StringBuilder();
    text.append("pos:\t").append(Math.max(0, file.seek(0, 1))).append('\n');
    text.append("flags:\t0%o\n".formatted(flags));
    text.append("mnt_id:\t").append(1).append('\n');
    text.append("ino:\t").append(listing(file).node()).append('\n');
    text.append(file.details());
    if (inode != null && inode.locks != null) {
      int number = 0;
      for (FileLock lock : inode.locks.all()) {
        boolean own = lock.kind() != Kind.POSIX || lock.process() == process;
        if (own && lock.isBy(reference)) {
          text.append("lock:\t").append(LockText.line(++number, 0, lock));
        }
      }
    }
    return text.toString();
  }
}
