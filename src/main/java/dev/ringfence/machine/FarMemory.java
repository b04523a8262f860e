package dev.ringfence.machine;

import org.jspecify.annotations.Nullable;

/// The memory of a machine of 16 bits as far pointers name it: by what a segment register holds and
/// an offset of 16 bits.
///
/// Accesses return false when they fault; then [#vector] and [#errorCode] say how.
public interface FarMemory {
  /// Turns to the process whose page table this is: its data segment is that table's first page and
  /// what follows.
  ///
  /// @param root the frame of the table, or one below 0 for none
  void load(int root);

  /// Where in its segment an access through a near pointer is made.
  ///
  /// @param address as it was calculated, which may have more than 16 bits
  /// @return 0 to FFFF; or -1 when the access faults
  long near(long address);

  /// What DS holds, to which near pointers are offsets.
  int dataSegment();

  /// Reads a number of 1, 2, 4 or 8 bytes, the lowest first, into [#loaded].
  boolean load(int segment, int offset, int size);

  /// The last number read, zero-extended.
  long loaded();

  /// Writes a number of 1, 2, 4 or 8 bytes, the lowest first.
  boolean store(int segment, int offset, int size, long value);

  /// Whether the last number was written, at least in part, to where others have their memory.
  boolean strayed();

  /// What was written there, if that is so.
  @Nullable Stray stray();

  /// The exception of the last access that faulted.
  Vector vector();

  /// Its error code.
  int errorCode();
}
