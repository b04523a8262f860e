package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringfence.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `run` prints of each shipped scenario. `mvn verify -Dgolden=write` writes the files anew;
/// look at the difference before you commit it.
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  static List<Path> scenarios() {
    return Scenarios.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void run_ofAShippedScenario_printsWhatItDid(Path scenario) throws IOException {
    CommandTest.Outcome outcome = CommandTest.execute("run", scenario.toString());
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
    compare(name(scenario) + ".txt", outcome.output().replaceAll("(?m)^digest .*\n", ""));
  }

  @Test
  void strace_ofForkAndPipe_isInTheFormOfStrace() throws IOException {
    CommandTest.Outcome outcome =
        CommandTest.execute("run", "-q", "--strace", "scenarios/deadlock/own-write-end.conf");
    compare("own-write-end.strace", outcome.errors());
  }

  @Test
  void strace_ofArgumentsOfEachKind_isInTheFormOfStrace() throws IOException {
    Path program = FOLDER.resolve("arguments.c");
    CommandTest.Outcome outcome = CommandTest.execute("exec", "--strace", program.toString());
    compare("arguments.strace", outcome.errors());
  }

  @Test
  void explanation_ofFaults_showsTheWalkBitByBit() throws IOException {
    Path program = FOLDER.resolve("faults.c");
    Path scenario = FOLDER.resolve("faults.conf");
    CommandTest.Outcome outcome =
        CommandTest.execute("run", "--explain-fault", scenario.toString());
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
    String output = outcome.output().replace(program.toString(), "faults.c");
    compare("faults.txt", output.replaceAll("(?m)^digest .*\n", ""));
    CommandTest.Outcome bare = CommandTest.execute("run", scenario.toString());
    assertEquals(digest(bare.output()), digest(outcome.output()));
  }

  @Test
  void explanation_ofFaultsOfSegments_namesTheDescriptor() throws IOException {
    CommandTest.Outcome outcome =
        CommandTest.execute(
            "run", "--explain-fault", "scenarios/machine/segment-limit-exceeded.conf");
    compare("segment-faults.txt", outcome.output().replaceAll("(?m)^digest .*\n", ""));
  }

  @Test
  void whatIf_ofAConvoy_printsATable() throws IOException {
    CommandTest.Outcome outcome =
        CommandTest.execute("run", "-q", "--what-if", "all", "scenarios/observe/convoy.conf");
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
    compare("what-if.txt", outcome.output().replaceAll("(?m)^digest .*\n", ""));
  }

  @Test
  void prediction_ofLuckyMessages_showsWhatCouldHappen() throws IOException {
    CommandTest.Outcome outcome =
        CommandTest.execute("run", "-q", "--predict", "scenarios/observe/messages-lucky.conf");
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
    compare("prediction.txt", outcome.output().replaceAll("(?m)^digest .*\n", ""));
  }

  private static String digest(String output) {
    return output.replaceAll("(?s).*\ndigest (\\w+);.*", "$1");
  }

  @Test
  void load_ofACrowd_printsATable() throws IOException {
    CommandTest.Outcome outcome = CommandTest.execute("load", "scenarios/load/crowd.conf");
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
    compare("load-crowd.txt", outcome.output().replaceAll("(?m)^digest .*\n", ""));
  }

  private static String name(Path scenario) {
    return scenario.getFileName().toString().replace(".conf", "");
  }

  private static void compare(String name, String found) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, found);
    }
    assertEquals(Files.readString(file), found, file.toString());
  }
}
