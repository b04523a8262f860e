package dev.ringfence.machine;

import java.util.Arrays;

/// Which frame a page of an address space was last found in: the kernel's own small TLB, with one
/// slot for many pages.
final class FrameCache {
  private static final int SLOTS = 256;
  private static final int NONE = -1;

  private final long[] pages = new long[SLOTS];
  private final int[] roots = new int[SLOTS];
  private final int[] frames = new int[SLOTS];

  FrameCache() {
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
