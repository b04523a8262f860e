package dev.ringfence.report.html;

import dev.ringfence.event.Event;
import dev.ringfence.event.ProgramEvent;
import java.util.ArrayList;
import java.util.Arrays;
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

  /// Frames in use at the end of each span, and one more; or 0 where that has not changed in it.
  private final long[] frames = new long[SPANS];

  private final Map<Integer, Long> pages = new HashMap<>();
  private final Map<Integer, Long> most = new TreeMap<>();

  void accept(Event event, long nanos) {
    switch (event) {
      case Event.PageFilled filled -> {
        count(filled.copied() ? Count.COPIED : Count.FILLED, nanos);
        change(filled.pid(), 1);
      }
      case Event.PagedIn in -> {
        count(Count.IN, nanos);
        change(in.pid(), 1);
      }
      case Event.PagedOut out -> {
        count(Count.OUT, nanos);
        change(out.pid(), -1);
      }
      case Event.ProcessExited exited -> {
        pages.remove(exited.pid());
      }
      case ProgramEvent.FramesUsed used -> {
        frames[span(nanos)] = used.frames() + 1L;
      }
      default -> {}
    }
  }

  private void change(int pid, long by) {
    if (pid != 0) {
      long after = Math.max(0, pages.getOrDefault(pid, 0L) + by);
      pages.put(pid, after);
      most.merge(pid, after, Math::max);
    }
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
        frames[i] = !is ? 0 : frames[2 * i + 1] != 0 ? frames[2 * i + 1] : frames[2 * i];
      }
      width *= 2;
    }
    return (int) (nanos / width);
  }

  /// @param width nanoseconds of a span
  /// @param frames in use at the end of each span
  /// @param most pid, and the most pages that the process had, of those that had the most
  record Told(
      long width,
      List<Long> filled,
      List<Long> copied,
      List<Long> in,
      List<Long> out,
      List<Long> frames,
      List<long[]> most) {}

  /// @param end when the run ended
  Told told(long end, int processes) {
    int spans = span(end) + 1;
    List<Long> level = new ArrayList<>();
    long last = 0;
    for (int i = 0; i < spans; i++) {
      last = frames[i] == 0 ? last : frames[i] - 1;
      level.add(last);
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

  private List<Long> part(Count what, int spans) {
    return Arrays.stream(counts[what.ordinal()]).limit(spans).boxed().toList();
  }
}
