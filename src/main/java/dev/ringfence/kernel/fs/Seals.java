package dev.ringfence.kernel.fs;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.machine.PhysicalMemory;

/// What may no more be done with a file of `memfd_create(2)` (`fcntl(2)`, "File Sealing").
public final class Seals {
  /// Of files that cannot be sealed.
  public static final Seals NONE = new Seals(-1);

  public static final int SEAL = 1;
  public static final int EXEC = 0x20;
  private static final int SHRINK = 2;
  private static final int GROW = 4;
  private static final int WRITE = 8;
  private static final int FUTURE_WRITE = 0x10;
  private static final int ALL = 0x3F;

  private int set;

  /// @param set the bits of those that there are
  public Seals(int set) {
    this.set = set;
  }

  private boolean has(int seal) {
    return set > 0 && (set & seal) != 0;
  }

  long told() {
    return set < 0 ? Errno.EINVAL.result() : set;
  }

  boolean forbidWriting() {
    return has(WRITE | FUTURE_WRITE);
  }

  boolean forbidGrowing() {
    return has(GROW);
  }

  /// Whether the bits that let it be executed must stay as they are.
  public boolean keepExecutable() {
    return has(EXEC);
  }

  /// Whether bytes may not be written at an offset, at least not all.
  boolean refuses(long size, long at, int count) {
    return forbidWriting() || has(GROW) && at + count > size;
  }

  /// How many bytes can be written at an offset then: as far as there are whole pages.
  int roomBefore(long size, long at) {
    long pages = size / PhysicalMemory.FRAME * PhysicalMemory.FRAME;
    return forbidWriting() ? 0 : (int) Math.max(0, pages - at);
  }

  boolean refuseSize(long size, long wanted) {
    return wanted < size && has(SHRINK) || wanted > size && has(GROW);
  }

  /// As `F_ADD_SEALS`.
  ///
  /// @param memories where the file may be mapped
  long add(int more, RegularFile file, Iterable<AddressSpace> memories) {
    if ((more & ~ALL) != 0 || set < 0) {
      return Errno.EINVAL.result();
    }
    if (has(SEAL)) {
      return Errno.EPERM.result();
    }
    boolean executable = (more & EXEC) != 0 && (file.permissions & 0111) != 0;
    int added = executable ? more | SHRINK | GROW | WRITE | FUTURE_WRITE : more;
    if ((added & WRITE) != 0 && !has(WRITE)) {
      for (AddressSpace memory : memories) {
        if (memory.mayWriteTo(file)) {
          return Errno.EBUSY.result();
        }
      }
    }
    set |= added;
    return 0;
  }
}
