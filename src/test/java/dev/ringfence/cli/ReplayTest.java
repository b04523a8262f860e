package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ringfence.cli.CommandTest.Outcome;
import dev.ringfence.recording.Checkpoint;
import dev.ringfence.recording.Recording;
import dev.ringfence.recording.RecordingFile;
import dev.ringfence.recording.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `run -o FILE.ringfence` and `replay`, as a user meets them.
class ReplayTest {
  private static final String SCENARIO =
      """
      include "machine.conf"
      files.numbers.from = "numbers.txt"
      processes.worker { count = 3, program = "worker.c" }
      variants.one.machine.cpus = 1
      """;

  private static final String PROGRAM =
      """
      #include <stdio.h>
      #include <ringfence.h>
      #include "limit.h"
      int main(void) {
        char line[20];
        FILE *numbers = fopen("numbers", "r");
        fgets(line, sizeof line, numbers);
        for (int i = 0; i < ROUNDS; i++) {
          compute(1000 * random_uniform(1, 9));
          printf("%d: %d of %s", INDEX, i, line);
        }
        return 0;
      }
      """;

  @TempDir Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void record() throws IOException {
    Files.createDirectory(folder.resolve("in"));
    write("in/machine.conf", "machine.cpus = 2\n");
    write("in/numbers.txt", "42\n");
    write("in/limit.h", "#define ROUNDS 40\n");
    write("in/worker.c", PROGRAM);
    file = folder.resolve("run.ringfence");
    Outcome run = run(file, "-q", "--seed", "7");
    assertEquals(0, run.status(), run.errors());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Outcome run(Path to, String... options) throws IOException {
    write("in/s.conf", SCENARIO);
    List<String> words = new ArrayList<>(List.of("run", folder.resolve("in/s.conf").toString()));
    words.addAll(List.of("-o", to.toString(), "--variant", "one"));
    words.addAll(List.of(options));
    return CommandTest.execute(words.toArray(String[]::new));
  }

  private void removeSources() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("in"))) {
      for (Path each : all.toList()) {
        Files.delete(each);
      }
    }
  }

  private Outcome replay(String... options) {
    List<String> words = new ArrayList<>(List.of("replay", file.toString()));
    words.addAll(List.of(options));
    return CommandTest.execute(words.toArray(String[]::new));
  }

  private Outcome step(String commands) {
    byte[] input = commands.getBytes(StandardCharsets.UTF_8);
    return CommandTest.execute(input, "replay", "--step", file.toString());
  }

  private void rewrite(Recording recording) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      RecordingFile.write(recording, out);
    }
  }

  private static Recording with(
      Recording r, Version version, List<Checkpoint> checkpoints, Map<String, byte[]> files) {
    return new Recording(
        version,
        r.scenario(),
        r.variant(),
        r.settings(),
        r.seed(),
        r.sanitize(),
        r.choices(),
        r.ending(),
        checkpoints,
        files);
  }

  @Test
  void replay_aloneFromTheFile_isTheSame() throws IOException {
    Path again = folder.resolve("again.json");
    Outcome run = run(folder.resolve("x.ringfence"), "--seed", "7", "-o", again.toString());
    removeSources();
    Outcome replay = replay();
    assertEquals(0, replay.status(), replay.output() + replay.errors());
    assertEquals("", replay.errors());
    String output = run.output().replaceAll("(?m)^digest .*\n", "");
    assertTrue(replay.output().startsWith(output), replay.output());
    JsonObject document = JsonParser.parseString(replay("--json").output()).getAsJsonObject();
    assertTrue(document.getAsJsonObject("replay").get("same").getAsBoolean());
    JsonObject recorded = JsonParser.parseString(Files.readString(again)).getAsJsonObject();
    assertEquals(recorded.get("digest"), document.getAsJsonObject("run").get("digest"));
    assertEquals("one", document.getAsJsonObject("run").get("variant").getAsString());
    assertEquals(7, document.getAsJsonObject("run").get("seed").getAsLong());
  }

  @Test
  void recordings_ofTheSameRun_haveTheSameBytes() throws IOException {
    Path other = folder.resolve("other.ringfence");
    run(other, "-q", "--seed", "7", "--threads", "2");
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(other));
  }

  @Test
  void scenario_thatHasChanged_isToldAndNotRun() throws IOException {
    write("in/limit.h", "#define ROUNDS 1\n");
    Outcome replay = replay("-q");
    assertEquals(0, replay.status());
    assertTrue(replay.errors().contains("limit.h has changed since"), replay.errors());
    assertFalse(replay.errors().contains("worker.c"), replay.errors());
  }

  @Test
  void version_thatIsAnother_isTold() throws IOException {
    Recording recording = RecordingFile.read(file);
    Version other = new Version("0.0.7", "12345678");
    rewrite(with(recording, other, recording.checkpoints(), recording.files()));
    Outcome replay = replay("-q");
    assertEquals(0, replay.status());
    assertTrue(replay.errors().contains("by Ringfence 0.0.7 (build 12345678)"), replay.errors());
  }

  @Test
  void events_thatDiffer_areToldWithTheFirstStretch() throws IOException {
    Recording recording = RecordingFile.read(file);
    List<Checkpoint> checkpoints = new ArrayList<>(recording.checkpoints());
    Checkpoint third = checkpoints.get(2);
    checkpoints.set(2, new Checkpoint(third.events(), third.nanos(), "0"));
    rewrite(with(recording, recording.version(), checkpoints, recording.files()));
    Outcome replay = replay("-q");
    assertEquals(1, replay.status());
    String stretch = "between event %d (".formatted(checkpoints.get(1).events());
    assertTrue(replay.output().contains("NOT the same"), replay.output());
    assertTrue(replay.output().contains(stretch), replay.output());
    assertTrue(replay.output().contains("and event %d (".formatted(third.events())));
  }

  @Test
  void program_thatDoesMore_isADifference() throws IOException {
    Recording recording = RecordingFile.read(file);
    recording.files().replaceAll((path, bytes) -> more(path, bytes));
    rewrite(recording);
    Outcome replay = replay("-q");
    assertEquals(1, replay.status(), replay.output());
    assertTrue(replay.output().contains("differ between event"), replay.output());
  }

  private static byte[] more(String path, byte[] bytes) {
    return path.endsWith("limit.h")
        ? "#define ROUNDS 41\n".getBytes(StandardCharsets.UTF_8)
        : bytes;
  }

  @Test
  void moment_isShownWithViews() {
    Outcome replay = replay("--until", "20us", "--view", "ps,pmap");
    assertEquals(0, replay.status(), replay.errors());
    assertTrue(replay.output().contains("ps after "), replay.output());
    assertTrue(replay.output().contains("first moment at rest from 20 us on"), replay.output());
    assertTrue(replay.output().contains("pmap after "), replay.output());
    assertTrue(replay.output().contains("as far as it went"), replay.output());
    assertTrue(replay("--until", "20us").output().contains("ps after"));
    Outcome late = replay("--until", "3s");
    assertTrue(late.output().contains("it came before 3 s"), late.output());
    assertTrue(late.output().contains("the same as recorded, all"), late.output());
    assertEquals(2, replay("--until", "soon").status());
    assertEquals(2, replay("--view", "nothing").status());
  }

  @Test
  void walk_followsTheCommandsOfItsInput() {
    Outcome walk = step("\nnext 2\nc\nswitch\nevent 300\nuntil 400us\nview ps\nquit\n");
    assertEquals(0, walk.status(), walk.errors());
    List<String> lines = walk.output().lines().toList();
    assertTrue(lines.get(0).startsWith("       1         0 ns  worker[0] (2) is created"));
    assertTrue(lines.get(3).contains("CPU 0 turns to worker["), lines.get(3));
    assertEquals(1, lines.stream().filter(line -> line.startsWith("     300 ")).count());
    assertTrue(walk.output().contains(" calls "), walk.output());
    assertTrue(walk.output().contains("ps after "), walk.output());
    assertFalse(walk.output().contains("the end, after"), walk.output());
    Outcome whole = step("go\n");
    assertTrue(whole.output().contains("the end, after"), whole.output());
    assertTrue(whole.output().contains("the same as recorded, all"), whole.output());
  }

  @Test
  void walk_withWrongCommands_saysWhatIsRight() {
    Outcome walk = step("wiew\nnext many\nuntil 5\nview nothing\nevent 1\nevent x\nhelp\n");
    assertEquals(0, walk.status(), walk.errors());
    for (String part :
        List.of(
            "no command 'wiew', did you mean 'view'?",
            "expected a number: many",
            "expected a time with its unit",
            "there is no view 'nothing'",
            "that one is past",
            "expected the number of an event",
            "on to the next system call")) {
      assertTrue(walk.output().contains(part), part + " is not in:\n" + walk.output());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 100, 500})
  void file_thatIsCutOff_isNoRecording(int length) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, length));
    damaged("it is no recording, or the end of it is missing");
    Files.write(file, Arrays.copyOf(whole, whole.length - 1 - length));
    damaged("it is no recording, or the end of it is missing");
  }

  /// Wherever a byte is another one, the file is as it was or it is told that it is damaged.
  @Test
  void file_thatIsDamaged_neverFailsOtherwise() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += 97) {
      byte[] other = whole.clone();
      other[at] ^= 0x55;
      Files.write(file, other);
      try {
        RecordingFile.read(file);
      } catch (IOException e) {
        assertFalse(String.valueOf(e.getMessage()).isEmpty());
      }
    }
  }

  @Test
  void file_ofAnotherKind_isNoRecording() throws IOException {
    Files.writeString(file, "processes.p.program = \"return 0;\"\n");
    damaged("it is no recording");
    Path missing = folder.resolve("missing.ringfence");
    Outcome outcome = CommandTest.execute("replay", missing.toString());
    assertEquals(2, outcome.status());
    assertTrue(outcome.errors().contains("no such file"), outcome.errors());
    assertEquals(2, CommandTest.execute("replay", folder.toString()).status());
    assertEquals(2, replay("--step", "--json").status());
  }

  @Test
  void recording_ofAScenarioThatThisVersionRefuses_isTold() throws IOException {
    Recording recording = RecordingFile.read(file);
    recording
        .files()
        .replaceAll(
            (path, bytes) ->
                path.endsWith("worker.c") ? "int x".getBytes(StandardCharsets.UTF_8) : bytes);
    rewrite(recording);
    Outcome replay = replay();
    assertEquals(3, replay.status());
    assertTrue(replay.errors().contains("worker.c:1:"), replay.errors());
    assertFalse(replay.errors().contains("Exception"), replay.errors());
  }

  private void damaged(String expected) {
    Outcome outcome = replay();
    assertEquals(3, outcome.status(), outcome.output());
    assertEquals("", outcome.output());
    assertTrue(outcome.errors().contains(expected), outcome.errors());
    assertFalse(outcome.errors().contains("Exception"), outcome.errors());
  }
}
