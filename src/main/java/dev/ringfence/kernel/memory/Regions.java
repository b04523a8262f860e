package dev.ringfence.kernel.memory;

import dev.ringfence.core.Rng;
import dev.ringfence.machine.DataModel;
import dev.ringfence.machine.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/// Where the parts of an address space lie, as Linux has them on a machine; on one of 16 bits,
/// where they lie in the data segment.
///
/// @param stackTop where the main thread's stack begins, downwards; its size is [#STACK_SIZE], and
///     a guard page follows below
/// @param heapLimit how far `brk(2)` may go up from the end of the program
/// @param mapTop below it lie the stacks of threads and shared pages, from the top down
/// @param heapShift how far the heap begins above the end of the program
/// @param word bytes of a pointer
/// @param placement where the segments of a process lie, on a machine of 16 bits: all pages are
///     there, and stay; otherwise null
public record Regions(
    long stackTop,
    long heapLimit,
    long mapTop,
    long heapShift,
    int word,
    @Nullable Placement placement) {
  /// The size of the main thread's stack.
  public static final long STACK_SIZE = 8L << 20;

  private static final Regions WIDE =
      new Regions(0x7FFF_FFFF_F000L, 0x7000_0000_0000L, 0x7F00_0000_0000L, 0, 8, null);

  /// The kernel has the highest of four gigabytes.
  private static final Regions NARROW =
      new Regions(0xBFFF_F000L, 0x7000_0000L, 0xB770_0000L, 0, 4, null);

  /// The stack is what the heap leaves of the segment, at least one page; nothing else can be
  /// mapped.
  private static final Regions SEGMENT = new Regions(0xFFF0, 0xEFF0, 0, 0, 2, null);

  /// The same with the stack, the mappings and the heap moved by whole pages at random, as far as
  /// Linux moves them: on a machine of 32 bits by 8 MiB, 1 MiB and 32 MiB at most, on one of
  /// 64 bits by 16 GiB, 1 TiB and 1 GiB.
  Regions drawn(Rng random) {
    boolean wide = word == Long.BYTES;
    long stack = random.below(wide ? 1 << 22 : 1 << 11);
    long maps = random.below(wide ? 1 << 28 : 1 << 8);
    long heap = random.below(wide ? 1 << 18 : 1 << 13);
    return new Regions(
        stackTop - stack * PhysicalMemory.FRAME,
        heapLimit,
        mapTop - maps * PhysicalMemory.FRAME,
        heap * PhysicalMemory.FRAME,
        word,
        placement);
  }

  /// The same for a process whose segments lie somewhere.
  Regions at(Placement where) {
    return new Regions(stackTop, heapLimit, mapTop, heapShift, word, where);
  }

  /// Bytes of an `int`.
  public int intSize() {
    return Math.min(word, Integer.BYTES);
  }

  /// Whether they are those of a segment of 64 KiB.
  boolean isSegment() {
    return word == Short.BYTES;
  }

  /// The bits that a pointer has.
  public long addresses() {
    return -1L >>> Long.SIZE - 8 * word;
  }

  public static Regions of(DataModel model) {
    return switch (model) {
      case LP64 -> WIDE;
      case ILP32 -> NARROW;
      case IP16 -> SEGMENT;
    };
  }
}
