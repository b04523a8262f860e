package dev.ringfence.kernel.file;

import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Wait;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A process's descriptors: small numbers for open files.
public final class Descriptors {
  /// The first number that no descriptor has: the soft limit of `RLIMIT_NOFILE`.
  public static final int OPEN_MAX = 1024;

  /// An open file and how many descriptors refer to it, in all processes.
  public static final class Reference {
    private final OpenFile file;
    private final List<Descriptors> holders = new ArrayList<>(2);

    public Reference(OpenFile file) {
      this.file = file;
    }

    public OpenFile file() {
      return file;
    }

    /// How many descriptors refer to it.
    public int count() {
      return holders.size();
    }

    /// The process of one of the descriptors that refer to it.
    public Process holder(int index) {
      return Objects.requireNonNull(holders.get(index).owner);
    }

    /// The processes that have descriptors for it, once for each descriptor.
    public List<Process> holders() {
      return holders.stream().map(holder -> Objects.requireNonNull(holder.owner)).toList();
    }

    /// That a thread of a process that has it open acts.
    public Wait may(Act act) {
      return new Wait.Or(
          holders().stream()
              .distinct()
              .flatMap(holder -> holder.tasks.stream())
              .<Wait>map(task -> new Wait.May(task, act))
              .toList());
    }

    private void drop(Descriptors holder) {
      holders.remove(holder);
      if (holders.isEmpty()) {
        file.closed();
      }
    }
  }

  /// Whose they are.
  public @Nullable Process owner;

  private final List<@Nullable Reference> slots = new ArrayList<>();
  private final BitSet closedOnExec = new BitSet();

  /// The first number that a new descriptor may not have: the soft limit.
  public int limit = OPEN_MAX;

  /// The open file behind a descriptor, or null for `EBADF`.
  public @Nullable OpenFile get(long fd) {
    Reference reference = reference(fd);
    return reference == null ? null : reference.file;
  }

  @Nullable Reference reference(long fd) {
    return fd < 0 || fd >= slots.size() ? null : slots.get((int) fd);
  }

  /// Sets whether a successful `execve(2)` closes the descriptor.
  public void closeOnExec(int fd, boolean whether) {
    closedOnExec.set(fd, whether);
  }

  public boolean closesOnExec(int fd) {
    return closedOnExec.get(fd);
  }

  /// Another program runs: closes what it is not to have.
  public void exec() {
    for (int fd = closedOnExec.nextSetBit(0); fd >= 0; fd = closedOnExec.nextSetBit(fd + 1)) {
      close(fd);
    }
  }

  /// Gives the lowest free descriptor to an open file, or returns -1 for `EMFILE`.
  public int open(Reference reference) {
    return open(reference, 0);
  }

  private int open(Reference reference, int from) {
    int fd = from;
    while (fd < slots.size() && slots.get(fd) != null) {
      fd++;
    }
    if (fd >= limit) {
      return -1;
    }
    put(fd, reference);
    return fd;
  }

  private void put(int fd, Reference reference) {
    while (slots.size() <= fd) {
      slots.add(null);
    }
    slots.set(fd, reference);
    reference.holders.add(this);
  }

  /// As `dup2(2)`, with both descriptors within the limit. False means `EBADF`.
  public boolean duplicate(long from, int to) {
    Reference reference = reference(from);
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
    Reference reference = reference(from);
    return reference == null ? -2 : open(reference);
  }

  /// The lowest free descriptor from `least` on for what `from` refers to; -1 for `EMFILE`.
  int duplicate(long from, long least) {
    Reference reference = reference(from);
    return reference == null ? -1 : open(reference, (int) least);
  }

  /// As `close(2)`. False means `EBADF`.
  public boolean close(long fd) {
    Reference reference = reference(fd);
    if (reference == null) {
      return false;
    }
    slots.set((int) fd, null);
    closedOnExec.clear((int) fd);
    Inode inode = reference.file.inode();
    if (inode != null && inode.locks != null && owner != null) {
      inode.locks.release(owner);
    }
    reference.drop(this);
    return true;
  }

  public void closeAll() {
    for (int fd = 0; fd < slots.size(); fd++) {
      close(fd);
    }
  }

  /// A copy for a child.
  public Descriptors fork() {
    Descriptors child = new Descriptors();
    for (int fd = 0; fd < slots.size(); fd++) {
      Reference reference = slots.get(fd);
      if (reference != null) {
        child.put(fd, reference);
      }
    }
    child.closedOnExec.or(closedOnExec);
    child.limit = limit;
    return child;
  }
}
