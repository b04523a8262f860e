package dev.ringfence.machine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which frame a page of an address space was last found in, and its bytes: the kernel's own small
/// TLB, with one slot for many pages.
final class FrameCache {
  private static final int SLOTS = 256;
  private static final int NONE = -1;

  private final long[] pages = new long[SLOTS];
  private final int[] roots = new int[SLOTS];
  private final int[] frames = new int[SLOTS];
  private final PhysicalMemory memory;
  private final byte[] @Nullable [] bytes = new byte[SLOTS][];

  /// What [PhysicalMemory#losses] was when the bytes were found, or -1 if they were not.
  private final long[] losses = new long[SLOTS];

  FrameCache(PhysicalMemory memory) {
    this.memory = memory;
    clear();
  }

  /// The frame of a page, or -1 if that is not known.
  int get(int root, long page) {
    int slot = slot(root, page);
    return roots[slot] == root && pages[slot] == page ? frames[slot] : NONE;
  }

  void put(int root, long page, int frame) {
    int slot = slot(root, page);
    roots[slot] = root;
    pages[slot] = page;
    frames[slot] = frame;
    losses[slot] = NONE;
  }

  /// The bytes of a page's frame, or null if they are not known.
  byte @Nullable [] bytes(int root, long page) {
    int slot = slot(root, page);
    boolean known = roots[slot] == root && pages[slot] == page && losses[slot] == memory.losses();
    return known ? bytes[slot] : null;
  }

  /// Keeps the bytes of the frame of a page that was [#put] last in its slot.
  void keep(int root, long page, byte[] found) {
    int slot = slot(root, page);
    bytes[slot] = found;
    losses[slot] = memory.losses();
  }

  void drop(int root, long page) {
    int slot = slot(root, page);
    if (roots[slot] == root && pages[slot] == page) {
      roots[slot] = NONE;
    }
  }

  void clear() {
    Arrays.fill(roots, NONE);
  }

  private static int slot(int root, long page) {
    return (int) (page ^ page >>> 8 ^ root * 31) & SLOTS - 1;
  }
}
