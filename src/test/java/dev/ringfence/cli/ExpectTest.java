package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.cli.CommandTest.Outcome;
import dev.ringfence.report.Outcome.Expectation;
import dev.ringfence.report.observation.Observation;
import dev.ringfence.report.observation.PlainRun;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Threshold;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What scenarios expect of processes and events, met and not met, right and wrong.
class ExpectTest {
  private static final String SCENARIO =
      """
      processes.boss.program = \"""
        pid_t child = fork();
        if (child == 0) { pause(); }
        usleep(100);
        kill(child, SIGTERM);
        waitpid(child, NULL, 0);
        printf("done\\n");
      \"""
      processes.worker { count = 3, program = \"""
        printf("worker %d\\n", INDEX);
        return INDEX;
      \""" }
      processes.bad.program = \"""
        int *p = 0;
        *p = 1;
      \"""
      expect.exit { bad = SIGSEGV, "worker[1]" = 1, "worker[2]" = 2 }
      expect.faults = ["#PF"]
      """;

  private static final String STUCK =
      """
      processes.worker { count = 3, program = \"""
        sem_t *a = sem_open("/a", O_CREAT, 0600, 1);
        if (INDEX == 0) { return 0; }
        sem_wait(a);
        sem_wait(a);
      \""" }
      """;

  @TempDir Path folder = Path.of("");

