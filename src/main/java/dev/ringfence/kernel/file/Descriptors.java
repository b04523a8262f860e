package dev.ringfence.kernel.file;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.lock.FileLocks;
import dev.ringfence.kernel.process.Process;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A process's descriptors: small numbers for open files.
public final class Descriptors {
  /// The first number that no descriptor has: the soft limit of `RLIMIT_NOFILE`.
  public static final int OPEN_MAX = 1024;

  /// Whose they are.
  public @Nullable Process owner;

  private @Nullable Reference[] slots = new Reference[3];

  /// Where each reference has noted that this holds it.
  private int[] places = new int[3];

  private @Nullable BitSet closedOnExec;

  /// Where the process has locked ranges of what has no inode.
  private List<FileLocks> locked = List.of();

  /// The first number that a new descriptor may not have: the soft limit.
  public int limit = OPEN_MAX;

  /// The open file behind a descriptor, or null for `EBADF`, also if it was opened with `O_PATH`.
  public @Nullable OpenFile get(long fd) {
    Reference reference = raw(fd);
    return reference == null || reference.isPath ? null : reference.file();
  }

  /// What a descriptor refers to, or null for `EBADF`, also if it was opened with `O_PATH`.
  public @Nullable Reference reference(long fd) {
    Reference reference = raw(fd);
    return reference == null || reference.isPath ? null : reference;
  }

  /// As [#get], for calls that take what was opened with `O_PATH`.
  public @Nullable OpenFile file(long fd) {
    Reference reference = raw(fd);
    return reference == null ? null : reference.file();
  }

  /// As [#reference], for calls that take what was opened with `O_PATH`.
  public @Nullable Reference raw(long fd) {
    return fd < 0 || fd >= slots.length ? null : slots[(int) fd];
  }

  /// Whether one of them is for the reference.
  boolean has(Reference reference) {
    for (Reference each : slots) {
      if (each == reference) {
        return true;
      }
    }
    return false;
  }

  /// A file was opened with `O_ASYNC`, which alone has nobody told.
  public void openedAsync(long fd) {
    Reference reference = reference(fd);
    if (reference != null) {
      reference.isAsync = true;
    }
  }

  /// Sets whether a successful `execve(2)` closes the descriptor.
  public void closeOnExec(int fd, boolean whether) {
    if (closedOnExec != null) {
      closedOnExec.set(fd, whether);
    } else if (whether) {
      closedOnExec = new BitSet();
      closedOnExec.set(fd);
    }
  }

  public boolean closesOnExec(int fd) {
    return closedOnExec != null && closedOnExec.get(fd);
  }

  /// Another program runs: closes what it is not to have.
  public void exec() {
    BitSet all = closedOnExec == null ? new BitSet() : closedOnExec;
    for (int fd = all.nextSetBit(0); fd >= 0; fd = all.nextSetBit(fd + 1)) {
      close(fd);
    }
  }

  /// The lowest number from `from` on that no descriptor has.
  private int lowest(int from) {
    int fd = from;
    while (fd < slots.length && slots[fd] != null) {
      fd++;
    }
    return fd;
  }

  /// Whether there is a free descriptor.
  public boolean hasRoom() {
    return lowest(0) < limit;
  }

  /// Gives the lowest free descriptor to an open file, or returns -1 for `EMFILE`.
  public int open(Reference reference) {
    return open(reference, 0);
  }

  /// As [#open(Reference)], for what a call makes: the descriptor, or `EMFILE`.
  ///
  /// @param closedOnExec whether `execve(2)` closes it
  public long open(Reference reference, boolean closedOnExec) {
    int fd = open(reference);
    if (fd < 0) {
      reference.file().closed();
      return Errno.EMFILE.result();
    }
    closeOnExec(fd, closedOnExec);
    return fd;
  }

  private int open(Reference reference, int from) {
    int fd = lowest(from);
    if (fd >= limit) {
      return -1;
    }
    put(fd, reference);
    return fd;
  }

  private void put(int fd, Reference reference) {
    if (fd >= slots.length) {
      int room = fd < 8 ? fd + 1 : fd + fd / 2;
      slots = Arrays.copyOf(slots, room);
      places = Arrays.copyOf(places, room);
    }
    // First its place, since others may be moved for it.
    int place = reference.add(this);
    slots[fd] = reference;
    places[fd] = place;
  }

  void moved(Reference reference, int from, int to) {
    int fd = 0;
    while (slots[fd] != reference || places[fd] != from) {
      fd++;
    }
    places[fd] = to;
  }

  /// As `dup2(2)`, with both descriptors within the limit. False means `EBADF`.
  public boolean duplicate(long from, int to) {
    Reference reference = raw(from);
    if (reference == null) {
      return false;
    }
    if (from != to) {
      close(to);
      put(to, reference);
    }
    return true;
  }

  /// The lowest free descriptor for what `from` refers to; -1 for `EMFILE`, -2 for `EBADF`.
  public int duplicate(long from) {
    Reference reference = raw(from);
    return reference == null ? -2 : open(reference);
  }

  /// The lowest free descriptor from `least` on for what `from` refers to; -1 for `EMFILE`.
  int duplicate(long from, long least) {
    Reference reference = raw(from);
    return reference == null ? -1 : open(reference, (int) least);
  }

  /// As `close(2)`. False means `EBADF`.
  public boolean close(long fd) {
    Reference reference = raw(fd);
    if (reference == null) {
      return false;
    }
    slots[(int) fd] = null;
    closeOnExec((int) fd, false);
    OpenFile file = reference.isPath ? null : reference.file();
    Inode inode = file == null ? null : file.inode();
    if (inode != null && inode.locks != null && owner != null) {
      inode.locks.release(owner);
    }
    if (!locked.isEmpty() && file != null && inode == null) {
      unlock(file);
    }
    if (owner != null) {
      reference.file().closedBy(owner);
    }
    reference.drop(places[(int) fd]);
    return true;
  }

  /// The process has locked ranges of what has no inode.
  public void locked(FileLocks locks) {
    if (!locked.contains(locks)) {
      locked = new ArrayList<>(locked);
      locked.add(locks);
    }
  }

  private void unlock(OpenFile file) {
    for (FileLocks locks : List.copyOf(locked)) {
      if (locks.areOn(file) && owner != null) {
        locked.remove(locks);
        locks.release(owner);
      }
    }
  }

  public void closeAll() {
    for (int fd = 0; fd < slots.length; fd++) {
      close(fd);
    }
  }

  /// The numbers that are in use.
  public List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (int fd = 0; fd < slots.length; fd++) {
      if (slots[fd] != null) {
        numbers.add(fd);
      }
    }
    return numbers;
  }

  /// A copy for a child.
  public Descriptors fork() {
    Descriptors child = new Descriptors();
    child.slots = new Reference[slots.length];
    child.places = new int[slots.length];
    for (int fd = 0; fd < slots.length; fd++) {
      Reference reference = slots[fd];
      if (reference != null) {
        child.put(fd, reference);
      }
    }
    if (closedOnExec != null) {
      child.closedOnExec = (BitSet) closedOnExec.clone();
    }
    child.limit = limit;
    return child;
  }
}
