package dev.ringfence.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run as one HTML page.
class HtmlOutputTest {
  private static final Path PHILOSOPHERS = Path.of("scenarios/deadlock/dining-philosophers.conf");
  private static final Path CONVOY = Path.of("scenarios/observe/convoy.conf");

  /// What the records of the trace are.
  private static final int RUNNING = 0;

  private static final int RUNNABLE = 1;
  private static final int BLOCKED = 2;
  private static final int CALL = 3;
  private static final int HOLD = 4;
  private static final int SORTS = 6;

  @TempDir Path folder = Path.of("");

  private static String digest(String text) throws NoSuchAlgorithmException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  @Test
  void page_isOneFileThatNamesNothingElse() throws IOException {
    String text = HtmlPage.of(PHILOSOPHERS).text();
    String rest = text.replace("http://www.w3.org/2000/svg", "");
    for (String other :
        List.of("http:", "https:", " src=", "<link", "@import", "<base", "fetch(")) {
      assertFalse(rest.contains(other), other);
    }
    assertFalse(rest.replace("url(#arrow", "").contains("url("), "nothing is drawn from elsewhere");
    assertTrue(text.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"), "it is a document");
    assertTrue(text.endsWith("</html>\n"), "it is whole");
  }

  @Test
  void policy_allowsTheScriptAndTheStyleSheetOfThePageAndNothingElse()
      throws IOException, NoSuchAlgorithmException {
    HtmlPage page = HtmlPage.of(PHILOSOPHERS);
    String policy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src %s; script-src %s"
            .formatted(
                digest(page.content("style")), digest(page.content("script type=\"module\"")));
    assertTrue(page.text().contains("content=\"" + policy + "\""), policy);
  }

  @Test
  void facts_areThoseOfTheRun() throws IOException {
    HtmlPage page = HtmlPage.of(PHILOSOPHERS);
    JsonObject facts = page.facts();
    assertEquals("stuck", facts.get("outcome").getAsString());
    assertEquals(page.run().outcome().digest(), facts.get("digest").getAsString());
    JsonObject group = facts.getAsJsonArray("stuck").get(0).getAsJsonObject();
    assertEquals(page.run().outcome().stuck().getFirst().why(), group.get("why").getAsString());
    assertEquals(5, facts.getAsJsonObject("graph").getAsJsonArray("waits").size());
    assertEquals(5, facts.getAsJsonObject("graph").getAsJsonArray("holds").size());
    JsonObject source = facts.getAsJsonArray("sources").get(0).getAsJsonObject();
    assertEquals(PHILOSOPHERS.toString(), source.get("file").getAsString());
    assertEquals(Files.readString(PHILOSOPHERS), source.get("text").getAsString());
  }

  @Test
  void sameRun_givesTheSamePage() throws IOException {
    assertEquals(HtmlPage.of(CONVOY).text(), HtmlPage.of(CONVOY).text());
  }

  @Test
  void trace_ofWaitsAndCalls_addsUpToTheRun() throws IOException {
    HtmlPage page = HtmlPage.of(CONVOY);
    long[] sums = new long[SORTS];
    long[] counts = new long[SORTS];
    long returned = 0;
    for (long[] found : page.records()) {
      returned += found[0] == CALL && found[7] == 0 ? 1 : 0;
      counts[(int) found[0]]++;
      sums[(int) found[0]] += found[3];
    }
    JsonElement account = page.facts().getAsJsonObject("account").get("processes");
    List<JsonElement> times = account.getAsJsonArray().get(0).getAsJsonArray().asList();
    long lifetime = times.get(1).getAsLong();
    long running = times.get(2).getAsLong();
    long runnable = times.get(3).getAsLong();
    assertEquals(lifetime - running - runnable, sums[BLOCKED], "time blocked");
    assertEquals(running, sums[RUNNING], "time on CPUs");
    assertEquals(runnable, sums[RUNNABLE], "time without a CPU");
    assertEquals(page.run().outcome().counters().get("syscalls"), returned);
    assertTrue(counts[HOLD] >= 200, "the journal was locked 200 times");
  }

  @Test
  void criticalPath_isWithoutGaps() throws IOException {
    HtmlPage page = HtmlPage.of(CONVOY);
    List<JsonElement> numbers = page.blocks("path").getFirst().getAsJsonArray().asList();
    long at = page.run().outcome().virtualNanos();
    for (int i = 0; i < numbers.size(); i += 5) {
      long from = numbers.get(i + 3).getAsLong();
      assertEquals(at, from + numbers.get(i + 4).getAsLong(), "a step ends where the next begins");
      at = from;
    }
    assertEquals(0, at, "the path begins with the run");
  }

  @Test
  void traceThatIsTooLong_isCutAndSaysSo() throws IOException {
    HtmlPage page = HtmlPage.of(CONVOY, new Trace.Room(10, 20, 30, 0));
    long[] counts = new long[SORTS];
    page.records().forEach(found -> counts[(int) found[0]]++);
    assertEquals(10, counts[RUNNING] + counts[RUNNABLE] + counts[BLOCKED]);
    assertEquals(20, counts[CALL]);
    assertEquals(30, counts[HOLD]);
    assertTrue(page.notes().getFirst().matches("[0-9,]+ turns of tasks from .* on are left out"));
    assertEquals(4, page.facts().getAsJsonArray("leftOut").size());
  }

  @Test
  void textOfAProcess_cannotLeaveItsBlock() throws IOException {
    HtmlPage page = HtmlPage.of(hostile(folder));
    Matcher ends = Pattern.compile("</script").matcher(page.text());
    Matcher begins = Pattern.compile("<script").matcher(page.text());
    assertEquals(begins.results().count(), ends.results().count());
    assertFalse(page.text().contains("<b>"), "nothing of it is markup");
    List<String> texts =
        page.facts().getAsJsonArray("texts").asList().stream()
            .map(JsonElement::getAsString)
            .toList();
    assertTrue(texts.contains("</script><b>bold</b><!--\n"), "it is there as it was printed");
  }

  /// A scenario whose process and title are up to no good.
  static Path hostile(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("hostile.conf"),
        """
        title = "</title></script><b>title</b>"
        about = "</script><b>about</b><!--"
        processes.p.program = \"""
          printf("</script><b>bold</b><!--\\n");
          sem_t *s = sem_open("/<b>&amp;", O_CREAT, 0600, 0);
          sem_wait(s);
        \"""
        """);
  }
}
