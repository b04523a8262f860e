package dev.ringfence.scenario.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.scenario.SourceFiles;
import dev.ringfence.scenario.Workload;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.c.lex.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scenarios that include other files, and that come from elsewhere than the disk.
class IncludesTest {
  private static final String SCENARIO = "include \"more.conf\"\nprocesses.p.program = \"p.c\"\n";

  @TempDir Path folder = Path.of("");

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.writeString(file, text);
  }

  private String errors(Path file) {
    return Workload.read(file, null, List.of(), true, false).diagnostics().stream()
        .map(Diagnostic::render)
        .collect(Collectors.joining());
  }

  @Test
  void include_ofAFileBesideTheScenario_addsItsKeys() throws IOException {
    Path file = write("s.conf", SCENARIO);
    write("more.conf", "include \"deeper/still.conf\"\nmachine.cpus = 3\n");
    write("deeper/still.conf", "include \"beside.conf\"\nseed = 7\n");
    write("deeper/beside.conf", "define.N = 5\n");
    write("p.c", "#include \"n.h\"\nint main(void) { return VALUE; }\n");
    write("n.h", "#define VALUE 4\n");
    SourceFiles files = SourceFiles.ofDisk();
    Workload read = Workload.read(files, file, null, List.of(), true, false).workload();
    assertNotNull(read);
    assertEquals(3, read.scenario().machine().cpus());
    assertEquals(7, read.scenario().seed());
    assertEquals("5", read.scenario().define().get("N"));
    assertEquals(6, files.all().size(), files.all().keySet().toString());
  }

  @Test
  void files_thatWereKept_areTheWholeScenario() throws IOException {
    Path file = write("s.conf", SCENARIO);
    write("more.conf", "machine.cpus = 3\nfiles.data.from = \"d.txt\"\n");
    write("d.txt", "1 2 3");
    write("p.c", "int main(void) { return 0; }\n");
    SourceFiles disk = SourceFiles.ofDisk();
    assertNotNull(Workload.read(disk, file, null, List.of(), true, false).workload());
    Map<String, byte[]> kept = new TreeMap<>(disk.all());
    for (String name : List.of("s.conf", "more.conf", "d.txt", "p.c")) {
      Files.delete(folder.resolve(name));
    }
    SourceFiles only = SourceFiles.of(kept);
    assertNotNull(Workload.read(only, file, null, List.of(), true, false).workload());
    kept.remove(folder.resolve("d.txt").toString());
    only = SourceFiles.of(kept);
    assertNull(Workload.read(only, file, null, List.of(), true, false).workload());
  }

  @Test
  void errors_inAnIncludedFile_areToldWithItsNameAndLine() throws IOException {
    Path file = write("s.conf", SCENARIO);
    write("p.c", "int main(void) { return 0; }\n");
    write("more.conf", "\nmachine.cpus = many\n");
    assertTrue(errors(file).contains("more.conf:2:1"), errors(file));
    write("more.conf", "\nmachine { cpus = 2\n");
    assertTrue(errors(file).contains("more.conf:"), errors(file));
  }

  @Test
  void include_thatCannotBe_isAnError() throws IOException {
    Path file = write("s.conf", SCENARIO);
    assertTrue(errors(file).contains("cannot include " + folder.resolve("more.conf")));
    write("more.conf", "include \"s.conf\"\n");
    assertTrue(errors(file).contains("nested too deeply"), errors(file));
    file = write("t.conf", "include url(\"http://localhost/x\")\n");
    assertTrue(errors(file).contains("only files can be included"), errors(file));
    file = write("t.conf", "include classpath(\"ringfence.conf\")\n");
    assertTrue(errors(file).contains("only files can be included"), errors(file));
  }
}
