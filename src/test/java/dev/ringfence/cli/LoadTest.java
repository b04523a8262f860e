package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ringfence.load.Footprint;
import dev.ringfence.scenario.LoadSpec;
import dev.ringfence.scenario.Scenarios;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `load` as a user meets it.
class LoadTest {
  private static final String FOLDER = "scenarios/load/";

  private static final String OPEN =
      "load { stages = [\"1s -> 100/s\"], arrivals = even, processes { u = 1 } }\n";

  @TempDir Path folder = Path.of("");

  private CommandTest.Outcome load(String text, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), text);
    List<String> words = new ArrayList<>(List.of("load"));
    words.addAll(List.of(options));
    words.add(file.toString());
    return CommandTest.execute(words.toArray(String[]::new));
  }

  static void told(CommandTest.Outcome outcome, int status, String... parts) {
    String all = outcome.output() + outcome.errors();
    assertEquals(status, outcome.status(), all);
    assertFalse(all.contains("Exception"), all);
    for (String part : parts) {
      assertTrue(all.contains(part), part + " is not in:\n" + all);
    }
  }

  private JsonObject json(String text) throws IOException {
    CommandTest.Outcome outcome = load(text, "--json");
    assertEquals("", outcome.errors());
    return JsonParser.parseString(outcome.output()).getAsJsonObject();
  }

  private static long latency(JsonObject json, String name, String statistic) {
    return json.getAsJsonObject("latency").getAsJsonObject(name).get(statistic).getAsLong();
  }

  @Test
  void shippedLoads_meetWhatTheyExpect() {
    for (String name : List.of("crowd", "slow-server")) {
      told(CommandTest.execute("load", FOLDER + name + ".conf"), 0, "as expected: errors");
    }
  }

  @Test
  void slowServer_isHiddenFromThoseWhoLookAtTheirOwnClock() {
    CommandTest.Outcome outcome =
        CommandTest.execute("load", "--json", FOLDER + "slow-server.conf");
    JsonObject json = JsonParser.parseString(outcome.output()).getAsJsonObject();
    assertTrue(latency(json, "request", "p90") > 20 * latency(json, "alone", "p90"));
    assertEquals(latency(json, "alone", "count"), latency(json, "request", "count"));
  }

  @Test
  void digest_onSeveralThreads_isTheSame() {
    for (String name : List.of("crowd", "slow-server", "lock")) {
      List<String> documents = new ArrayList<>();
      for (int threads = 1; threads <= 4; threads *= 2) {
        CommandTest.Outcome outcome =
            CommandTest.execute(
                "load",
                "--json",
                "--threads",
                "" + threads,
                FOLDER + name + ".conf",
                "--seed",
                "5",
                "-D",
                "machine.cpus=2",
                "-D",
                "load.stages=[\"300ms -> 20" + (name.equals("slow-server") ? "0/s" : "") + "\"]",
                "-D",
                "load.warmup=10 ms");
        documents.add(outcome.output().replaceAll("(?s)\"wall\".*", ""));
      }
      assertTrue(documents.getFirst().contains("\"digest\""));
      assertEquals(1, documents.stream().distinct().count(), name);
    }
  }

  @Test
  void arrivals_thatWaitForTheCpu_countFromWhenTheyShouldHaveBegun() throws IOException {
    // Each needs 20 ms of the only CPU, and they come every 10 ms: each waits 10 ms more.
    JsonObject json =
        json(
            OPEN
                + """
                machine.quantum = 1 s
                processes.u.program = \"""
                  measure_begin("from-arrival");
                  measure_begin("from-start");
                  compute(20000000);
                  measure_end("from-start");
                  measure_end("from-arrival");
                \"""
                """);
    assertEquals(20_000_000, latency(json, "from-start", "max"), 100_000);
    assertTrue(latency(json, "from-arrival", "max") > 250_000_000);
    assertTrue(
        latency(json, "session", "max") >= latency(json, "from-arrival", "max"), json.toString());
  }

  @Test
  void warmup_isNotMeasured() throws IOException {
    String program = "processes.u.program = \"getppid();\"\n";
    assertEquals(50, latency(json(OPEN + program), "session", "count"));
    JsonObject json = json(OPEN + program + "load.warmup = 500 ms");
    assertEquals(37, latency(json, "session", "count"), 1);
    JsonObject call = json.getAsJsonObject("calls").getAsJsonObject("getppid");
    assertEquals(37, call.get("count").getAsLong(), 1);
    assertEquals(50, json.getAsJsonObject("sessions").get("allEnded").getAsLong());
    assertEquals(0, json.getAsJsonArray("processes").size());
  }

  @Test
  void thresholds_thatAreMissed_giveStatus1() throws IOException {
    String program =
        "processes.u.program = \"measure_begin(\\\"r\\\"); compute(5000); measure_end(\\\"r\\\");"
            + " return INDEX == 0;\"\n";
    told(
        load(
            OPEN
                + program
                + """
                expect.latency.r.p99 = "< 1 us"
                expect.latency.r.p50 = "> 1 us"
                expect.throughput.r = "> 1000/s"
                expect.errors = "< 0.1%"
                """),
        1,
        "NOT as expected: latency.r.p99 < 1 us; found: 5.",
        "as expected: latency.r.p50 > 1 us",
        "NOT as expected: throughput.r > 1000/s; found: 50",
        "NOT as expected: errors < 0.1%; found: 100.000%",
        "50 ended with 1");
    told(load(OPEN + program), 1, "NOT as expected: errors: none");
    told(load(OPEN + program + "expect.errors = \"<= 100%\""), 0, "as expected: errors <= 100%");
  }

  @Test
  void thresholds_workInRunsToo() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("r.conf"),
            """
            processes.p.program = "measure_begin(\\"r\\"); compute(5000); measure_end(\\"r\\"); getppid();"
            expect.latency.r.max = "< 6 us"
            expect.calls.getppid.max = "> 1 s"
            """);
    told(
        CommandTest.execute("run", file.toString()),
        1,
        "as expected: latency.r.max < 6 us",
        "NOT as expected: calls.getppid.max > 1 s; found: ");
  }

  @Test
  void expectation_onWhatNothingMeasures_isAnError() throws IOException {
    told(
        load(
            OPEN
                + "processes.u.program = \"measure_begin(\\\"r\\\"); measure_end(\\\"r\\\");\"\n"
                + "expect.latency.s.p99 = \"< 1 ms\"\nexpect.calls.raed.p50 = \"< 1 ms\""),
        3,
        "s.conf:3:16",
        "nothing measures this",
        "s.conf:4:14",
        "did you mean 'read'?",
        "2 errors");
    told(
        load(
            OPEN
                + "processes.u.program = \"if (INDEX > 99999) { measure_begin(\\\"r\\\");"
                + " measure_end(\\\"r\\\"); }\"\n"
                + "expect.latency.r.p99 = \"< 1 ms\"\n"
                + "expect.calls.read.p50 = \"< 1 ms\""),
        3,
        "s.conf:3:18",
        "nothing measured 'latency.r.p99'",
        "s.conf:4:",
        "2 errors");
  }

  @Test
  void errors_inALoad_areToldAtOnce() throws IOException {
    told(
        load(
            """
            load {
              stages = ["10s -> 100", "5s..8s -> 200", "30s..20s -> 3", "0s -> 5", "-5s -> 5", "1s -> 5/s", "x"]
              processes { usr = 1, user = 0 }
              think { distribution = exponental, mean = 5 ms }
              stags = 3
            }
            processes.user { program = "return 0;", count = 3 }
            expect.errors = "< 5"
            """),
        3,
        "s.conf:2:27",
        "overlaps the one before",
        "s.conf:2:44",
        "ends before it begins",
        "s.conf:2:61",
        "lasts no time",
        "s.conf:2:72",
        "s.conf:2:84",
        "do not mix",
        "s.conf:2:97",
        "expected a stage such as",
        "s.conf:3:15",
        "did you mean 'user'?",
        "s.conf:3:24",
        "s.conf:4:11",
        "s.conf:5:3",
        "did you mean 'stages'?",
        "s.conf:7:41",
        "s.conf:8:8",
        "12 errors");
  }

  @Test
  void otherErrors_inALoad_areTold() throws IOException {
    told(
        load(
            """
            load { stages = ["1s -> 5/s"], warmup = 2 s, processes { u = 1 }, think.distribution = none }
            processes.u.program = "return 0;"
            expect.exit.u = 3
            """),
        3,
        "s.conf:1:32",
        "s.conf:1:67",
        "s.conf:3:13",
        "3 errors");
    told(
        load("load.processes.u = 1\nprocesses.u.program = \"return 0;\""),
        3,
        "'load.stages' is missing");
    told(
        load(
            "load { stages = [\"1s -> 0\"], processes { u = 1 } }\n"
                + "processes.u.program = \"return 0;\""),
        3,
        "nothing would ever begin");
    told(load("processes.u.program = \"return 0;\""), 3, "no 'load'");
    String[] run = {"run", FOLDER + "lock.conf"};
    told(CommandTest.execute(run), 2, "ringfence load runs it");
  }

  @Test
  void crowd_hasItsSizeAndItsPlaces() throws IOException {
    JsonObject json =
        json(
            """
            load { stages = ["10ms -> 7", "90ms -> 7"], drain = 0 s, processes { u = 1 } }
            load.think { distribution = constant, time = 1 ms }
            processes.u.program = "usleep(10000); return INDEX >= 7 || COUNT != 7;"
            """);
    JsonObject sessions = json.getAsJsonObject("sessions");
    assertEquals(7, sessions.get("mostLive").getAsInt());
    assertEquals(0, sessions.get("errors").getAsDouble());
    // One of 11 ms follows the other in each of 7 places.
    assertEquals(7 * 100 / 11.0, sessions.get("allEnded").getAsDouble(), 7);
    assertEquals("finished", json.get("outcome").getAsString());
  }

  @Test
  void sessions_thatGetStuck_areADeadlock() throws IOException {
    told(
        load(
            OPEN
                + "processes.u.program = \"int p[2]; char c; pipe(p); read(p[0], &c, 1);\"\n"
                + "load.stages = [\"100ms -> 50/s\"], load.drain = 1 s"),
        1,
        "STUCK ON ITSELF",
        "NOT as expected: no deadlock",
        "unfinished, counted with their age");
  }

  @Test
  void server_thatOnlyWaitsForClients_isNotStuck() throws IOException {
    told(
        load(
            OPEN
                + """
                processes.s.program = "int p[2]; char c; pipe(p); read(p[0], &c, 1);"
                processes.u.program = "return 0;"
                """),
        0,
        "as expected: no deadlock");
  }

  @Test
  void machine_withoutMemoryForAll_isTold() throws IOException {
    told(
        load(
            "load { stages = [\"100ms -> 2000\"], processes { u = 1 } }\n"
                + "machine.memory = 8 MiB\nprocesses.u.program = \"sleep(1);\""),
        1,
        "could not begin for want of machine.memory");
  }

  @Test
  void load_thatNeedsMoreMemoryThanThereIs_isRefusedWithBothFigures() {
    LoadSpec load = Scenarios.load("load/lock").scenario().load();
    assertNotNull(load);
    LoadSpec large = load.withCrowd(1_000_000);
    String problem = Footprint.problem(large, 100 << 20);
    assertNotNull(problem);
    assertTrue(problem.contains("1,000,000 processes"), problem);
    assertTrue(problem.contains("there are 100 MiB"), problem);
    assertNull(Footprint.problem(load.withCrowd(10), 100 << 20));
  }

  @Test
  void report_goesToAFileAsAWhole() throws IOException {
    Path file = folder.resolve("report.json");
    told(load(OPEN + "processes.u.program = \"return 0;\"", "-o", file.toString()), 0);
    JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertEquals(50, latency(json, "session", "count"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void report_thatCannotBeWritten_isRefusedAtOnce() throws IOException {
    String nowhere = folder.resolve("none/report.json").toString();
    told(load(OPEN + "processes.u.program = \"return 0;\"", "-o", nowhere), 2, "cannot write");
  }

  @Test
  void memory_thatRunsOut_isNamedAndLeavesNoReport() throws IOException, InterruptedException {
    Path file =
        Files.writeString(
            folder.resolve("big.conf"),
            "load { stages = [\"1s -> 200\"], drain = 0 s, processes { u = 1 } }\n"
                + "processes.u.program = \"char *p = malloc(4 << 20); memset(p, 1, 4 << 20);"
                + " sleep(100);\"\nmachine.memory = 4 GiB");
    Path report = folder.resolve("big.json");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ringfence.cli.Main",
                "load",
                "-o",
                report.toString(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(70, process.waitFor(), output);
    assertTrue(output.contains("out of memory (OutOfMemoryError)"), output);
    assertFalse(Files.exists(report));
  }
}
