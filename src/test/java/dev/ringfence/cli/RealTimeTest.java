package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Policies of real time, which are for the privileged, and what reports say of them.
class RealTimeTest {
  private static final Path FOLDER = Path.of("src/test/resources/scheduling");

  @Test
  void calls_ofRoot_answerAsOnLinux() throws IOException {
    String program = FOLDER.resolve("real_time.c").toString();
    CommandTest.Outcome outcome = CommandTest.execute("exec", "--user", "root", program);
    assertEquals(Files.readString(FOLDER.resolve("real_time.linux")), outcome.output());
  }

  @Test
  void inversion_inJson_hasItsRemedy() {
    String scenario = "scenarios/observe/priority-inversion.conf";
    String json = CommandTest.execute("run", "--json", "--variant", "none", scenario).output();
    assertTrue(json.contains("\"kind\": \"priority-inversion\""), json);
    assertTrue(json.contains("\"object\": \"mutex bus\""), json);
    assertTrue(json.contains("of pathfinder thread 5 for a lock is 3.002 ms, not 63.002 ms"), json);
    String remedied =
        CommandTest.execute("run", "--json", "--variant", "inherit", scenario).output();
    assertTrue(remedied.contains("\"findings\": []"), remedied);
  }

  @Test
  void list_ofProcesses_hasPriorities() {
    String output =
        CommandTest.execute(
                "run",
                "-q",
                "-D",
                "processes.transfer.scheduling={policy=fifo,priority=30}",
                "--view",
                "ps",
                "scenarios/deadlock/lock-order.conf")
            .output();
    assertTrue(output.contains("  0  29   - -"), output);
  }
}
