package dev.ringfence.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.analysis.PriorityInversions;
import dev.ringfence.event.Event;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Policies, priorities and nice values, and who inherits them.
class SchedulingTest {
  /// Two processes that compute, and when each of them has ended.
  private static final String TWO =
      """
      machine { cpus = 1, quantum = 1 ms }
      processes.a { program = "compute(20000000);", scheduling = %s }
      processes.b { program = "compute(20000000);", scheduling = %s }
      """;

  /// A task of low priority holds one lock, a second one that lock's waiter holds another, for
  /// which the highest waits; a fourth computes.
  private static final String CHAIN =
      """
      machine { cpus = %d, quantum = 1 ms }
      processes.p {
        user = root
        program = \"""
          #include <pthread.h>
          #include <ringfence.h>
          #include <stdio.h>
          #include <time.h>
          static pthread_mutex_t one, two;
          static void nap(long ms) { nanosleep(&(struct timespec){0, ms * 1000000}, NULL); }
          static void *lowest(void *none) {
            pthread_mutex_lock(&one);
            compute(3000000);
            pthread_mutex_unlock(&one);
            puts("lowest");
            return none;
          }
          static void *second(void *none) {
            nap(1);
            pthread_mutex_lock(&two);
            pthread_mutex_lock(&one);
            pthread_mutex_unlock(&one);
            pthread_mutex_unlock(&two);
            puts("second");
            return none;
          }
          static void *middle(void *none) {
            nap(2);
            compute(30000000);
            puts("middle");
            return none;
          }
          static void *highest(void *none) {
            nap(2);
            pthread_mutex_lock(&two);
            pthread_mutex_unlock(&two);
            puts("highest");
            return none;
          }
          static pthread_t start(void *(*body)(void *), int priority) {
            pthread_t thread;
            pthread_attr_t attr;
            struct sched_param param = {priority};
            pthread_attr_init(&attr);
            pthread_attr_setinheritsched(&attr, PTHREAD_EXPLICIT_SCHED);
            pthread_attr_setschedpolicy(&attr, SCHED_FIFO);
            pthread_attr_setschedparam(&attr, &param);
            pthread_create(&thread, &attr, body, NULL);
            return thread;
          }
          int main(void) {
            pthread_mutexattr_t attr;
            pthread_mutexattr_init(&attr);
            pthread_mutexattr_setprotocol(&attr, %s);
            pthread_mutex_init(&one, &attr);
            pthread_mutex_init(&two, &attr);
            struct sched_param first = {90};
            pthread_setschedparam(pthread_self(), SCHED_FIFO, &first);
            pthread_t all[] = {
              start(lowest, 1), start(second, 10), start(middle, 20), start(highest, 30)
            };
            for (int i = 0; i < 4; i++)
              pthread_join(all[i], NULL);
            return 0;
          }
        \"""
      }
      """;

  private final Map<Integer, Long> ends = new HashMap<>();
  private final StringBuilder printed = new StringBuilder();
  private final PriorityInversions inversions = new PriorityInversions(1000);

  @TempDir private Path folder = Path.of("");

  private Simulation run(String text, IntUnaryOperator order, boolean inherits) throws IOException {
    ends.clear();
    printed.setLength(0);
    Path file = Files.writeString(folder.resolve("s.conf"), text);
    PlainLoop loop = new PlainLoop(order);
    Simulation simulation =
        Simulation.of(
            Scenarios.load(file),
            loop,
            event -> {
              inversions.accept(event);
              if (event instanceof Event.ProcessExited exited) {
                ends.put(exited.pid(), exited.time());
              } else if (event instanceof Event.ConsoleWritten written) {
                printed.append(written.text());
              }
            });
    simulation.kernel().parts().priorities().follow();
    if (inherits) {
      simulation.kernel().parts().priorities().inheritAlways();
    }
    loop.serve(simulation.kernel());
    inversions.finish(simulation.kernel().now());
    return simulation;
  }

  private long end(int pid) {
    return Objects.requireNonNull(ends.get(pid));
  }

  private double shareOfFirst(String first, String second) throws IOException {
    run(TWO.formatted(first, second), _ -> 0, false);
    long whole = Math.max(end(2), end(3));
    long firstEnd = Math.min(end(2), end(3));
    return (double) firstEnd / whole;
  }

  @Test
  void equals_endTogether() throws IOException {
    assertTrue(shareOfFirst("{}", "{}") > 0.95);
  }

  @Test
  void nice_sharesByWeights() throws IOException {
    // 1024 to 110: the heavier one has 20 ms of 22.1 before it ends.
    double share = shareOfFirst("{ nice = 10 }", "{ nice = 0 }");
    assertTrue(end(3) < end(2));
    assertEquals(20 * (1 + 110 / 1024.0) / 40, share, 0.03);
  }

  @Test
  void fifo_runsToItsEnd() throws IOException {
    assertEquals(0.5, shareOfFirst("{}", "{ policy = fifo, priority = 3 }"), 0.01);
    assertTrue(end(3) < end(2));
    assertEquals(0.5, shareOfFirst("{ policy = fifo }", "{ policy = fifo }"), 0.01);
    assertTrue(end(2) < end(3));
  }

  @Test
  void roundRobin_sharesAmongEquals() throws IOException {
    assertTrue(shareOfFirst("{ policy = rr }", "{ policy = rr }") > 0.95);
    assertEquals(0.5, shareOfFirst("{ policy = rr }", "{ policy = rr, priority = 2 }"), 0.01);
  }

  @Test
  void idle_hasWhatOthersLeave() throws IOException {
    assertEquals(0.5, shareOfFirst("{ policy = idle }", "{}"), 0.03);
    assertTrue(end(3) < end(2));
  }

  @Test
  void chain_withoutInheritance_waitsForMiddle() throws IOException {
    run(CHAIN.formatted(1, "PTHREAD_PRIO_NONE"), _ -> 0, false);
    assertEquals("middle\nhighest\nsecond\nlowest\n", printed.toString());
    assertTrue(
        inversions.found().stream().anyMatch(i -> i.priority() == 30 && i.inverted() > 25_000_000));
  }

  @Test
  void chain_withInheritance_passesMiddle() throws IOException {
    run(CHAIN.formatted(1, "PTHREAD_PRIO_INHERIT"), _ -> 0, false);
    assertEquals("highest\nmiddle\nsecond\nlowest\n", printed.toString());
    assertTrue(inversions.found().stream().noneMatch(i -> i.priority() == 30));
  }

  @Test
  void chain_withAllMutexesInheriting_passesMiddle() throws IOException {
    run(CHAIN.formatted(1, "PTHREAD_PRIO_NONE"), _ -> 0, true);
    assertEquals("highest\nmiddle\nsecond\nlowest\n", printed.toString());
  }

  @Test
  void priorities_onTwoCpus_areDeterministic() throws IOException {
    String text = CHAIN.formatted(2, "PTHREAD_PRIO_INHERIT");
    String first = run(text, _ -> 0, false).kernel().events().digest();
    String last = run(text, lent -> lent - 1, false).kernel().events().digest();
    assertEquals(first, last);
  }
}
