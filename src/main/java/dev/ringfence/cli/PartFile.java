package dev.ringfence.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// A file that is there whole or not at all: it is written beside its place, and moved there at the
/// end. Nothing is written before the first byte, and nothing more after an error, which
/// [#finish] tells.
final class PartFile extends OutputStream {
  private final Path to;
  private final Path part;
  private @Nullable OutputStream out;
  private @Nullable IOException failure;

  PartFile(Path to) {
    this.to = to;
    this.part = to.resolveSibling(to.getFileName() + ".part");
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    if (failure != null) {
      return;
    }
    try {
      OutputStream open = out;
      if (open == null) {
        open = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
        out = open;
      }
      open.write(bytes, from, length);
    } catch (IOException e) {
      failure = e;
    }
  }

  /// Moves it into its place.
  void finish() throws IOException {
    write(new byte[0], 0, 0);
    close();
    if (failure != null) {
      throw failure;
    }
    Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Ends writing.
  @Override
  public void close() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
  }

  /// Removes what has not been moved into its place.
  void remove() throws IOException {
    close();
    Files.deleteIfExists(part);
  }
}