  private Outcome run(String scenario, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), scenario);
    List<String> words = new ArrayList<>(List.of("run", file.toString()));
    words.addAll(List.of(options));
    return CommandTest.execute(words.toArray(String[]::new));
  }

  /// Expectations by their texts, each with "met" or what was found.
  private Map<String, String> judged(String scenario, String expectation) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), scenario + "expect." + expectation);
    PlainRun run = PlainRun.of(Observation.of(Scenarios.load(file)));
    Map<String, String> found = new LinkedHashMap<>();
    for (Expectation each : run.outcome().expectations()) {
      found.put(each.text(), each.met() ? "met" : each.found());
    }
    boolean all = found.values().stream().allMatch("met"::equals);
    assertEquals(all, run.outcome().isMet());
    return found;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "output.boss = \"done\"                    | the output of boss equals \"done\"",
        "output.boss.contains = on                 | the output of boss contains \"on\"",
        "output.worker.matches = \"worker [0-2]\"  | the output of worker matches \"worker [0-2]\"",
        "output.\"worker[2]\".lacks = \"1\"        | the output of worker[2] lacks \"1\"",
        "signals = [\"SIGTERM from boss to boss\"] | signal: SIGTERM from boss to boss",
        "signals = [\"SIGSEGV from kernel\"]       | signal: SIGSEGV from kernel",
        "signals = [\"no SIGKILL to worker\"]      | signal: no SIGKILL to worker",
        "faults = [\"#PF in bad at s.conf:15\"]    | faults: #PF in bad at s.conf:15",
        "faults = [\"#PF at s.conf:15\"]           | faults: #PF at s.conf:15",
        "counters.syscalls = \"<= 100\"            | counters.syscalls <= 100",
        "time = \"< 1 ms\"                         | time < 1 ms",
        "stuck = []                                | nobody is stuck",
        "hangs = []                                | no hang",
        "findings = []                             | no finding",
        "order = [\"boss: fork\", \"boss: gets SIGTERM\"] | order: boss: fork, then boss: gets"
            + " SIGTERM",
        "order = [\"bad: starts\", \"bad: exit SIGSEGV\"] | order: bad: starts, then bad: exit"
            + " SIGSEGV",
        "exit.bad = SIGSEGV                        | worker[2] ends with 2",
      })
  void expectation_thatHolds_isMet(String expectation, String text) throws IOException {
    assertEquals("met", judged(SCENARIO, expectation).get(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "output.boss = \"don\"                    | the output of boss equals \"don\" | \"done\\n"
            + "\"",
        "output.worker.contains = 1               | the output of worker contains \"1\" |"
            + " worker[0]: \"worker 0\\n"
            + "\", worker[2]: \"worker 2\\n"
            + "\"",
        "output.bad.contains = x                  | the output of bad contains \"x\" | \"\"",
        "signals = [\"SIGTERM from worker\"]      | signal: SIGTERM from worker | not sent",
        "faults = [\"#PF in boss\"]               | faults: #PF in boss | #PF in bad at",
        "faults = []                              | no fault | #PF",
        "faults = [\"#PF\", \"#PF in bad\"]       | faults: #PF, #PF in bad | #PF in bad at",
        "counters.traps = 1                       | counters.traps = 1 | ",
        "time = \"> 1 s\"                         | time > 1 s | us",
        "stuck = [boss]                           | stuck: boss | nobody",
        "hangs = [cycle]                          | hangs: cycle | none",
        "findings = [convoy]                      | findings: convoy | none",
        "order = [\"boss: exit\", \"boss: kill\"] | order: boss: exit, then boss: kill | no 'boss:"
            + " kill' after 'boss: exit'",
        "order = [\"boss: writes x\", \"boss: exit\"] | | ",
        "exit.\"worker[1]\" = 7                   | worker[1] ends with 7 | 1",
      })
  void expectation_thatDoesNotHold_saysWhatWasFound(String expectation, String text, String found)
      throws IOException {
    if (text == null) {
      assertEquals(3, run(SCENARIO + "expect." + expectation).status());
      return;
    }
    String judged = judged(SCENARIO, expectation).getOrDefault(text, "met");
    assertNotEquals("met", judged, expectation);
    assertTrue(judged.contains(found == null ? "" : found), judged);
  }

  @Test
  void signal_thatMustNotBeSent_isToldWithItsSender() throws IOException {
    String found = judged(SCENARIO, "signals = [\"no SIGTERM\"]").get("signal: no SIGTERM");
    assertTrue(String.valueOf(found).startsWith("SIGTERM from boss (2) to boss ("), found);
  }

  @Test
  void stuckSet_isExact() throws IOException {
    assertEquals(
        "met",
        judged(STUCK, "stuck = [\"worker[1]\", \"worker[2]\"]").get("stuck: worker[1], worker[2]"));
    Map<String, String> others = judged(STUCK, "stuck = [\"worker[1]\"]");
    assertEquals("worker[1], worker[2]", others.get("stuck: worker[1]"));
    assertEquals("worker[1], worker[2]", judged(STUCK, "stuck = [worker]").get("stuck: worker"));
    assertEquals("processes are stuck", judged(STUCK, "stuck = []").get("no deadlock"));
    String hangs = judged(STUCK, "hangs = [lost-wakeup]").get("hangs: lost-wakeup");
    assertTrue(String.valueOf(hangs).contains("cycle"), hangs);
  }

  /// Looking at calls must not change what they do.
  @Test
  void expectations_doNotChangeTheRun() throws IOException {
    String digest = "(?s).*digest (\\w+);.*";
    String bare = run(SCENARIO).output().replaceAll(digest, "$1");
    String order = "expect.order = [\"boss: fork\", \"boss: kill(\", \"boss: fork returns 0\"]\n";
    assertEquals(bare, run(SCENARIO + order).output().replaceAll(digest, "$1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "stuck = [\"wroker\"]            | s.conf:19:17 | did you mean 'worker'?",
        "stuck = [\"worker[3]\"]         | s.conf:19:17 | there are only 3",
        "stuck = [\"a b\"]               | s.conf:19:17 | expected a process",
        "stcuk = []                      | s.conf:19:8  | did you mean 'stuck'?",
        "hangs = [\"cycles\"]            | s.conf:19:17 | did you mean 'cycle'?",
        "findings = [\"convoi\"]         | s.conf:19:20 | did you mean 'convoy'?",
        "exit.bos = 0                    | s.conf:19:13 | did you mean 'boss'?",
        "exit.boss = SIGSEGB             | s.conf:19:13 | did you mean SIGSEGV?",
        "exit.boss = 256                 | s.conf:19:13 | from 0 to 255",
        "signals = [\"SIGTREM\"]         | s.conf:19:19 | did you mean 'SIGTERM'?",
        "signals = [\"TERM\"]            | s.conf:19:19 | expected a signal such as",
        "signals = [\"SIGHUP to bos\"]   | s.conf:19:19 | did you mean 'boss'?",
        "output.bos = x                  | s.conf:19:15 | did you mean 'boss'?",
        "output.boss.contians = x        | s.conf:19:20 | did you mean 'contains'?",
        "output.boss.matches = \"(\"     | s.conf:19:20 | not a regular expression",
        "faults = [\"#PG\"]              | s.conf:19:18 | did you mean '#GP'?",
        "faults = [\"page fault\"]       | s.conf:19:18 | expected an exception",
        "faults = [\"#PF in bda\"]       | s.conf:19:18 | did you mean 'bad'?",
        "counters.syscall = 1            | s.conf:19:17 | did you mean 'syscalls'?",
        "counters.syscalls = few         | s.conf:19:17 | expected a bound such as \"<= 1000\"",
        "time = 5 ms                     | s.conf:19:8  | expected a bound such as \"< 5 ms\"",
        "order = [\"boss: frok\", \"boss: exit\"] | s.conf:19:17 | did you mean 'fork'?",
        "order = [\"boss: exit 1\"]      | s.conf:19:8  | at least two events",
        "order = [\"boss dies\", \"boss: exit\"] | s.conf:19:17 | expected who does what",
        "order = [\"boss: exit\", \"boss: gets SIGTREM\"] | s.conf:19:31 | did you mean 'SIGTERM'?",
        "race-free = yes                 | s.conf:19:8  | expected on or off",
      })
  void expectation_thatIsWrong_isToldWithWhatIsMeant(String key, String place, String told)
      throws IOException {
    String text = SCENARIO.replace("expect.faults = [\"#PF\"]\n", "\nexpect." + key);
    Path file = Files.writeString(folder.resolve("s.conf"), text);
    List<Diagnostic> found = Workload.read(file, null, List.of(), true, false).diagnostics();
    assertEquals(1, found.size(), found.toString());
    String error = found.getFirst().render();
    assertTrue(error.contains(place), error);
    assertTrue(error.contains(told), error);
  }

  @Test
  void counters_areThoseOfTheDocument() throws IOException {
    Outcome outcome = run("machine.swap = 1 MiB\n" + STUCK, "--json");
    JsonObject document = JsonParser.parseString(outcome.output()).getAsJsonObject();
    List<String> names = new ArrayList<>(document.getAsJsonObject("counters").keySet());
    names.add("optimumPagesIn");
    assertEquals(Threshold.COUNTERS, names.stream().distinct().toList());
  }

  @Test
  void scenarios_oneAfterTheOther_haveTheGreatestStatusAndOneFile() throws IOException {
    Path results = folder.resolve("results.xml");
    Path bad = Files.writeString(folder.resolve("bad.conf"), STUCK);
    Path wrong = Files.writeString(folder.resolve("wrong.conf"), "machine.cpsu = 2\n" + STUCK);
    String good = Scenarios.all().getFirst().toString();
    String out = results.toString();
    Outcome two = CommandTest.execute("run", "-q", good, bad.toString(), good, "-o", out);
    assertEquals(1, two.status(), two.errors());
    assertEquals(3, Files.readString(results).split("<testsuite ", -1).length - 1);
    assertTrue(two.output().contains("=== " + bad), two.output());
    assertEquals(3, CommandTest.execute("run", wrong.toString(), bad.toString()).status());
    assertEquals(2, CommandTest.execute("run", "--json", good, good).status());
    String one = folder.resolve("x.ringfence").toString();
    assertEquals(2, CommandTest.execute("run", good, good, "-o", one).status());
    assertEquals(2, CommandTest.execute("load", good, good).status());
    assertEquals(3, CommandTest.execute("check", good, wrong.toString()).status());
    assertEquals(0, CommandTest.execute("check", good, bad.toString()).status());
  }
}
