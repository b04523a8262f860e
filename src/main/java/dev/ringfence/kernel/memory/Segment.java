package dev.ringfence.kernel.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Memory that several address spaces may map: pages that get a frame when somebody first uses
/// them, until the last area that maps them is gone. The pages of a file are then put back.
public final class Segment {
  private final Frames frames;
  private final @Nullable Backing backing;
  private final Map<Long, Integer> pages = new HashMap<>();
  private int areas;

  /// @param backing the file, or null for zeros
  Segment(Frames frames, @Nullable Backing backing) {
    this.frames = frames;
    this.backing = backing;
  }

  /// Whether there is such a page: a file ends somewhere.
  boolean has(long page) {
    return backing == null || backing.has(page);
  }

  /// The frame of a page by its number, or -1 when memory is out.
  int frame(long page) {
    Integer known = pages.get(page);
    if (known != null) {
      return known;
    }
    int made = frames.allocate();
    if (made >= 0) {
      pages.put(page, made);
      if (backing != null) {
        backing.load(page, frames.memory().materialise(made));
      }
    }
    return made;
  }

  /// Puts what was written to the pages from `first` to `last` into the file.
  public void store(long first, long last) {
    pages.forEach(
        (page, frame) -> {
          if (backing != null && page >= first && page <= last) {
            backing.store(page, frames.memory().materialise(frame));
          }
        });
  }

  /// Shows in the pages from `first` to `last` what the file holds now.
  public void load(long first, long last) {
    pages.forEach(
        (page, frame) -> {
          if (backing != null && page >= first && page <= last) {
            backing.load(page, frames.memory().materialise(frame));
          }
        });
  }

  /// Those that hold its pages.
  Collection<Integer> frames() {
    return pages.values();
  }

  void mapped() {
    areas++;
  }

  void unmapped() {
    areas--;
    if (areas == 0) {
      store(0, Long.MAX_VALUE);
      pages.values().forEach(frames::release);
      pages.clear();
      if (backing != null) {
        backing.segment(null);
      }
    }
  }
}
