package dev.ringfence.kernel.file;

import dev.ringfence.kernel.process.Act;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Standing;
import dev.ringfence.kernel.process.Wait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An open file and which descriptors refer to it, in all processes.
///
/// As processes, those that have descriptors for it, once for each descriptor.
public final class Reference implements Standing {
  private final OpenFile file;

  /// Whether it was opened with `O_PATH`: then few calls take it.
  final boolean isPath;

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
    return process.descriptors().has(this);
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
  int add(Descriptors holder) {
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

  void drop(int place) {
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
