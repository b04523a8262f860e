package dev.ringfence.machine;

/// The memory of a machine of 16 bits as far pointers name it: by what a segment register holds and
/// an offset of 16 bits.
///
/// Accesses return false when they fault; then [#vector] and [#errorCode] say how.
public interface FarMemory {
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

  /// The exception of the last access that faulted.
  Vector vector();

  /// Its error code.
  int errorCode();
}
