package dev.ringfence.scenario.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.scenario.Workload;
import dev.ringfence.kernel.tty.TerminalSpec;
import dev.ringfence.kernel.tty.TerminalSpec.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keys of terminals: read, or told to be wrong with their place.
class TerminalsReaderTest {
  @TempDir Path folder = Path.of("");

  private Workload.Result read(String keys) throws IOException {
    String scenario = keys + "\nprocesses.p.program = \"return 0;\"\n";
    Path file = Files.writeString(folder.resolve("s.conf"), scenario);
    return Workload.read(file, null, List.of(), true, false);
  }

  private void assertTold(String keys, String... words) throws IOException {
    String told = read(keys).diagnostics().toString();
    for (String word : words) {
      assertTrue(told.contains(word), told);
    }
    assertTrue(told.contains("s.conf:"), told);
  }

  @Test
  void terminal_withoutKeys_isAsLargeAsUsual() throws IOException {
    Workload workload = Objects.requireNonNull(read("terminals.tty1 {}").workload());
    assertEquals(
        List.of(new TerminalSpec("tty1", 24, 80, List.of(), TerminalSpec.NEVER)),
        workload.scenario().terminals());
  }

  @Test
  void terminal_withKeys_hasThose() throws IOException {
    Workload.Result result =
        read(
            "terminals.a { rows = 2, columns = 3, hangup = 5 us,"
                + " input = [ { at = 1 us, text = \"x\\u0003\" }, { at = 1 us, text = \"\" } ] }\n"
                + "processes.p.terminal = a");
    Workload workload = Objects.requireNonNull(result.workload());
    List<Typed> typed = List.of(new Typed(1000, "x\u0003"), new Typed(1000, ""));
    assertEquals(
        List.of(new TerminalSpec("a", 2, 3, typed, 5000)), workload.scenario().terminals());
    assertEquals("a", workload.scenario().processes().getFirst().terminal());
  }

  @Test
  void terminal_withWrongKeys_isTold() throws IOException {
    assertTold("terminals.a.rows = 0", "'terminals.a.rows'", "from 1 to 65535");
    assertTold("terminals.a.size = 0", "unknown key 'terminals.a.size'");
    assertTold("terminals.zero {}", "'terminals.zero'", "there is another /dev/zero");
    assertTold("terminals.\"a b\" {}", "a terminal needs a name");
    assertTold("terminals.a.input = [ { at = 1 ms } ]", "'terminals.a.input.text' is missing");
    assertTold(
        "terminals.a.input = [ { at = 2 ms, text = x }, { at = 1 ms, text = y } ]",
        "'terminals.a.input.at'",
        "earlier than what is typed before");
    assertTold("terminals.a.input = [ { at = 2, text = x } ]", "a time with its unit");
  }

  @Test
  void process_withATerminalThatItCannotHave_isTold() throws IOException {
    assertTold("processes.p.terminal = tty1", "'processes.p.terminal'", "no terminal of this name");
    assertTold(
        "terminals.a {}\nprocesses.p { terminal = a, count = 2 }", "that of one process only");
  }
}
