package dev.ringfence.recording;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Which Ringfence this is.
///
/// @param number the release
/// @param build a checksum of its classes and resources, or "unknown"
public record Version(String number, String build) {
  /// The release, as the project's description has it.
  public static final String NUMBER = "0.1.0-SNAPSHOT";

  private static final String UNKNOWN = "unknown";

  /// The one that runs. The same classes have the same checksum in a folder and in a jar.
  public static Version present() {
    return new Version(NUMBER, checksum());
  }

  /// Both, for people.
  public String text() {
    return number + " (build " + build + ")";
  }

  private static String checksum() {
    try {
      CodeSource source = Version.class.getProtectionDomain().getCodeSource();
      if (source == null) {
        return UNKNOWN;
      }
      Path classes = Path.of(source.getLocation().toURI());
      return sum(Files.isDirectory(classes) ? ofFolder(classes) : ofJar(classes));
    } catch (IOException | URISyntaxException _) {
      return UNKNOWN;
    }
  }

  private static String sum(SortedMap<String, Long> parts) {
    CRC32 sum = new CRC32();
    parts.forEach(
        (name, crc) -> sum.update((name + " " + crc + "\n").getBytes(StandardCharsets.UTF_8)));
    return "%08x".formatted(sum.getValue());
  }

  private static SortedMap<String, Long> ofJar(Path jar) throws IOException {
    SortedMap<String, Long> parts = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (counts(entry.getName())) {
          parts.put(entry.getName(), entry.getCrc());
        }
      }
    }
    return parts;
  }

  private static SortedMap<String, Long> ofFolder(Path folder) throws IOException {
    SortedMap<String, Long> parts = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (counts(name)) {
          CRC32 crc = new CRC32();
          crc.update(Files.readAllBytes(file));
          parts.put(name, crc.getValue());
        }
      }
    }
    return parts;
  }

  private static boolean counts(String name) {
    return !name.endsWith("/") && !name.startsWith("META-INF/");
  }
}
