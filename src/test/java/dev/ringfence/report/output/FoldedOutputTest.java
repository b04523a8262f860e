package dev.ringfence.report.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.event.Event;
import dev.ringfence.event.Events.Steps;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.scenario.Simulation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stacks for flame graphs.
class FoldedOutputTest {
  private static final String THREADS =
      """
      machine { cpus = 2, quantum = 100 us }
      processes.p {
        count = 2
        program = \"""
          #include <pthread.h>
          #include <ringfence.h>
          #include <stdio.h>
          static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
          static void inner(int n) { compute(n); }
          static void *body(void *none) {
            pthread_mutex_lock(&lock);
            inner(300000);
            pthread_mutex_unlock(&lock);
            return none;
          }
          int main(void) {
            pthread_t other;
            pthread_create(&other, NULL, body, NULL);
            body(NULL);
            pthread_join(other, NULL);
            printf("done\\\\n");
            return 0;
          }
        \"""
      }
      """;

  @TempDir Path folder = Path.of("");

  private static Map<String, Long> weights(ByteArrayOutputStream out) {
    Map<String, Long> weights = new TreeMap<>();
    for (String line : out.toString(StandardCharsets.UTF_8).split("\n")) {
      int space = line.lastIndexOf(' ');
      weights.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
    }
    return weights;
  }

  private static long sum(Map<String, Long> weights, String part) {
    return weights.entrySet().stream()
        .filter(entry -> entry.getKey().contains(part))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  void timeOnCpus_isChargedToStacksToTheCycle() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Ended ended = OutputRun.of(folder, THREADS, Form.FOLDED.make(out));
    Map<String, Long> weights = weights(out);
    Simulation simulation = ended.simulation();
    assertNotNull(simulation);
    long used = simulation.kernel().parts().work().stream().mapToLong(Scheduler.Work::all).sum();
    assertEquals(used, sum(weights, ""), out.toString(StandardCharsets.UTF_8));
    long computed = simulation.workload().profile().cycles(4 * 300_000);
    assertTrue(sum(weights, ";inner") >= computed * 0.99, weights.toString());
    assertTrue(sum(weights, "p[1];") >= computed / 2, weights.toString());
    assertTrue(sum(weights, "write_[k]") > 0, weights.toString());
    assertTrue(weights.values().stream().allMatch(weight -> weight > 0), weights.toString());
  }

  @Test
  void timeOffCpus_isThatOfTheWaits() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Ended ended = OutputRun.of(folder, THREADS, Form.OFFCPU_FOLDED.make(out));
    Map<String, Long> weights = weights(out);
    Simulation simulation = ended.simulation();
    assertNotNull(simulation);
    long once = simulation.workload().profile().cycles(300_000);
    assertTrue(sum(weights, ";body;pthread_mutex_lock;[mutex lock]") >= once, "" + weights);
    assertTrue(sum(weights, "[runnable]") > 0, weights.toString());
  }

  @Test
  void timeOnAndOffCpus_isTheLifeOfAllThreads() throws IOException {
    ByteArrayOutputStream on = new ByteArrayOutputStream();
    ByteArrayOutputStream off = new ByteArrayOutputStream();
    OutputRun.of(folder, THREADS, Form.FOLDED.make(on));
    long[] lives = {0};
    Output output = Form.OFFCPU_FOLDED.make(off);
    OutputRun.of(folder, THREADS, new Lives(output, lives));
    long exits = sum(weights(on), "exit_[k]");
    assertEquals(
        lives[0],
        sum(weights(on), "") - exits + sum(weights(off), ""),
        "whoever exits is told to have ended when it enters the kernel for that");
  }

  /// Adds up for how long threads live, for an output.
  private record Lives(Output output, long[] sum) implements Output {
    @Override
    public Steps steps() {
      return output.steps();
    }

    @Override
    public void prepare(Simulation simulation) {
      output.prepare(simulation);
    }

    @Override
    public void accept(Event event) {
      output.accept(event);
      switch (event) {
        case Event.ProcessCreated created -> sum[0] -= created.time();
        case Event.ThreadCreated created -> sum[0] -= created.time();
        case Event.ProcessExited exited -> sum[0] += exited.time();
        case Event.ThreadExited exited -> sum[0] += exited.time();
        default -> {}
      }
    }

    @Override
    public void ended(Ended run) throws IOException {
      output.ended(run);
    }
  }

  @Test
  void run_thatIsSampled_hasTheDigestOfOneThatIsNot() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String sampled = OutputRun.of(folder, THREADS, Form.FOLDED.make(out)).outcome().digest();
    assertEquals(OutputRun.of(folder, THREADS, _ -> {}).outcome().digest(), sampled);
  }
}
