package dev.ringfence.kernel.fs.call;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.call.Calls;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.file.Reference;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.OpenInode;
import dev.ringfence.kernel.fs.RegularFile;
import dev.ringfence.kernel.fs.Seals;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.memory.UserMemory;
import dev.ringfence.kernel.process.Task;
import org.jspecify.annotations.Nullable;

/// The calls on what files hold: `memfd_create(2)`, `fallocate(2)`, `copy_file_range(2)`.
public final class Space {
  private static final int MFD_CLOEXEC = 1;
  private static final int MFD_ALLOW_SEALING = 2;
  private static final int MFD_NOEXEC_SEAL = 8;
  private static final int MFD_EXEC = 0x10;
  private static final int MFD_HUGETLB = 4;

  /// `MFD_HUGETLB` with the size of its pages: there are no such files.
  private static final int HUGE = MFD_HUGETLB | 0x3F << 26;

  private static final int NAME_MAX = 249;

  /// The most that is copied at once.
  private static final int MOST = 1 << 20;

  private final FileSystem files;

  public Space(FileSystem files) {
    this.files = files;
  }

  public void addTo(Calls calls) {
    calls.add("sys/mman.h", "int memfd_create(const char *name, unsigned int flags)", this::create);
    calls.add(
        "fcntl.h", "int fallocate(int fd, int mode, off_t offset, off_t length)", this::allocate);
    calls
        .add(
            "unistd.h",
            "ssize_t copy_file_range(int fd_in, off_t *off_in, int fd_out, off_t *off_out,"
                + " size_t len, unsigned int flags)",
            this::copy)
        .moves();
  }

  private long create(Task task) {
    int flags = (int) task.argument(1);
    int known = MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_NOEXEC_SEAL | MFD_EXEC;
    boolean both = (flags & MFD_EXEC) != 0 && (flags & MFD_NOEXEC_SEAL) != 0;
    boolean huge = (flags & MFD_HUGETLB) != 0;
    if ((flags & ~(huge ? known | HUGE : known)) != 0 || both) {
      return Errno.EINVAL.result();
    }
    AddressSpace memory = task.process().memory();
    String name = UserMemory.string(memory, task.argument(0), NAME_MAX + 2);
    if (name == null || name.length() > NAME_MAX || huge) {
      return (name == null ? Errno.EFAULT : Errno.EINVAL).result();
    }
    boolean sealed = (flags & MFD_NOEXEC_SEAL) != 0;
    RegularFile file =
        new RegularFile(files.newNumber(), sealed ? 0666 : 0777, files.caller(), files.now(), null);
    file.maker = files.callersName();
    boolean open = sealed || (flags & MFD_ALLOW_SEALING) != 0;
    file.seals = new Seals(sealed ? Seals.EXEC : open ? 0 : Seals.SEAL);
    OpenInode opened = new OpenInode(files, file, "/memfd:" + name, OpenFile.O_RDWR);
    return task.process().descriptors().open(new Reference(opened), (flags & MFD_CLOEXEC) != 0);
  }

  private static @Nullable OpenFile file(Task task, int argument) {
    return task.process().descriptors().get((int) task.argument(argument));
  }

  private long allocate(Task task) {
    OpenFile file = file(task, 0);
    int mode = (int) task.argument(1);
    long from = task.argument(2);
    long length = task.argument(3);
    if (file == null) {
      return Errno.EBADF.result();
    }
    if (from < 0 || length <= 0) {
      return Errno.EINVAL.result();
    }
    boolean known =
        switch (mode) {
          case 0,
              RegularFile.KEEP_SIZE,
              RegularFile.PUNCH_HOLE | RegularFile.KEEP_SIZE,
              RegularFile.ZERO_RANGE,
              RegularFile.ZERO_RANGE | RegularFile.KEEP_SIZE ->
              true;
          default -> false;
        };
    if (!known) {
      return Errno.EOPNOTSUPP.result();
    }
    if ((file.flags() & OpenInode.O_ACCMODE) == 0) {
      return Errno.EBADF.result();
    }
    if (file instanceof OpenInode open) {
      boolean nameless = open.inode() instanceof RegularFile what && what.seals != Seals.NONE;
      return Long.MAX_VALUE - length < from
          ? Errno.EFBIG.result()
          : nameless && (mode & RegularFile.ZERO_RANGE) != 0
              ? Errno.EOPNOTSUPP.result()
              : open.allocate(mode, from, length);
    }
    return file.allocate();
  }

