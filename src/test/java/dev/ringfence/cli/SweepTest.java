package dev.ringfence.cli;

import static dev.ringfence.cli.LoadTest.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `load --sweep` as a user meets it.
class SweepTest {
  private static final String FOLDER = "scenarios/load/";

  @TempDir Path folder = Path.of("");

  @Test
  void sweep_withOneLock_namesItAndFindsThePeak() {
    CommandTest.Outcome outcome =
        CommandTest.execute("load", "--sweep", "processes=32,1,4,16", FOLDER + "lock.conf");
    told(
        outcome,
        0,
        "Universal Scalability Law",
        "It peaks at N =",
        "With 32 processes semaphore /lock limits it",
        "--sweep processes=1,4,16,32");
  }

  @Test
  void sweep_judgesWhatIsExpected_ofEachSize() {
    List<String> words =
        new ArrayList<>(
            List.of(
                "load",
                "--sweep",
                "processes=1,4,16",
                FOLDER + "lock.conf",
                "-D",
                "expect.latency.lock.p99=< 300 us",
                "-D",
                "expect.throughput.lock=> 500/s"));
    CommandTest.Outcome text = CommandTest.execute(words.toArray(String[]::new));
    told(text, 1, "NOT as expected with N = 16: latency.lock.p99 < 300 us; found: ");
    List<String> rows = text.output().lines().filter(l -> l.matches(" +[0-9]+ .*")).toList();
    assertEquals(
        List.of("met", "met", "missed"),
        rows.stream().map(row -> row.replaceFirst(".* ", "")).toList());
    assertEquals(1, text.output().lines().filter(line -> line.startsWith("NOT")).count());

    words.add("--json");
    JsonObject json =
        JsonParser.parseString(CommandTest.execute(words.toArray(String[]::new)).output())
            .getAsJsonObject();
    List<Boolean> met = new ArrayList<>();
    for (JsonElement step : json.getAsJsonArray("steps")) {
      met.add(step.getAsJsonObject().get("met").getAsBoolean());
      assertTrue(
          step.getAsJsonObject()
              .getAsJsonArray("expectations")
              .toString()
              .contains("throughput.lock > 500/s"));
    }
    assertEquals(List.of(true, true, false), met);
  }

  @Test
  void sweep_thatExpectsWhatNothingMeasured_isAnError() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.conf"),
            """
            load { stages = ["1s -> 3"], processes { u = 1 } }
            processes.u.program = "usleep(1000); if (COUNT > 1) getppid();"
            expect.calls.getppid.max = "< 1 s"
            """);
    told(
        CommandTest.execute("load", "--sweep", "processes=1,2", file.toString()),
        3,
        "s.conf:3:22",
        "nothing measured 'calls.getppid.max'",
        "1 error");
  }

  @Test
  void sweep_withFewSizes_saysWhatItCannotSay() {
    String[] few = {"load", "--sweep", "processes=1,2", FOLDER + "lock.conf"};
    told(CommandTest.execute(few), 0, "Too few sizes");
    String[] three = {"load", "--sweep", "processes=1,2,4", FOLDER + "lock.conf"};
    told(CommandTest.execute(three), 0, "how well the law fits cannot be said");
  }

  @Test
  void sweep_thatIsNone_isRefused() {
    String[] wrong = {"load", "--sweep", "threads=1,2", FOLDER + "lock.conf"};
    told(CommandTest.execute(wrong), 2, "expected processes=");
    String[] open = {"load", "--sweep", "processes=1,2", FOLDER + "slow-server.conf"};
    told(CommandTest.execute(open), 3, "needs a closed load");
    String[] metric = {"load", "--sweep", "processes=1,2", "--metric", "lok", FOLDER + "lock.conf"};
    told(CommandTest.execute(metric), 3, "nothing measured 'lok'", "lock");
  }
}
