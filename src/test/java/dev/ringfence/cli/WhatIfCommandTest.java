package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

/// `run --what-if` as a user meets it.
class WhatIfCommandTest {
  private static final String SCENARIO = "scenarios/observe/convoy.conf";

  private static void refused(int status, String supposition, String told) {
    CommandTest.Outcome outcome =
        CommandTest.execute("run", "-q", "--what-if", supposition, SCENARIO);
    assertEquals(status, outcome.status(), outcome.errors());
    assertTrue(outcome.errors().contains(told), outcome.errors());
  }

  @Test
  void supposition_thatIsWrittenWrongly_isAUsageError() {
    refused(2, "lock:journal", "'lock:journal' supposes nothing");
    refused(2, "cpus=+0", "supposes nothing");
    refused(2, "cpus=-1", "supposes nothing");
    refused(2, "compute:x:1=x99999", "supposes nothing");
    refused(2, "", "supposes nothing");
  }

  @Test
  void supposition_ofWhatThereIsNot_namesTheNearest() {
    refused(3, "lock:mutex jurnal=free", "did you mean 'mutex journal'?");
    refused(3, "queue:q.capacity=+1", "there is no queue 'q'");
    refused(3, "compute:" + SCENARIO + ":24=x2", "did you mean '" + SCENARIO);
  }

  @Test
  void supposition_byTheLastWordOfAName_isInTheDocument() {
    CommandTest.Outcome outcome =
        CommandTest.execute("run", "--json", "--what-if", "lock:journal=free", SCENARIO);
    JsonObject document = JsonParser.parseString(outcome.output()).getAsJsonObject();
    JsonObject tried = document.getAsJsonObject("whatIf");
    assertEquals(document.get("virtualNanos").getAsLong(), tried.get("nanos").getAsLong());
    JsonObject row = tried.getAsJsonArray("rows").get(0).getAsJsonObject();
    assertEquals("lock:mutex journal=free", row.get("what").getAsString());
    assertTrue(row.get("nanos").getAsLong() < tried.get("nanos").getAsLong());
  }
}
