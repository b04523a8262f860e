package dev.ringfence.kernel.hugetlb;

import dev.ringfence.machine.PhysicalMemory;

/// The machine's pool of huge pages: frames that are set aside at boot for `mmap(2)` with
/// `MAP_HUGETLB`, and are used for nothing else (Linux's `nr_hugepages`).
///
/// A page may be promised before it is used ([#reserve]). Others can then not have it, so that a
/// process that has mapped huge pages finds them when it uses them.
public final class HugePages {
  /// Bytes of a huge page.
  public static final int SIZE = 2 << 20;

  /// Frames of a huge page, of which the first has a number that is a multiple of it.
  public static final int FRAMES = SIZE / PhysicalMemory.FRAME;

  /// Of a machine that has none.
  public static final HugePages NONE = new HugePages(0);

  /// Where the pool begins in memory: what lies below is the kernel's and other pages'.
  private static final int FIRST = FRAMES;

  /// Where `MAP_HUGE_2MB` has the logarithm of the size, and how many bits that has.
  private static final int MAP_HUGE_SHIFT = 26;

  private static final int MAP_HUGE_MASK = 0x3F;

  private final int[] free;
  private int freeCount;
  private int reserved;

  /// @param count how many there are
  public HugePages(int count) {
    free = new int[count];
    for (int i = count - 1; i >= 0; i--) {
      free[freeCount++] = FIRST + i * FRAMES;
    }
  }

  /// Whether the size that the flags of `mmap(2)` name is that of a huge page: none, or its
  /// logarithm.
  public static boolean isSize(int flags) {
    int log = flags >>> MAP_HUGE_SHIFT & MAP_HUGE_MASK;
    return log == 0 || 1L << log == SIZE;
  }

  /// Whether a huge page may begin there.
  public static boolean isAligned(long address) {
    return address % SIZE == 0;
  }

  /// So many bytes, rounded up to whole huge pages.
  public static long sizeUp(long bytes) {
    return bytes + SIZE - 1 & -SIZE;
  }

  /// How many there are.
  public int total() {
    return free.length;
  }

  /// How many nobody uses, those that are reserved included.
  public int free() {
    return freeCount;
  }

  /// How many of the free ones are promised.
  public int reserved() {
    return reserved;
  }

  /// The first frame of the pool.
  public int first() {
    return FIRST;
  }

  /// The first frame behind the pool, or 0 where there is none.
  public int end() {
    return free.length == 0 ? 0 : FIRST + free.length * FRAMES;
  }

  /// Whether a frame belongs to the pool.
  public boolean holds(int frame) {
    return frame >= FIRST && frame < end();
  }

  /// Whether so much memory has room for a pool of so many pages: what lies below it is none of it.
  public static boolean fits(long count, long memory) {
    return count == 0 || count < memory / SIZE;
  }

  /// Promises so many pages. False, with none promised, when there are not so many.
  boolean reserve(int count) {
    if (freeCount - reserved < count) {
      return false;
    }
    reserved += count;
    return true;
  }

  /// So many promises are void.
  void forgo(int count) {
    reserved -= count;
  }

  /// Takes a page out of the pool.
  ///
  /// @param promised whether it is one that was reserved for whoever wants it
  /// @return its first frame, or -1 when there is none for it
  public int take(boolean promised) {
    if (!promised && freeCount <= reserved) {
      return -1;
    }
    reserved -= promised ? 1 : 0;
    return free[--freeCount];
  }

  /// Puts a page back.
  public void put(int frame) {
    free[freeCount++] = frame;
  }
}
