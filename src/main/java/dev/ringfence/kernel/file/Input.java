package dev.ringfence.kernel.file;

/// What is typed at the console.
public interface Input {
  /// Fills the start of the buffer, and waits for as long as nothing has been typed.
  ///
  /// @return how many bytes, 0 at the end of the input
  int read(byte[] buffer);
}
