package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The programs of `src/test/c16` on the machines of 16 bits, for which there is no gcc to compare
/// with: `NAME.out` beside each holds what C11 and the widths of its types say it prints.
class SegmentedProgramTest {
  private static final Path FOLDER = Path.of("src/test/c16");

  /// A program and where it runs.
  record Case(Path program, String machine) {}

  static List<Case> cases() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".c"))
          .sorted()
          .flatMap(file -> Stream.of("8086", "80286").map(machine -> new Case(file, machine)))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void program_onAMachineOf16Bits_printsWhatItsTypesSay(Case given) throws IOException {
    CommandTest.Outcome outcome =
        CommandTest.execute("exec", "--machine=" + given.machine, given.program.toString());
    String expected = Files.readString(Path.of(given.program.toString().replace(".c", ".out")));
    assertEquals(expected, outcome.output() + outcome.errors());
  }
}
