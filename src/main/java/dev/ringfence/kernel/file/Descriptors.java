package dev.ringfence.kernel.file;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.lock.FileLocks;
import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Standing;
import dev.ringfence.kernel.process.Wait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A process's descriptors: small numbers for open files.
public final class Descriptors {
  /// The first number that no descriptor has: the soft limit of `RLIMIT_NOFILE`.
  public static final int OPEN_MAX = 1024;

  /// An open file and which descriptors refer to it, in all processes.
  /// As processes, those that have descriptors for it, once for each descriptor.
  public static final class Reference implements Standing {
    private final OpenFile file;

    /// Whether it was opened with `O_PATH`: then few calls take it.
    private final boolean isPath;

    /// The holders by the time at which they came to have it, with null for those that left.
    private @Nullable Descriptors[] holders = new Descriptors[1];

    private int end;

    /// How many descriptors refer to it, or -1 while it is closed.
    private int count;

    private List<Runnable> mourners = List.of();

    /// To whom signals about it go.
    @Nullable SignalOwner signalOwner;

    /// Whether `O_ASYNC` is set.
    boolean isAsync;

    /// The sockets in whose queues it lies, once for each time.
    private List<Reference> carriers = List.of();

    public Reference(OpenFile file) {
      this.file = file;
      isPath = file.isPath();
    }

    public OpenFile file() {
      return file;
    }

    /// The access mode and the status flags, as `F_GETFL` of `fcntl(2)` tells them.
    public int flags() {
      return file.flags() | (isAsync ? OpenFile.O_ASYNC : 0);
    }

    /// To whom signals about it go, or null.
    public @Nullable SignalOwner signalOwner() {
      return signalOwner;
    }

    /// Has something done when the last descriptor has been closed, before the file knows of it.
    public void mourn(Runnable action) {
      mourners = new ArrayList<>(mourners);
      mourners.add(action);
    }

    /// Takes back what [#mourn] was asked for.
    public void mournNot(Runnable action) {
      mourners = new ArrayList<>(mourners);
      mourners.remove(action);
    }

    /// The end of the places of its holders.
    public int places() {
      return end;
    }

    /// The process at a place, of which one descriptor refers to it, or null.
    public @Nullable Process holder(int place) {
      Descriptors holder = holders[place];
      return holder == null ? null : holder.owner;
    }

    /// The processes that have descriptors for it, once for each descriptor.
    public List<Process> holders() {
      List<Process> all = new ArrayList<>(Math.max(0, count));
      for (int i = 0; i < end; i++) {
        Descriptors holder = holders[i];
        if (holder != null) {
          all.add(Objects.requireNonNull(holder.owner));
        }
      }
      return all;
    }

    @Override
    public boolean has(Process process) {
      for (Reference each : process.descriptors().slots) {
        if (each == this) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Iterator<Process> iterator() {
      return new Iterator<>() {
        private int place;

        @Override
        public boolean hasNext() {
          while (place < end && holders[place] == null) {
            place++;
          }
          return place < end;
        }

        @Override
        public Process next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          return Objects.requireNonNull(holder(place++));
        }
      };
    }

    /// That a thread of a process acts that has it open, or can come to have it.
    public Wait may(Act act) {
      return new Wait.Open(this, act);
    }

    /// By whom it can be taken out of a queue: the sockets in whose queues it lies.
    public List<Reference> carriers() {
      return carriers;
    }

    /// It is put into the queue of a socket: it stays open though no descriptor refers to it.
    public void carry(Reference socket) {
      if (carriers.isEmpty()) {
        carriers = new ArrayList<>(1);
      }
      carriers.add(socket);
    }

    /// It is taken out of a queue again, after it was given a descriptor if somebody wants it.
    public void unload(Reference socket) {
      carriers.remove(socket);
      closeUnlessReachable();
    }

    /// Whether a process has it open, or a socket in whose queue it lies, and so on.
    private boolean isReachable(Set<Reference> seen) {
      return count > 0
          || seen.add(this) && carriers.stream().anyMatch(carrier -> carrier.isReachable(seen));
    }

    private void closeUnlessReachable() {
      if (count == 0 && (carriers.isEmpty() || !isReachable(new HashSet<>()))) {
        count = -1;
        mourners.forEach(Runnable::run);
        file.closed();
      }
    }

    /// @return the place to [#drop] it from
    private int add(Descriptors holder) {
      if (end == holders.length) {
        if (count < end / 2) {
          close();
        } else {
          holders = Arrays.copyOf(holders, end + Math.max(1, end / 2));
        }
      }
      holders[end] = holder;
      count = Math.max(count, 0) + 1;
      return end++;
    }

    /// Closes the gaps.
    private void close() {
      int to = 0;
      for (int from = 0; from < end; from++) {
        Descriptors holder = holders[from];
        if (holder != null) {
          holder.moved(this, from, to);
          holders[to++] = holder;
        }
      }
      Arrays.fill(holders, to, end, null);
      end = to;
    }

    private void drop(int place) {
      holders[place] = null;
      count--;
      while (end > 0 && holders[end - 1] == null) {
        end--;
      }
      if (count == 0) {
        closeUnlessReachable();
      }
    }
  }

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
    return reference == null || reference.isPath ? null : reference.file;
  }

  /// What a descriptor refers to, or null for `EBADF`, also if it was opened with `O_PATH`.
  public @Nullable Reference reference(long fd) {
    Reference reference = raw(fd);
    return reference == null || reference.isPath ? null : reference;
  }

  /// As [#get], for calls that take what was opened with `O_PATH`.
  public @Nullable OpenFile file(long fd) {
    Reference reference = raw(fd);
    return reference == null ? null : reference.file;
  }

  /// As [#reference], for calls that take what was opened with `O_PATH`.
  public @Nullable Reference raw(long fd) {
    return fd < 0 || fd >= slots.length ? null : slots[(int) fd];
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

  /// Whether there is a free descriptor.
  public boolean hasRoom() {
    int fd = 0;
    while (fd < slots.length && slots[fd] != null) {
      fd++;
    }
    return fd < limit;
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
      reference.file.closed();
      return Errno.EMFILE.result();
    }
    closeOnExec(fd, closedOnExec);
    return fd;
  }

  private int open(Reference reference, int from) {
    int fd = from;
    while (fd < slots.length && slots[fd] != null) {
      fd++;
    }
    if (fd >= limit) {
      return -1;
    }
    put(fd, reference);
    return fd;
  }

  /// Whether no number is left for another one.
  public boolean isFull() {
    int fd = 0;
    while (fd < slots.length && slots[fd] != null) {
      fd++;
    }
    return fd >= limit;
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

  private void moved(Reference reference, int from, int to) {
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
    OpenFile file = reference.isPath ? null : reference.file;
    Inode inode = file == null ? null : file.inode();
    if (inode != null && inode.locks != null && owner != null) {
      inode.locks.release(owner);
    }
    if (!locked.isEmpty() && file != null && inode == null) {
      unlock(file);
    }
    if (owner != null) {
      reference.file.closedBy(owner);
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
