package dev.ringfence.report.html;

import dev.ringfence.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What happened to the pages of processes, in at most so many spans of time of the same length.
final class MemoryUse {
  private static final int SPANS = 512;

  /// What is counted in each span, by the numbers that the page knows.
  private enum Count {
    FILLED,
    COPIED,
    IN,
    OUT
  }

  private long width = 1024;
  private final long[][] counts = new long[Count.values().length][SPANS];

  /// Pages of processes at the end of each span, or 0 where nothing happened in it.
  private final long[] resident = new long[SPANS];

  private final Map<Integer, Long> pages = new HashMap<>();
  private final Map<Integer, Long> most = new TreeMap<>();
  private long now;

  void accept(Event event, long nanos) {
    switch (event) {
      case Event.PageFilled filled -> {
        count(filled.copied() ? Count.COPIED : Count.FILLED, nanos);
        change(filled.pid(), 1, nanos);
      }
      case Event.PagedIn in -> {
        count(Count.IN, nanos);
        change(in.pid(), 1, nanos);
      }
      case Event.PagedOut out -> {
        count(Count.OUT, nanos);
        change(out.pid(), -1, nanos);
      }
      case Event.ProcessExited exited -> {
        now -= pages.getOrDefault(exited.pid(), 0L);
        pages.remove(exited.pid());
        resident[span(nanos)] = now + 1;
      }
      default -> {}
    }
  }

  private void change(int pid, long by, long nanos) {
    if (pid != 0) {
      long before = pages.getOrDefault(pid, 0L);
      long after = Math.max(0, before + by);
      pages.put(pid, after);
      most.merge(pid, after, Math::max);
      now += after - before;
    }
    resident[span(nanos)] = now + 1;
  }

  private void count(Count what, long nanos) {
    counts[what.ordinal()][span(nanos)]++;
  }

  private int span(long nanos) {
    while (nanos / width >= SPANS) {
      for (long[] count : counts) {
        for (int i = 0; i < SPANS; i++) {
          count[i] = i < SPANS / 2 ? count[2 * i] + count[2 * i + 1] : 0;
        }
      }
      for (int i = 0; i < SPANS; i++) {
        boolean is = i < SPANS / 2;
        resident[i] = !is ? 0 : resident[2 * i + 1] != 0 ? resident[2 * i + 1] : resident[2 * i];
      }
      width *= 2;
    }
    return (int) (nanos / width);
  }

  /// @param width nanoseconds of a span
  /// @param resident pages that processes had been given and that were not put away, at the end of
  ///     each span
  /// @param most pid, and the most pages that the process had, of those that had the most
  record Told(
      long width,
      long[] filled,
      long[] copied,
      long[] in,
      long[] out,
      long[] resident,
      List<long[]> most) {}

  /// @param end when the run ended
  Told told(long end, int processes) {
    int spans = span(end) + 1;
    long[] level = new long[spans];
    long last = 0;
    for (int i = 0; i < spans; i++) {
      last = resident[i] == 0 ? last : resident[i] - 1;
      level[i] = last;
    }
    List<long[]> greatest = new ArrayList<>();
    most.forEach((pid, count) -> greatest.add(new long[] {pid, count}));
    greatest.sort((one, other) -> Long.compare(other[1], one[1]));
    return new Told(
        width,
        part(Count.FILLED, spans),
        part(Count.COPIED, spans),
        part(Count.IN, spans),
        part(Count.OUT, spans),
        level,
        greatest.stream().limit(processes).toList());
  }

  private long[] part(Count what, int spans) {
    return java.util.Arrays.copyOf(counts[what.ordinal()], spans);
  }
}
