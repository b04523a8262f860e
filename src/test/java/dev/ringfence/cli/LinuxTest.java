package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each program of `src/test/c` is compiled by gcc and run on Linux, and run by `ringfence exec`:
/// the same output and the same status. Skipped, and said to be, where there is no gcc.
class LinuxTest {
  private record Outcome(String output, int status) {}

  @TempDir Path folder = Path.of("");

  static List<Path> programs() throws IOException {
    try (Stream<Path> tests = Files.list(Path.of("src/test/c"));
        Stream<Path> shipped = Files.walk(Path.of("scenarios"))) {
      return Stream.concat(tests, shipped)
          .filter(file -> file.toString().endsWith(".c"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void program_hereAndOnLinux_printsTheSame(Path program) throws Exception {
    assumeTrue(isThere("gcc"), "gcc is not installed");
    Path binary = folder.resolve("program");
    Outcome built =
        run(List.of("gcc", "-w", "-O0", "-pthread", "-o", binary.toString(), program.toString()));
    assertEquals(0, built.status, built.output);
    Outcome linux = run(List.of("sh", "-c", "\"$0\"", binary.toString()));
    assertEquals(linux, run(exec(program)));
  }

  private static boolean isThere(String command) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, command)));
  }

  private static List<String> exec(Path program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.ringfence.cli.Main", "exec", program.toString()));
    return command;
  }

  /// Runs a command and takes its standard output, to which errors of the command are added.
  private Outcome run(List<String> command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Path.of("src/test/c/input.txt").toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    int status = process.waitFor();
    String text = Files.readString(output, StandardCharsets.ISO_8859_1);
    if (status == 3 && text.isEmpty()) {
      text = Files.readString(errors, StandardCharsets.ISO_8859_1);
    }
    return new Outcome(text, status);
  }
}
