package dev.ringfence.cli;

import com.google.gson.JsonIOException;
import dev.ringfence.report.JsonDocument;
import java.io.IOException;
import java.io.Writer;
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

  /// Writes it beside the file first: what goes wrong meanwhile leaves the file as it was.
  void write(JsonDocument document) {
    Path to = file;
    if (to == null) {
      return;
    }
    try {
      Path part = to.resolveSibling(to.getFileName() + ".part");
      try {
        try (Writer out = Files.newBufferedWriter(part)) {
          document.write(out);
        }
        Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException | JsonIOException e) {
      throw new IllegalStateException("cannot write " + to + ": " + e.getMessage(), e);
    }
  }
}
