package dev.ringfence.kernel.memory;

import java.util.HashMap;
import java.util.Map;

/// Memory that several address spaces may map: pages that get a frame when somebody first uses
/// them, until the last area that maps them is gone.
public final class Segment {
  private final Frames frames;
  private final Map<Long, Integer> pages = new HashMap<>();
  private int areas;

  Segment(Frames frames) {
    this.frames = frames;
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
    }
    return made;
  }

  void mapped() {
    areas++;
  }

  void unmapped() {
    areas--;
    if (areas == 0) {
      pages.values().forEach(frames::release);
      pages.clear();
    }
  }
}
