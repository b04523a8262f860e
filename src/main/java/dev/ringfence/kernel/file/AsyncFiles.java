package dev.ringfence.kernel.file;

import dev.ringfence.core.Signal;
import dev.ringfence.kernel.process.Processes;
import java.util.ArrayList;
import java.util.List;

/// The open files that share a source of news and whose owners are told of it by signals
/// (`O_ASYNC` of `fcntl(2)`): whoever asked last is told first.
public final class AsyncFiles {
  /// @param fd the descriptor by which it was asked for
  private record Entry(Reference reference, int fd, Processes processes) {
    void tell(Band band) {
      SignalOwner owner = reference.signalOwner;
      if (owner != null) {
        owner.tell(processes, band, fd);
      }
    }
  }

  private List<Entry> entries = List.of();

  /// Has an open file's owner be told.
  ///
  /// @return whether that is new
  boolean add(Reference reference, int fd, Processes processes) {
    List<Entry> next = new ArrayList<>(entries);
    Entry entry = new Entry(reference, fd, processes);
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).reference == reference) {
        next.set(i, entry);
        entries = next;
        return false;
      }
    }
    next.addFirst(entry);
    entries = next;
    return true;
  }

  /// Has it be told no more.
  ///
  /// @return whether it was
  boolean remove(Reference reference) {
    List<Entry> next = new ArrayList<>(entries);
    boolean removed = next.removeIf(entry -> entry.reference == reference);
    entries = next;
    return removed;
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /// Tells none of them any more.
  public void clear() {
    entries.forEach(entry -> entry.reference.isAsync = false);
    entries = List.of();
  }

  /// Tells all of them.
  public void tell(Band band) {
    if (!entries.isEmpty()) {
      entries.forEach(entry -> entry.tell(band));
    }
  }

  /// Tells those of urgent data that have asked for a signal of their own; of the others the owners
  /// are sent [Signal#SIGURG] in any case.
  public void tellUrgent() {
    for (Entry entry : entries) {
      SignalOwner owner = entry.reference.signalOwner;
      if (owner != null && owner.signal() != 0) {
        entry.tell(Band.PRI);
      }
    }
  }
}
