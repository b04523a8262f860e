package dev.ringfence.kernel.fs.node;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.OpenInode;
import dev.ringfence.kernel.fs.SymbolicLink;
import dev.ringfence.kernel.fs.TextFile;
import dev.ringfence.kernel.process.Process;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What is in `/proc/PID/fd` and `/proc/PID/fdinfo`: something for each descriptor of a process.
///
/// @param tells whether these are texts or links
record DescriptorsDirectory(ProcTexts texts, ProcSubject subject, boolean tells, LongSupplier clock)
    implements Directory.Generated {
  /// Numbers of their inodes begin here, so many for each process.
  private static final long FIRST = 1L << 44;

  private static final long DESCRIPTORS = 4096;

  /// What `stat(2)` gives as the size of a link.
  private static final int SIZE = 64;

  @Override
  public boolean admits() {
    return !tells && texts.isCaller(subject.process());
  }

  @Override
  public @Nullable Errno refusal() {
    return !tells || texts.mayLook(subject) ? null : Errno.EACCES;
  }

  @Override
  public boolean isThere() {
    return subject.isThere();
  }

  @Override
  public @Nullable Inode get(String name) {
    boolean number = name.matches("0|[1-9][0-9]{0,8}");
    int fd = number && isThere() ? Integer.parseInt(name) : -1;
    OpenFile file = fd < 0 ? null : subject.process().descriptors().file(fd);
    return file == null ? null : descriptor(subject.process(), fd, file);
  }

  @Override
  public List<String> names() {
    return subject.process().descriptors().numbers().stream().map(fd -> "" + fd).toList();
  }

  private Inode descriptor(Process process, int fd, OpenFile file) {
    long number = FIRST + ((long) process.pid() * DESCRIPTORS + fd) * 2 + (tells ? 1 : 0);
    long now = clock.getAsLong();
    Inode inode =
        tells
            ? new TextFile(
                number, 0444, texts.owner(process), () -> texts.information(process, fd), now)
            : new SymbolicLink(
                number,
                texts.owner(process),
                permissions(file),
                texts.descriptor(subject, fd),
                SIZE,
                now);
    inode.links = 1;
    return inode;
  }

  /// Those of a link say how the descriptor may be used.
  private static int permissions(OpenFile file) {
    int mode = file.flags() & OpenInode.O_ACCMODE;
    return file.isPath() ? 0 : mode == OpenFile.O_WRONLY ? 0300 : mode == 0 ? 0500 : 0700;
  }
}
