package dev.ringfence.scenario;

import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads the files that a user names: scenarios and C programs.
public final class SourceFiles {
  private static final int LARGEST = 4 << 20;

  private SourceFiles() {}

  /// A file's bytes, or null when it cannot be had.
  public static byte @Nullable [] bytes(Path path) {
    try {
      return Files.isRegularFile(path) && Files.size(path) <= LARGEST
          ? Files.readAllBytes(path)
          : null;
    } catch (IOException | SecurityException _) {
      return null;
    }
  }

  /// A file's text, or null, with an error at its beginning, when it cannot be had.
  public static @Nullable Source read(Path path, Diagnostics diagnostics) {
    String problem;
    try {
      if (!Files.exists(path)) {
        problem = "no such file";
      } else if (Files.isDirectory(path)) {
        problem = "is a directory";
      } else if (Files.size(path) > LARGEST) {
        problem = "larger than 4 MiB";
      } else {
        return new Source(path.toString(), Source.decode(Files.readAllBytes(path)), false);
      }
    } catch (IOException | SecurityException e) {
      problem = "cannot be read: " + e.getMessage();
    }
    Source none = new Source(path.toString(), "", false);
    diagnostics.error(none.place(1, ""), "cannot read " + path, problem);
    return null;
  }
}
