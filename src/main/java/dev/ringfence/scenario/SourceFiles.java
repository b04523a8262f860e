package dev.ringfence.scenario;

import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files that a user names: scenarios, C programs, and what these refer to. They come from the
/// disk, or all of them from a recording; what was read is kept, so that it can be recorded.
public final class SourceFiles {
  private static final int LARGEST = 4 << 20;

  /// How compiled programs begin.
  private static final int ELF = 0x7F454C46;

  private final @Nullable Map<String, byte[]> given;
  private final Map<String, byte[]> read = new TreeMap<>();

  private SourceFiles(@Nullable Map<String, byte[]> given) {
    this.given = given;
  }

  /// Those on the disk.
  public static SourceFiles ofDisk() {
    return new SourceFiles(null);
  }

  /// These and no others.
  ///
  /// @param files by path, as [#all] has them
  public static SourceFiles of(Map<String, byte[]> files) {
    return new SourceFiles(Map.copyOf(files));
  }

  /// All that was read so far, or all of a recording, by path.
  public Map<String, byte[]> all() {
    return given != null ? given : Collections.unmodifiableMap(read);
  }

  /// Whether there is such a file, and no folder.
  public boolean has(Path path) {
    return given == null ? Files.isRegularFile(path) : given.containsKey(key(path));
  }

  private static String key(Path path) {
    return path.normalize().toString();
  }

  /// A file's bytes, or null when it cannot be had.
  public byte @Nullable [] bytes(Path path) {
    try {
      return has(path) ? load(path) : null;
    } catch (IOException | SecurityException _) {
      return null;
    }
  }

  private byte @Nullable [] load(Path path) throws IOException {
    if (given != null) {
      return given.get(key(path));
    }
    if (Files.size(path) > LARGEST) {
      return null;
    }
    byte[] bytes = Files.readAllBytes(path);
    read.put(key(path), bytes);
    return bytes;
  }

  /// A file's text, or null, with an error at its beginning, when it cannot be had.
  public @Nullable Source read(Path path, Diagnostics diagnostics) {
    String problem;
    try {
      boolean folder = given == null && Files.isDirectory(path);
      boolean there = given == null ? Files.exists(path) : has(path);
      byte[] bytes = folder || !there ? null : load(path);
      String foreign = bytes == null ? null : noText(bytes);
      if (bytes != null && foreign == null) {
        return new Source(path.toString(), Source.decode(bytes), false);
      }
      problem =
          foreign != null
              ? foreign
              : folder ? "is a directory" : there ? "larger than 4 MiB" : "no such file";
    } catch (IOException | SecurityException e) {
      problem = "cannot be read: " + e.getMessage();
    }
    Source none = new Source(path.toString(), "", false);
    diagnostics.error(none.place(1, ""), "cannot read " + path, problem);
    return null;
  }

  /// What a file is whose beginning says that it is no text to read, or null.
  private static @Nullable String noText(byte[] bytes) {
    int first = bytes.length < 4 ? 0 : ByteBuffer.wrap(bytes).getInt();
    return switch (first >>> 16) {
      case 0xFFFE, 0xFEFF -> "is UTF-16: save it as UTF-8";
      default -> first == ELF ? "is a compiled program: name its source" : null;
    };
  }
}
