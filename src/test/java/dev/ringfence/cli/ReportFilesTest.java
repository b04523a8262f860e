package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.report.JsonDocument;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.output.Ended;
import dev.ringfence.report.output.Output;
import dev.ringfence.report.output.OutputRun;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The report as a file, and how it is written.
class ReportFilesTest {
  private static final String SHELLS = "scenarios/deadlock/bounded-buffer.conf";
  private static final String SMALL = "processes.p.program = \"return 0;\"";

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
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private ReportFiles files(Path... paths) {
    String[] words =
        Stream.of(paths).flatMap(path -> Stream.of("-o", path.toString())).toArray(String[]::new);
    return CommandLine.populateCommand(new ReportFiles(), words);
  }

  private void write(ReportFiles report, Record document) throws IOException {
    Path place = Files.createDirectories(folder.resolve("scenario"));
    Output none = run -> {};
    Outcome outcome = OutputRun.of(place, "processes.p.program = \"\"", none).outcome();
    Files.delete(place.resolve("s.conf"));
    Files.delete(place);
    try (report) {
      assertFalse(report.areWrong());
      report.ended(() -> new Ended(null, outcome, document, "", ""));
      report.finish();
    }
  }

  @Test
  void memory_thatRunsOutWhileWriting_leavesTheFileAsItWas() throws IOException {
    Path file = folder.resolve("report.json");
    ReportFiles report = files(file);
    assertThrows(OutOfMemoryError.class, () -> write(report, Lines.until(90_000)));
    assertEquals(List.of(), files());
    Files.writeString(file, "the last one");
    assertThrows(OutOfMemoryError.class, () -> write(report, Lines.until(90_000)));
    assertEquals("the last one", Files.readString(file));
    write(report, Lines.until(-1));
    assertTrue(Files.readString(file).endsWith("\"line 99999\"\n  ]\n}\n"));
    assertEquals(List.of("report.json"), files());
  }

  @Test
  void run_withFilesOfSeveralForms_writesThemAll() throws IOException {
    Path json = folder.resolve("one.json");
    Path strace = folder.resolve("two.strace");
    told(run("-o", json.toString(), "-o", strace.toString()), 0);
    assertTrue(Files.readString(json).contains("\"outcome\": \"finished\""));
    assertTrue(Files.readString(strace).contains("+++ exited with 0 +++"));
    assertEquals(List.of("one.json", "small.conf", "two.strace"), files());
  }

  @Test
  void file_thatCannotBeWritten_isRefusedBeforeTheRun() throws IOException {
    told(run("-o", folder.resolve("x.txt").toString()), 2, "known are .json, ");
    told(run("-o", folder.resolve("no/x.json").toString()), 2, "there is no folder");
    Files.createDirectory(folder.resolve("y.json"));
    told(run("-o", folder.resolve("y.json").toString()), 2, "it is a folder");
    String twice = folder.resolve("z.json").toString();
    told(run("-o", twice, "-o", folder.resolve("./z.json").toString()), 2, "given twice");
  }

  @Test
  void variants_ofAScenario_haveASuiteEachInOneFile() throws IOException {
    Path file = folder.resolve("results.xml");
    String text = SMALL + "\nvariants { a.machine.cpus = 1, b.machine.cpus = 2 }";
    told(runText(text, "-o", file.toString()), 0);
    String xml = Files.readString(file);
    assertEquals(3, xml.split("<testsuite ").length, xml);
    assertTrue(xml.contains(".a\"") && xml.contains(".b\""), xml);
    String json = folder.resolve("one.json").toString();
    told(runText(text, "-o", json), 2, "choose a variant");
  }

  @Test
  void files_ofARun_areTheSameInAllShells() throws IOException {
    List<String> endings = List.of("pftrace", "folded", "offcpu.folded", "dot", "xml", "strace");
    Map<String, byte[]> first = new HashMap<>();
    for (String shell : List.of("--traps=slices", "--traps=messages", "--threads=2", "-q")) {
      List<String> words = new ArrayList<>(List.of("run", SHELLS, shell));
      for (String ending : endings) {
        words.addAll(List.of("-o", folder.resolve("a." + ending).toString()));
      }
      if (shell.equals("-q")) {
        words.add("--interpreter");
      }
      told(CommandTest.execute(words.toArray(String[]::new)), 0);
      for (String ending : endings) {
        byte[] bytes = Files.readAllBytes(folder.resolve("a." + ending));
        assertTrue(bytes.length > 0, ending);
        assertArrayEquals(first.computeIfAbsent(ending, _ -> bytes), bytes, shell + ending);
      }
    }
  }

  @Test
  void exec_withAFile_leavesTheProgramsOutputAlone() throws IOException {
    Path program = folder.resolve("p.c");
    Files.writeString(program, "#include <unistd.h>\nint main(void) { getppid(); return 3; }\n");
    Path file = folder.resolve("p.folded");
    CommandTest.Outcome outcome =
        CommandTest.execute("exec", "-o", file.toString(), program.toString());
    told(outcome, 3);
    assertEquals("", outcome.output());
    assertTrue(Files.readString(file).contains("p;_start;main"), Files.readString(file));
  }

  @Test
  void load_writesExpectationsAndRefusesWhatTellsOfOneRun() throws IOException {
    Path scenario = folder.resolve("load.conf");
    Files.writeString(
        scenario, "load { stages = [\"1s -> 50/s\"], drain = 1 s, processes { p = 1 } }\n" + SMALL);
    Path file = folder.resolve("load.xml");
    told(CommandTest.execute("load", scenario.toString(), "-o", file.toString()), 0);
    assertTrue(Files.readString(file).contains("name=\"errors: none\""));
    String dot = folder.resolve("load.dot").toString();
    told(CommandTest.execute("load", scenario.toString(), "-o", dot), 2, "does not tell of a load");
  }

  @Test
  void scenario_thatIsWrong_leavesNoFile() throws IOException {
    Path file = folder.resolve("report.json");
    told(run("-o", file.toString(), "-D", "machine.cpus=none"), 3);
    assertEquals(List.of("small.conf"), files());
  }

  private CommandTest.Outcome run(String... options) throws IOException {
    return runText(SMALL, options);
  }

  private CommandTest.Outcome runText(String text, String... options) throws IOException {
    Path scenario = folder.resolve("small.conf");
    Files.writeString(scenario, text);
    List<String> words = new ArrayList<>(List.of("run", scenario.toString()));
    words.addAll(List.of(options));
    return CommandTest.execute(words.toArray(String[]::new));
  }

  private static void told(CommandTest.Outcome outcome, int status, String... parts) {
    assertEquals(status, outcome.status(), outcome.errors());
    for (String part : parts) {
      assertTrue(outcome.errors().contains(part), outcome.errors());
    }
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
