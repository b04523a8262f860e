package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `run --predict` as a user meets it.
class PredictCommandTest {
  private static final String LUCKY = "scenarios/observe/lock-order-lucky.conf";

  @TempDir Path folder = Path.of("");

  private static CommandTest.Outcome predict(String... more) {
    String[] all = new String[more.length + 4];
    System.arraycopy(new String[] {"run", "-q", "--predict", LUCKY}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return CommandTest.execute(all);
  }

  @Test
  void deadlock_thatIsPredicted_isWhatWasExpected() {
    CommandTest.Outcome outcome = predict();
    assertEquals(0, outcome.status(), outcome.output());
    assertTrue(outcome.output().contains("LOCK ORDER: CONFIRMED"), outcome.output());
    assertTrue(outcome.output().contains("as expected: a deadlock, or one predicted"));
  }

  @Test
  void deadlock_thatIsPredictedOrNotAgainstExpectation_isAFailure() {
    assertEquals(1, predict("-D", "expect.deadlock=none").status());
    assertEquals(1, predict("-D", "define.GUARD=1").status());
    assertEquals(0, predict("-D", "define.GUARD=1", "-D", "expect.deadlock=none").status());
  }

  @Test
  void document_ofAPrediction_namesTheHoldsWithWhichItHappens() {
    CommandTest.Outcome outcome = CommandTest.execute("run", "--json", "--predict", LUCKY);
    JsonObject document = JsonParser.parseString(outcome.output()).getAsJsonObject();
    assertEquals("finished", document.get("outcome").getAsString());
    JsonObject finding = document.getAsJsonArray("findings").get(0).getAsJsonObject();
    assertEquals("predicted-lock-order", finding.get("kind").getAsString());
    JsonObject one =
        document.getAsJsonObject("prediction").getAsJsonArray("found").get(0).getAsJsonObject();
    assertTrue(one.get("confirmed").getAsBoolean());
    String holds = one.get("holds").getAsString();
    CommandTest.Outcome again = CommandTest.execute("run", "--json", "-D", holds, LUCKY);
    assertEquals(
        "stuck",
        JsonParser.parseString(again.output()).getAsJsonObject().get("outcome").getAsString());
  }

  @Test
  void recording_ofAHeldRun_isReplayedWithItsHolds() {
    Path file = folder.resolve("held.ringfence");
    String holds = "holds=[{task=3,call=2,for=1ms}]";
    CommandTest.execute("run", "-q", "-D", holds, "-o", file.toString(), LUCKY);
    assertTrue(Files.exists(file));
    CommandTest.Outcome replayed = CommandTest.execute("replay", file.toString());
    assertEquals(0, replayed.status(), replayed.output() + replayed.errors());
    assertTrue(replayed.output().contains("DEADLOCK"), replayed.output());
  }
}
