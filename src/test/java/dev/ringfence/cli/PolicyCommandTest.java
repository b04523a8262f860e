package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

/// `run --compare-policies` as a user meets it.
class PolicyCommandTest {
  private static final String SCENARIO = "scenarios/deadlock/policies.conf";
  private static final String SHORT = "define.TIME=\"10 * 1000000L\"";

  @Test
  void policy_thatIsUnknown_isAUsageError() {
    CommandTest.Outcome outcome =
        CommandTest.execute("run", "-q", "--compare-policies=none,bankr", SCENARIO);
    assertEquals(2, outcome.status());
    assertTrue(outcome.errors().contains("did you mean 'banker'?"), outcome.errors());
  }

  @Test
  void comparison_ofAllPolicies_isInTheDocument() {
    CommandTest.Outcome outcome =
        CommandTest.execute("run", "--json", "-D", SHORT, SCENARIO, "--compare-policies");
    JsonObject document = JsonParser.parseString(outcome.output()).getAsJsonObject();
    JsonArray rows = document.getAsJsonObject("policies").getAsJsonArray("rows");
    assertEquals(6, rows.size());
    assertEquals("stuck", rows.get(0).getAsJsonObject().get("outcome").getAsString());
    for (int i = 1; i < rows.size(); i++) {
      JsonObject row = rows.get(i).getAsJsonObject();
      assertEquals("finished", row.get("outcome").getAsString(), row::toString);
      assertTrue(row.get("work").getAsLong() > 100, row::toString);
    }
    JsonObject own = document.getAsJsonObject("deadlockPolicy");
    assertEquals("detect", own.get("policy").getAsString());
    assertEquals(
        rows.get(1).getAsJsonObject().get("victims").getAsLong(),
        own.getAsJsonObject("counts").get("victim").getAsLong());
  }
}
