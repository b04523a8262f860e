package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ringfence.core.Rng;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The commands as a user meets them: what they print, and their status.
class CommandTest {
  record Outcome(int status, String output, String errors) {}

  @TempDir Path folder = Path.of("");

  /// Runs a command inside this virtual machine.
  static Outcome execute(String... words) {
    return execute(new byte[0], words);
  }

  /// Runs a command inside this virtual machine.
  ///
  /// @param input what it finds on standard input
  static synchronized Outcome execute(byte[] input, String... words) {
    InputStream in = System.in;
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    try (PrintStream o = new PrintStream(output, true, StandardCharsets.UTF_8);
        PrintStream e = new PrintStream(errors, true, StandardCharsets.UTF_8)) {
      System.setIn(new ByteArrayInputStream(input));
      System.setOut(o);
      System.setErr(e);
      int status = Main.execute(words);
      return new Outcome(
          status, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    } finally {
      System.setIn(in);
      System.setOut(out);
      System.setErr(err);
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /// Runs a wrong scenario, which must be told with these places and nothing else.
  private void rejected(String text, String... expected) throws IOException {
    Path file = write("s.conf", text);
    for (String command : List.of("check", "run")) {
      Outcome outcome = execute(command, file.toString());
      assertEquals(3, outcome.status, outcome.errors);
      assertEquals("", outcome.output);
      assertFalse(outcome.errors.contains("Exception"), outcome.errors);
      for (String part : expected) {
        assertTrue(outcome.errors.contains(part), part + " is not in:\n" + outcome.errors);
      }
    }
  }

  @Test
  void key_thatIsUnknown_isToldWithTheNearest() throws IOException {
    rejected(
        "processes.p { program = \"return 0;\", cuont = 2 }",
        "s.conf:1:38",
        "unknown key 'processes.p.cuont'",
        "did you mean 'count'?");
  }

  @Test
  void value_ofTheWrongType_isTold() throws IOException {
    rejected(
        "machine.cpus = many\nprocesses.p { program = \"return 0;\" }",
        "s.conf:1:9",
        "expected a whole number");
    rejected(
        "machine { quantum = 5 }\nprocesses.p { program = \"return 0;\" }",
        "s.conf:1:11",
        "with its unit");
    rejected("processes = 3", "s.conf:1:1", "expected an object");
  }

  @Test
  void errors_ofDifferentKinds_areToldAtOnce() throws IOException {
    rejected(
        "machine.cpus = 0\nlimit.tme = 1 s\nprocesses.p { count = -1 }\n",
        "s.conf:1:9",
        "s.conf:2:7",
        "s.conf:3:15",
        "'processes.p.program' is missing",
        "4 errors");
  }

  @Test
  void key_thatIsNeededAndMisspelt_isToldWhereItStands() throws IOException {
    rejected(
        "seed = 1\nproceses.p.program = x", "s.conf:2:1", "is 'processes' meant by 'proceses'?");
  }

  @Test
  void errors_inKeysAndInPrograms_areToldAtOnce() throws IOException {
    rejected(
        "machine.cpus = 0\nprocesses.p.program = \"return y;\"\nprocesses.q.program = \"int 3;\"",
        "s.conf:1:9",
        "s.conf:2:31",
        "s.conf:3:28",
        "3 errors");
  }

  @Test
  void error_inAProgram_isToldWithTheLineOfTheScenario() throws IOException {
    rejected(
        "processes.p {\n  program = \"\"\"\n    int x = 1\n    x++;\n    return y;\n  \"\"\"\n}",
        "s.conf:3:14",
        "s.conf:5:12",
        "undeclared name 'y'");
  }

  @Test
  void files_ofTheScenario_areWhereProcessesBegin() throws IOException {
    write("beside.txt", "from beside\n");
    Path scenario =
        write(
            "files.conf",
            """
            files {
              "own.txt" { text = "of its own\\n" }
              "copy.txt" { from = "beside.txt" }
            }
            processes.p.program = \"""return system("cat own.txt copy.txt; ls");\"""
            """);
    Outcome outcome = execute("run", scenario.toString());
    assertEquals(0, outcome.status(), outcome.errors());
    for (String line : List.of("of its own", "from beside", "copy.txt", "own.txt")) {
      assertTrue(outcome.output().contains(line), outcome.output());
    }
    rejected("files.a.from = nowhere\nprocesses.p.program = \"\"", "s.conf:1:9", "cannot read");
    rejected("files.a = 3\nfiles.b {}\nprocesses.p.program = \"\"", "s.conf:1:7", "s.conf:2:7");
  }

  @Test
  void files_ofTheCommandLine_areWhereTheProgramBegins() throws IOException {
    Path data = write("data.txt", "3 4\n");
    Path program =
        write(
            "sum.c",
            """
            #include <stdio.h>
            int main(void) {
              int a, b;
              FILE *in = fopen("data.txt", "r");
              return fscanf(in, "%d%d", &a, &b) == 2 && fopen("sum.c", "r") ? a + b : 1;
            }
            """);
    assertEquals(7, execute("exec", "--file", data.toString(), program.toString()).status());
    Outcome missing = execute("exec", "--file", "nowhere", program.toString());
    assertEquals(3, missing.status());
    assertTrue(missing.errors().contains("cannot read nowhere"), missing.errors());
  }

  @Test
  void function_thatIsDefinedNowhere_isTold() throws IOException {
    rejected("processes.p.program = \"frobnicate(3);\"", "s.conf:1:", "frobnicate");
  }

  @Test
  void files_thatAreMissingEmptyOrNoise_areTold() throws IOException {
    Outcome missing = execute("run", folder.resolve("none.conf").toString());
    assertEquals(3, missing.status);
    assertTrue(missing.errors.contains("none.conf:1:1"), missing.errors);
    Outcome noProgram = execute("exec", folder.resolve("none.c").toString());
    assertEquals(3, noProgram.status);
    assertTrue(noProgram.errors.contains("none.c:1:1"), noProgram.errors);
    rejected("", "s.conf:1:1", "'processes' is missing");
    rejected("processes { p {", "s.conf:1:");
    rejected("[".repeat(100_000), "s.conf:1:");
    rejected("a = ${b}\nprocesses.p.program = x", "s.conf:1:");
    rejected("processes.p.program = none.c", "s.conf:1:", "no such file");
    byte[] noise = new byte[10 << 20];
    Rng rng = new Rng(7);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) rng.next();
    }
    Path file = Files.write(folder.resolve("noise.conf"), noise);
    Path program = Files.write(folder.resolve("noise.c"), noise);
    for (Outcome outcome :
        List.of(execute("run", file.toString()), execute("exec", program.toString()))) {
      assertEquals(3, outcome.status);
      assertTrue(outcome.errors.contains("noise.c"), outcome.errors);
      assertFalse(outcome.errors.contains("Exception"), outcome.errors);
      assertTrue(outcome.errors.length() < 20_000);
    }
  }

  @Test
  void commandLine_thatIsWrong_hasStatus2() {
    assertEquals(2, execute("run").status);
    assertEquals(2, execute("frobnicate").status);
    assertEquals(2, execute("run", "--threads=x", "y").status);
  }

  @Test
  void setting_onTheCommandLine_isTakenAndChecked() {
    String scenario = "scenarios/deadlock/bounded-buffer.conf";
    assertEquals(0, execute("run", scenario, "-D", "machine.cpus=4", "--seed", "5").status);
    Outcome wrong = execute("run", scenario, "--set", "machine.cpus=400");
    assertEquals(3, wrong.status);
    assertTrue(wrong.errors.contains("the command line"), wrong.errors);
  }

  @Test
  void loop_withoutEnd_isStoppedByTheLimits() throws IOException {
    Path file = write("s.conf", "processes.p.program = \"for (;;) ;\"");
    Outcome cpu = execute("run", file.toString(), "-D", "limit.cpu=20ms");
    assertEquals(1, cpu.status);
    assertTrue(cpu.output.contains("stopped by limit.cpu"), cpu.output);
    Outcome time = execute("run", file.toString(), "-D", "limit.time=20ms");
    assertTrue(time.output.contains("stopped by limit.time"), time.output);
    write("s.conf", "processes.p.program = \"for (;;) getpid();\"");
    Outcome events = execute("run", file.toString(), "-D", "limit.events=10000");
    assertTrue(events.output.contains("stopped by limit.events"), events.output);
  }

  @Test
  void expectation_thatFails_hasStatus1() {
    Outcome outcome =
        execute("run", "scenarios/deadlock/lock-order.conf", "-D", "expect.deadlock=none");
    assertEquals(1, outcome.status);
    assertTrue(outcome.output.contains("NOT as expected: no deadlock"), outcome.output);
  }

  @Test
  void json_hasTheNamesThatAreFixed() {
    Outcome outcome = execute("run", "--json", "scenarios/deadlock/dining-philosophers.conf");
    JsonObject json = JsonParser.parseString(outcome.output).getAsJsonObject();
    assertTrue(
        json.keySet()
            .containsAll(
                Set.of(
                    "scenario",
                    "variant",
                    "seed",
                    "outcome",
                    "virtualNanos",
                    "digest",
                    "processes",
                    "stuck",
                    "faults",
                    "counters",
                    "latency",
                    "expectations",
                    "wall")));
    assertEquals("stuck", json.get("outcome").getAsString());
    JsonObject group = json.getAsJsonArray("stuck").get(0).getAsJsonObject();
    assertEquals("cycle", group.get("kind").getAsString());
    assertEquals(5, group.getAsJsonArray("tasks").size());
    JsonObject task = group.getAsJsonArray("tasks").get(0).getAsJsonObject();
    assertEquals("semaphore /fork1", task.get("object").getAsString());
    assertTrue(task.get("line").getAsString().endsWith("dining-philosophers.conf:20"));
    assertEquals(1, task.getAsJsonArray("holds").size());
  }

  @Test
  void syscalls_listsThePrototypes() {
    Outcome outcome = execute("syscalls");
    assertEquals(0, outcome.status);
    assertTrue(outcome.output.contains("unistd.h     pid_t fork(void)"), outcome.output);
  }

  @Test
  void env_ofAScenario_addsToThatOfALogin() throws IOException {
    String program = "\"puts(getenv(\\\"HOME\\\")); puts(getenv(\\\"LANG\\\"));\"";
    Path file = write("s.conf", "processes.p { program = " + program + ", env.LANG = C.UTF-8 }");
    Outcome outcome = execute("run", file.toString());
    assertEquals(0, outcome.status);
    assertTrue(outcome.output.contains("/home/user"), outcome.output);
    assertTrue(outcome.output.contains("C.UTF-8"), outcome.output);
  }

  @Test
  void exec_ofAProgramThatHangs_tellsOnStandardErrorWithStatus1() throws IOException {
    Path file =
        write(
            "hang.c",
            "#include <stdio.h>\n#include <unistd.h>\nint main(void) {\n  int p[2];\n  pipe(p);\n"
                + "  puts(\"x\");\n  fflush(stdout);\n  char c;\n  return read(p[0], &c, 1);\n}\n");
    Outcome outcome = execute("exec", file.toString());
    assertEquals(1, outcome.status);
    assertEquals("x\n", outcome.output);
    assertTrue(outcome.errors.contains("hang.c:9"), outcome.errors);
  }

  @Test
  void controlC_endsTheRunWithItsReport() throws Exception {
    Path file =
        write(
            "s.conf",
            "limit.cpu = 1000 s\nprocesses.p.program ="
                + " \"puts(\\\"x\\\"); for (volatile long i = 0;; i++) getpid();\"");
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ringfence.cli.Main",
                "run",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    for (int i = 0; i < 600 && Files.size(output) == 0; i++) {
      Thread.sleep(100);
    }
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
    assertEquals(130, process.exitValue());
    assertTrue(
        Files.readString(output).contains("stopped by interrupted"), Files.readString(output));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int *p = 0; *p = 1;|139|write to 0x0|a null pointer",
        "void (*f)(void) = 0; f();|139|fetch from 0x0|a call of a null pointer",
        "return main(argc + 1, argv) + 1;|139|#PF|the stack is full, as after endless recursion",
        "argc = argc / (argc - 1);|136|#DE|a division by zero",
        "for (;;) memset(malloc(1 << 20), 1, 1 << 20);|137|out of memory|SIGKILL",
        "raise(SIGTERM);|143|ended by SIGTERM|SIGTERM"
      })
  void exec_ofAProgramThatIsEndedBySignal_tellsWhy(
      String code, int status, String first, String second) throws IOException {
    Path file =
        write(
            "p.c",
            "#include <signal.h>\n#include <stdlib.h>\n#include <string.h>\n"
                + "int main(int argc, char **argv) {\n%s\n}\n".formatted(code));
    Outcome outcome = execute("exec", file.toString());
    assertEquals(status, outcome.status, outcome.errors);
    assertTrue(outcome.errors.contains(first), outcome.errors);
    assertTrue(outcome.errors.contains(second), outcome.errors);
    assertEquals("", outcome.output);
  }

  @Test
  void ps_inAProgramsShell_showsItsZombie() throws IOException {
    Path file =
        write(
            "p.c",
            """
            #include <stdio.h>
            #include <stdlib.h>
            #include <sys/wait.h>
            #include <unistd.h>
            int main(void) {
              pid_t child = fork();
              if (child == 0)
                _exit(0);
              usleep(1000);
              char command[80];
              sprintf(command, "ps -o s=,ppid=,comm= -p %d", child);
              system(command);
              wait(NULL);
              return WEXITSTATUS(system(command));
            }
            """);
    Outcome outcome = execute("exec", file.toString());
    assertEquals("Z       2 p <defunct>\n", outcome.output, outcome.errors);
    assertEquals(1, outcome.status);
  }
}