  private long copy(Task task) {
    AddressSpace memory = task.process().memory();
    if (!(file(task, 0) instanceof OpenFile in) || !(file(task, 2) instanceof OpenFile out)) {
      return Errno.EBADF.result();
    }
    long offsetIn = task.argument(1);
    long offsetOut = task.argument(3);
    Long from = offsetIn == 0 ? Long.valueOf(in.seek(0, 1)) : UserMemory.getLong(memory, offsetIn);
    Long to = offsetOut == 0 ? Long.valueOf(out.seek(0, 1)) : UserMemory.getLong(memory, offsetOut);
    if (from == null || to == null) {
      return Errno.EFAULT.result();
    }
    long refused = task.argument(5) != 0 ? Errno.EINVAL.result() : refusal(in, out);
    if (refused != 0 || !(in instanceof OpenInode source) || !(out instanceof OpenInode target)) {
      return refused;
    }
    long count = task.argument(4);
    if (wraps(from, count) || wraps(to, count)) {
      return Errno.EOVERFLOW.result();
    }
    if (to == Long.MAX_VALUE) {
      return Errno.EFBIG.result();
    }
    long wanted = count < 0 ? Long.MAX_VALUE : count;
    long most = Math.clamp(source.inode().size() - from, 0, wanted);
    boolean same = source.inode() == target.inode();
    if (from < 0 || to < 0 || same && from < to + most && to < from + most) {
      return Errno.EINVAL.result();
    }
    long done = move(source, target, from, to, most);
    if (done > 0) {
      advance(memory, source, offsetIn, from + done);
      advance(memory, target, offsetOut, to + done);
    }
    return done;
  }

  private static boolean wraps(long offset, long count) {
    return Long.compareUnsigned(offset + count, offset) < 0;
  }

  /// What speaks against copying from one file to another.
  private static long refusal(OpenFile in, OpenFile out) {
    Inode from = in.inode();
    Inode to = out.inode();
    if (from instanceof Directory || to instanceof Directory) {
      return Errno.EISDIR.result();
    }
    if (!(from instanceof RegularFile source) || !(to instanceof RegularFile target)) {
      return Errno.EINVAL.result();
    }
    boolean reads = (in.flags() & OpenInode.O_ACCMODE) != OpenFile.O_WRONLY;
    boolean writes = (out.flags() & OpenInode.O_ACCMODE) != 0;
    boolean appends = (out.flags() & OpenFile.O_APPEND) != 0;
    if (!reads || !writes || appends) {
      return Errno.EBADF.result();
    }
    // Files of memfd_create(2) are on a file system of their own.
    boolean nameless = source.seals != Seals.NONE;
    return nameless == (target.seals != Seals.NONE) ? 0 : Errno.EXDEV.result();
  }

  private static long move(OpenInode source, OpenInode target, long from, long to, long most) {
    long done = 0;
    while (done < most) {
      byte[] bytes = new byte[(int) Math.min(MOST, most - done)];
      int read = source.fetch(bytes, from + done);
      long stored = read <= 0 ? read : target.store(bytes, read, to + done);
      if (stored <= 0) {
        return done > 0 ? done : stored;
      }
      done += stored;
    }
    return done;
  }

  private static void advance(AddressSpace memory, OpenInode file, long offset, long next) {
    if (offset == 0) {
      file.position(next);
    } else {
      UserMemory.put(memory, offset, 8, next);
    }
  }
}
