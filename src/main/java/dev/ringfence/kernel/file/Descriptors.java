package dev.ringfence.kernel.file;

import dev.ringfence.kernel.process.Process;
import java.util.ArrayList;
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

    /// The processes that have descriptors for it, once for each descriptor.
    public List<Process> holders() {
      return holders.stream().map(holder -> Objects.requireNonNull(holder.owner)).toList();
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

  /// The open file behind a descriptor, or null for `EBADF`.
  public @Nullable OpenFile get(long fd) {
    Reference reference = reference(fd);
    return reference == null ? null : reference.file;
  }

  private @Nullable Reference reference(long fd) {
    return fd < 0 || fd >= slots.size() ? null : slots.get((int) fd);
  }

  /// Gives the lowest free descriptor to an open file, or returns -1 for `EMFILE`.
  public int open(Reference reference) {
    int fd = 0;
    while (fd < slots.size() && slots.get(fd) != null) {
      fd++;
    }
    if (fd == OPEN_MAX) {
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

  /// As `close(2)`. False means `EBADF`.
  public boolean close(long fd) {
    Reference reference = reference(fd);
    if (reference == null) {
      return false;
    }
    slots.set((int) fd, null);
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
    return child;
  }
}
