package dev.ringfence.report.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The graph of who waits for whom.
class DotOutputTest {
  private static final Path SCENARIOS = Path.of("scenarios/deadlock");

  @TempDir Path folder = Path.of("");

  private static String dot(Path scenario) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OutputRun.of(scenario, Form.DOT.make(out));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void has(String graph, String part) {
    assertTrue(graph.contains(part), part + " is not in\n" + graph);
  }

  @Test
  void cycle_ofPhilosophers_isRedWithTheLinesOfBothForks() throws IOException {
    Path file = SCENARIOS.resolve("dining-philosophers.conf");
    String graph = dot(file);
    has(graph, "t2 [shape=box, label=\"philosopher[0] (2)\\ncycle\", color=red, penwidth=2];");
    has(graph, "[label=\"sem_wait\\n" + file + ":20\", color=red, penwidth=2];");
    has(graph, "-> t2 [label=\"held, taken at\\n" + file + ":17\", color=red, penwidth=2];");
    assertEquals(graph, dot(file), "the same run gives the same graph");
  }

  @Test
  void wait_forWhatNobodyHolds_leadsToWhoCouldEndIt() throws IOException {
    String graph = dot(SCENARIOS.resolve("wait-for-child-with-full-pipe.conf"));
    has(graph, "-> t3 [style=dashed, label=\"it could end this\", color=red, penwidth=2];");
    has(graph, "-> t2 [style=dashed, label=\"it could end this\", color=red, penwidth=2];");
  }

  @Test
  void run_inWhichNobodyWaits_hasAnEmptyGraph() throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), "processes.p.program = \"return 0;\"");
    String graph = dot(file);
    assertTrue(!graph.contains("->") && !graph.contains("shape="), graph);
  }

  @Test
  void graph_isUnderstoodByGraphviz() throws IOException, InterruptedException {
    assumeTrue(isInstalled(), "dot of Graphviz is not installed");
    for (String name : new String[] {"dining-philosophers", "own-write-end", "lost-wakeup"}) {
      Path file = folder.resolve(name + ".dot");
      Files.writeString(file, dot(SCENARIOS.resolve(name + ".conf")));
      Process process =
          new ProcessBuilder("dot", "-Tsvg", file.toString()).redirectErrorStream(true).start();
      String svg = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), svg);
      assertTrue(svg.contains("</svg>") && !svg.contains("Warning"), svg);
    }
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("dot", "-V").redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
