package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.report.JsonDocument;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The report as a file, and how it is written.
class ReportFileTest {
  @TempDir Path folder = Path.of("");

  /// A report of 100,000 lines.
  ///
  /// @param end how many can be made before memory runs out
  private record Lines(List<String> lines) {
    static Lines until(int end) {
      return new Lines(
          new AbstractList<>() {
            @Override
            public String get(int index) {
              if (index == end) {
                throw new OutOfMemoryError("line " + index);
              }
              return "line " + index;
            }

            @Override
            public int size() {
              return 100_000;
            }
          });
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void memory_thatRunsOutWhileWriting_leavesTheFileAsItWas() throws IOException {
    Path file = folder.resolve("report.json");
    ReportFile report = CommandLine.populateCommand(new ReportFile(), "-o", file.toString());
    JsonDocument document = new JsonDocument(Lines.until(90_000));
    assertThrows(OutOfMemoryError.class, () -> report.write(document));
    assertEquals(List.of(), files());
    Files.writeString(file, "the last one");
    assertThrows(OutOfMemoryError.class, () -> report.write(document));
    assertEquals("the last one", Files.readString(file));
    report.write(new JsonDocument(Lines.until(-1)));
    assertTrue(Files.readString(file).endsWith("\"line 99999\"\n  ]\n}\n"));
    assertEquals(List.of("report.json"), files());
  }

  @Test
  void document_isNeverOneText() throws IOException {
    int[] longest = {0, 0};
    StringWriter out =
        new StringWriter() {
          @Override
          public void write(String text, int from, int length) {
            longest[0] = Math.max(longest[0], length);
            longest[1] += length;
          }
        };
    new JsonDocument(Lines.until(-1)).write(out);
    assertTrue(longest[1] > 900_000, longest[1] + " characters");
    assertTrue(longest[0] < 1000, longest[0] + " characters at once");
  }
}
