package dev.ringfence.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `-o FILE`: the report as a file, which is there whole or not at all.
final class ReportFile {
  @Option(
      names = "-o",
      paramLabel = "FILE.json",
      description = "Writes the JSON document to a file, when the run has ended.")
  private @Nullable Path file;

  /// Whether the file cannot be written, which has then been told on standard error.
  boolean isWrong() {
    Path folder = file == null ? null : file.toAbsolutePath().getParent();
    if (file == null || folder == null || Files.isWritable(folder) && !Files.isDirectory(file)) {
      return false;
    }
    System.err.println("ringfence: cannot write " + file);
    return true;
  }

  void write(String text) {
    Path to = file;
    if (to == null) {
      return;
    }
    try {
      Path part = to.resolveSibling(to.getFileName() + ".part");
      try {
        Files.writeString(part, text);
        Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + to + ": " + e.getMessage(), e);
    }
  }
}
