package dev.ringfence.kernel.memory;

import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Standing;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The processes that map a segment, in the order in which they came to do so. Those that have
/// ended are forgotten some time later.
public final class Mappers implements Standing {
  private static final int FEW = 8;

  private final Segment segment;
  private @Nullable Process[] processes = new Process[1];
  private int end;

  /// How many may have come to map it no longer.
  private int left;

  /// Areas, of those that map it, that were looked through last.
  private @Nullable Object found;

  Mappers(Segment segment) {
    this.segment = segment;
  }

  /// A process has been made that maps it. Another area of the same may follow.
  void add(Process process) {
    if (end > 0 && processes[end - 1] == process) {
      return;
    }
    if (end == processes.length) {
      processes = Arrays.copyOf(processes, end + Math.max(1, end / 2));
    }
    processes[end++] = process;
  }

  /// A process maps it that did not, but may have done so before.
  void addAgain(Process process) {
    if (left > 0) {
      keepBut(process);
    }
    add(process);
  }

  /// A process maps it no longer that goes on.
  void remove(Process process) {
    keepBut(process);
  }

  /// A process that maps it comes to its end, or runs another program.
  void leave() {
    left++;
    if (left > FEW + end / 2) {
      keepBut(null);
    }
  }

  private void keepBut(@Nullable Process one) {
    int to = 0;
    for (int from = 0; from < end; from++) {
      Process process = Objects.requireNonNull(processes[from]);
      if (process != one && has(process)) {
        processes[to++] = process;
      }
    }
    Arrays.fill(processes, to, end, null);
    end = to;
    left = 0;
  }

  @Override
  public boolean has(Process process) {
    if (process.zombie) {
      return false;
    }
    Object mapping = process.memory().mapping();
    if (mapping == found) {
      return true;
    }
    boolean maps = process.memory().maps(segment);
    found = maps ? mapping : found;
    return maps;
  }

  private boolean isGap(int place) {
    return !has(Objects.requireNonNull(processes[place]));
  }

  @Override
  public Iterator<Process> iterator() {
    return new Iterator<>() {
      private int place;

      @Override
      public boolean hasNext() {
        while (place < end && isGap(place)) {
          place++;
        }
        return place < end;
      }

      @Override
      public Process next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return Objects.requireNonNull(processes[place++]);
      }
    };
  }
}
