package dev.ringfence.report.view;

import dev.ringfence.kernel.memory.FrameMap;
import dev.ringfence.kernel.memory.FrameMap.Use;
import dev.ringfence.machine.Entry;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.report.view.fault.EntryWords;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// The frame map: whose each frame of physical memory is. Neighbours that are used alike, for pages
/// that are neighbours too, have one line.
final class FrameList {
  /// Of so many processes that share a frame the numbers are shown.
  private static final int MOST_SHOWN = 8;

  private final FrameMap frames;
  private final StringBuilder out = new StringBuilder();

  private FrameList(FrameMap frames) {
    this.frames = frames;
  }

  static String of(FrameMap frames) {
    FrameList list = new FrameList(frames);
    list.heading();
    int first = 0;
    for (int frame = 1; frame <= frames.end(); frame++) {
      if (!list.continues(first, frame)) {
        list.run(first, frame - 1);
        first = frame;
      }
    }
    if (first < frames.frames()) {
      list.run(first, frames.frames() - 1);
    }
    return list.out.toString();
  }

  private void heading() {
    int free = frames.count(FrameMap.Kind.FREE);
    out.append(
        "%,d frames of %d bytes, %,d in use, %,d free\n"
            .formatted(frames.frames(), PhysicalMemory.FRAME, frames.frames() - free, free));
    out.append("           frames  use         rights  pages                              of\n");
  }

  private boolean continues(int first, int frame) {
    Use begin = frames.use(first);
    Use use = frames.use(frame);
    boolean alike = begin.kind() == use.kind() && begin.pids().equals(use.pids());
    return switch (use.kind()) {
      case PAGE_TABLE -> false;
      case RESERVED, ZERO_PAGE, FREE, KERNEL, UNMAPPED -> alike;
      case PROGRAM, FILE, SHARED, ANONYMOUS, HUGE ->
          alike
              && Objects.equals(rights(begin), rights(use))
              && (use.pids().isEmpty()
                  || use.address()
                      == begin.address() + (long) (frame - first) * PhysicalMemory.FRAME);
    };
  }

  private void run(int first, int last) {
    Use use = frames.use(first);
    String numbers = first == last ? "" + first : first + "-" + last;
    long pages = (long) (last - first + 1) * PhysicalMemory.FRAME;
    boolean isTable = use.kind() == FrameMap.Kind.PAGE_TABLE;
    String where =
        isTable
            ? EntryWords.table((int) use.entry()) + " from %#x".formatted(use.address())
            : isMapped(use) ? "%#x-%#x".formatted(use.address(), use.address() + pages) : "";
    String line =
        "%17s  %-10s  %-6s  %-33s  %s"
            .formatted(numbers, word(use.kind()), rights(use), where, pids(use.pids()));
    out.append(line.stripTrailing()).append('\n');
  }

  private static boolean isMapped(Use use) {
    return !use.pids().isEmpty() && use.kind() != FrameMap.Kind.PAGE_TABLE;
  }

  /// The rights of ring 3, and `c` where a write makes a copy.
  private static String rights(Use use) {
    if (!isMapped(use)) {
      return "";
    }
    long entry = use.entry();
    boolean copied = Entry.has(entry, Entry.COPY_ON_WRITE);
    return (Entry.has(entry, Entry.USER) ? "r" : "-")
        + (Entry.has(entry, Entry.WRITABLE) ? "w" : copied ? "c" : "-")
        + (Entry.has(entry, Entry.NO_EXECUTE) ? "-" : "x");
  }

  private static String word(FrameMap.Kind kind) {
    return switch (kind) {
      case RESERVED -> "reserved";
      case ZERO_PAGE -> "zero page";
      case FREE -> "free";
      case KERNEL -> "kernel";
      case PAGE_TABLE -> "page table";
      case PROGRAM -> "program";
      case FILE -> "file";
      case SHARED -> "shared";
      case ANONYMOUS -> "anonymous";
      case HUGE -> "huge";
      case UNMAPPED -> "unmapped";
    };
  }

  private static String pids(List<Integer> pids) {
    String shown =
        pids.stream().limit(MOST_SHOWN).map(String::valueOf).collect(Collectors.joining(" "));
    int more = pids.size() - MOST_SHOWN;
    return more > 0 ? shown + " and %,d more".formatted(more) : shown;
  }
}
