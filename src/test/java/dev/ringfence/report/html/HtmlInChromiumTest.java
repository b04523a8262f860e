package dev.ringfence.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages in a browser that is not connected to anything.
class HtmlInChromiumTest {
  private static final Path SCENARIOS = Path.of("scenarios");

  @TempDir static Path folder = Path.of("");

  private static @Nullable Chromium browser;

  @BeforeAll
  static void start() throws InterruptedException {
    browser = Chromium.start(folder.resolve("profile"));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (browser != null) {
      browser.close();
    }
  }

  private static Chromium open(Path scenario, int width) throws IOException, InterruptedException {
    assumeTrue(browser != null, "Chromium is not installed");
    Chromium started = Objects.requireNonNull(browser);
    Path file = folder.resolve(scenario.getFileName() + ".html");
    Files.writeString(file, HtmlPage.of(scenario).text());
    started.open(file, width);
    assertEquals(List.of(), started.errors());
    assertEquals(List.of(file.toUri().toString()), started.fetched(), "nothing else is fetched");
    return started;
  }

  @Test
  void pages_openWithoutErrorsInWideAndNarrowWindows() throws IOException, InterruptedException {
    for (String name :
        List.of(
            "deadlock/bounded-buffer",
            "deadlock/own-write-end",
            "ipc/database",
            "machine/stray-pointer",
            "machine/thrashing",
            "observe/pipeline")) {
      for (int width : new int[] {1280, 400}) {
        Chromium page = open(SCENARIOS.resolve(name + ".conf"), width);
        String wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth");
        assertEquals("true", wide, name + " fits " + width);
      }
    }
  }

  @Test
  void verdict_ofPhilosophers_isADeadlockWithACycle() throws IOException, InterruptedException {
    Chromium page = open(SCENARIOS.resolve("deadlock/dining-philosophers.conf"), 1280);
    assertEquals("Deadlock", page.evaluate("document.querySelector('.verdict').textContent"));
    assertEquals("10", page.evaluate("document.querySelectorAll('.graph path.edge.cycle').length"));
    page.evaluate("document.querySelector('.group dd button.place').click()");
    String line = page.evaluate("document.querySelector('.code li.chosen').textContent");
    assertTrue(line.contains("sem_wait(right);"), line);
  }

  @Test
  void keys_chooseAndZoom() throws IOException, InterruptedException {
    Chromium page = open(SCENARIOS.resolve("observe/convoy.conf"), 1280);
    page.evaluate("document.querySelector('.lanes').focus()");
    for (int i = 0; i < 7; i++) {
      page.press("ArrowDown");
    }
    page.press("ArrowRight");
    String first = page.evaluate("document.querySelector('.detail').textContent");
    assertTrue(first.contains("thread 3"), first);
    page.press("Enter");
    page.press("+");
    page.press("c");
    String call = page.evaluate("document.querySelector('.detail').textContent");
    assertTrue(call.contains("called at convoy.conf:"), call);
    assertEquals(List.of(), page.errors());
  }

  @Test
  void tables_areSortedByTheColumnThatIsClicked() throws IOException, InterruptedException {
    Chromium page = open(SCENARIOS.resolve("ipc/database.conf"), 1280);
    page.evaluate("document.querySelector('#contention th button').click()");
    String head = "document.querySelector('#contention th').getAttribute('aria-sort')";
    assertEquals("ascending", page.evaluate(head));
    String cells = "[...document.querySelectorAll('#contention table:first-of-type .name')]";
    assertEquals("a timer", page.evaluate(cells + "[0].textContent"));
    page.evaluate("document.querySelector('#contention .name button').click()");
    String blame = page.evaluate("document.querySelector('#contention .blame').textContent");
    assertTrue(blame.contains("because of"), blame);
  }

  @Test
  void tenThousandProcesses_areAddedUpUntilTheirGroupIsOpened()
      throws IOException, InterruptedException {
    Chromium page = open(SCENARIOS.resolve("bench/ten-thousand.conf"), 1280);
    String height = "document.querySelector('.lanes').scrollHeight";
    assertTrue(Integer.parseInt(page.evaluate(height)) < 400, "one row stands for all");
    page.evaluate("document.querySelector('.lanes').focus()");
    for (int i = 0; i < 5; i++) {
      page.press("ArrowDown");
    }
    String detail = page.evaluate("document.querySelector('.detail').textContent");
    assertTrue(detail.contains("10,000 tasks"), detail);
    page.press(" ");
    assertTrue(Integer.parseInt(page.evaluate(height)) > 300_000, "each has a row");
    assertEquals(List.of(), page.errors());
  }

  @Test
  void theme_isChangedByTheButton() throws IOException, InterruptedException {
    Chromium page = open(SCENARIOS.resolve("observe/pipeline.conf"), 1280);
    String colour = "getComputedStyle(document.body).backgroundColor";
    String before = page.evaluate(colour);
    page.evaluate("document.getElementById('theme').click()");
    assertTrue(!before.equals(page.evaluate(colour)), before);
    assertEquals(List.of(), page.errors());
  }

  @Test
  void textOfAProcess_isShownAndNotExecuted() throws IOException, InterruptedException {
    Chromium page = open(HtmlOutputTest.hostile(folder), 1280);
    String bold =
        "[...document.querySelectorAll('b')].filter(b => b.textContent === 'bold').length";
    assertEquals("0", page.evaluate(bold));
    String printed = page.evaluate("document.querySelector('.console pre').textContent");
    assertEquals("</script><b>bold</b><!--", printed);
    String title = page.evaluate("document.querySelector('h1').textContent");
    assertEquals("</title></script><b>title</b>", title);
  }
}
