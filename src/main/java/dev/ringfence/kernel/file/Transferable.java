package dev.ringfence.kernel.file;

/// An open file whose bytes the kernel can move by itself, without a buffer of a process, as
/// `splice(2)` does.
public interface Transferable extends OpenFile {
  /// Where the next `read(2)` or `write(2)` begins.
  long position();

  /// Moves there.
  void position(long next);

  /// Whether what is written moves an offset on.
  default boolean counts() {
    return true;
  }

  /// Fills the buffer from an offset on: how many bytes, or a negative error number.
  int fetch(byte[] to, long from);

  /// Writes at an offset: how many of the bytes, or a negative error number.
  long store(byte[] from, int count, long to);
}
