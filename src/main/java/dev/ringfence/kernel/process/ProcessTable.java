package dev.ringfence.kernel.process;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Processes by their numbers, of which only rising ones are added: an array in chunks, of which
/// those without a process take no room.
final class ProcessTable {
  private static final int SHIFT = 8;
  private static final int CHUNK = 1 << SHIFT;

  /// Neighbours, and how many of them there are.
  private static final class Chunk {
    final @Nullable Process[] processes = new Process[CHUNK];
    int count;
  }

  private @Nullable Chunk[] chunks = new Chunk[4];

  /// The chunk that was left last without a process, for the next numbers.
  private Chunk spare = new Chunk();
  private int size;
  private int last;

  private final View all = new Every();
  private final List<View> ofHosts = new ArrayList<>();

  /// @param hosts how many there are
  ProcessTable(int hosts) {
    for (int i = 0; i < hosts; i++) {
      ofHosts.add(hosts == 1 ? all : new OfHost(i));
    }
  }

  int size() {
    return size;
  }

  @Nullable Process get(int pid) {
    Chunk chunk = pid < 0 || pid >>> SHIFT >= chunks.length ? null : chunks[pid >>> SHIFT];
    return chunk == null ? null : chunk.processes[pid & CHUNK - 1];
  }

  void add(Process process) {
    int pid = process.pid();
    int index = pid >>> SHIFT;
    if (index >= chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(index + 1, chunks.length * 2));
    }
    Chunk chunk = chunks[index];
    if (chunk == null) {
      chunk = spare.count == 0 ? spare : new Chunk();
      chunks[index] = chunk;
    }
    chunk.processes[pid & CHUNK - 1] = process;
    chunk.count++;
    size++;
    last = Math.max(last, pid);
  }

  void remove(int pid) {
    Chunk chunk = get(pid) == null ? null : chunks[pid >>> SHIFT];
    if (chunk != null) {
      chunk.processes[pid & CHUNK - 1] = null;
      size--;
      if (--chunk.count == 0) {
        chunks[pid >>> SHIFT] = null;
        spare = chunk;
      }
    }
  }

  /// All of them by rising number: always the same collection.
  Collection<Process> all() {
    return all;
  }

  /// Those of a host by rising number: always the same collection.
  Collection<Process> on(int host) {
    return ofHosts.get(host);
  }

  /// The same as what wait formulas mean.
  Standing standing(int host) {
    return ofHosts.get(host);
  }

  private abstract static class View extends AbstractCollection<Process> implements Standing {}

  private final class Every extends View {
    @Override
    public int size() {
      return size;
    }

    @Override
    public boolean has(Process process) {
      return get(process.pid()) == process;
    }

    @Override
    public Iterator<Process> iterator() {
      return new Rising(-1);
    }
  }

  private final class OfHost extends View {
    private final int host;

    OfHost(int host) {
      this.host = host;
    }

    @Override
    public int size() {
      int count = 0;
      for (Iterator<Process> each = iterator(); each.hasNext(); each.next()) {
        count++;
      }
      return count;
    }

    @Override
    public boolean has(Process process) {
      return process.host == host && get(process.pid()) == process;
    }

    @Override
    public Iterator<Process> iterator() {
      return new Rising(host);
    }
  }

  private final class Rising implements Iterator<Process> {
    /// Of which host, or -1 for all.
    private final int host;

    private @Nullable Process next;

    Rising(int host) {
      this.host = host;
      next = from(0);
    }

    private @Nullable Process from(int start) {
      for (int pid = start; pid <= last; pid++) {
        Process found = get(pid);
        if (chunks[pid >>> SHIFT] == null) {
          pid |= CHUNK - 1;
        } else if (found != null && (host < 0 || found.host == host)) {
          return found;
        }
      }
      return null;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Process next() {
      Process found = next;
      if (found == null) {
        throw new NoSuchElementException();
      }
      next = from(found.pid() + 1);
      return found;
    }
  }
}
