package dev.ringfence.scenario;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/// The shipped scenarios.
@NullUnmarked
public final class Scenarios {
  private static final Path FOLDER = Path.of("scenarios");

  private Scenarios() {}

  /// @param name without `.conf`, below the folder of scenarios
  public static Workload load(String name, String... settings) {
    return load(FOLDER.resolve(name + ".conf"), settings);
  }

  public static Workload load(Path file, String... settings) {
    Workload.Result result = Workload.read(file, null, List.of(settings), true, false);
    assertNotNull(result.workload(), () -> result.diagnostics().toString());
    return result.workload();
  }

  /// All of them, benchmarks and loads apart.
  public static List<Path> all() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".conf"))
          .filter(file -> !file.toString().contains("bench"))
          .filter(file -> !file.startsWith(FOLDER.resolve("load")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
