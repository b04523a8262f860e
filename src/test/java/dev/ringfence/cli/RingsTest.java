package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ringfence.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The accounts of crossings between rings.
class RingsTest {
  @TempDir Path folder = Path.of("");

  /// Those that run on one machine.
  static List<Path> scenarios() throws IOException {
    List<Path> single = new ArrayList<>();
    for (Path scenario : Scenarios.all()) {
      if (!Files.readString(scenario).contains("variants")) {
        single.add(scenario);
      }
    }
    return single;
  }

  private static JsonObject run(Path scenario, String... words) {
    List<String> all = new ArrayList<>(List.of("run", "--json", scenario.toString()));
    all.addAll(List.of(words));
    CommandTest.Outcome outcome = CommandTest.execute(all.toArray(String[]::new));
    assertTrue(outcome.output().startsWith("{"), outcome.errors());
    return JsonParser.parseString(outcome.output()).getAsJsonObject();
  }

  private static long sum(JsonObject use, String name) {
    long sum = 0;
    for (JsonElement part : use.getAsJsonArray("parts")) {
      sum += part.getAsJsonObject().get(name).getAsLong();
    }
    return sum;
  }

  /// Cycles in both rings are the CPU time, and what was charged for each trap is ring 0.
  private static void assertAddUp(JsonObject outcome) {
    assertTrue(!outcome.getAsJsonArray("rings").isEmpty());
    for (JsonElement element : outcome.getAsJsonArray("rings")) {
      JsonObject use = element.getAsJsonObject();
      long cpu = use.get("cpu").getAsLong();
      long ring0 = use.get("ring0").getAsLong();
      long ring3 = use.get("ring3").getAsLong();
      assertEquals(cpu, ring0 + ring3, use.toString());
      assertEquals(ring0, sum(use, "ring0"), use.toString());
      assertTrue(ring0 > 0 && ring3 > 0, use.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void rings_ofAScenario_addUpToItsCpuTime(Path scenario) throws IOException {
    // Where there are hosts, they have the CPUs.
    boolean hosts = Files.readString(scenario).contains("hosts {");
    for (String setting :
        hosts ? List.of("seed=1", "seed=2") : List.of("machine.cpus=1", "machine.cpus=3")) {
      JsonObject outcome = run(scenario, "-D", setting);
      assertAddUp(outcome);
      String rings = outcome.get("rings").toString();
      for (String shell : List.of("--traps=messages", "--threads=2", "--interpreter")) {
        JsonObject other = run(scenario, "-D", setting, shell);
        assertEquals(rings, other.get("rings").toString(), shell);
        assertEquals(outcome.get("digest"), other.get("digest"), shell);
      }
    }
  }

  @Test
  void rings_ofThreadsSignalsAndTimeSlices_addUp() throws IOException {
    Files.writeString(
        folder.resolve("busy.c"),
        """
        #include <pthread.h>
        #include <signal.h>
        #include <stdio.h>
        #include <sys/wait.h>
        #include <time.h>
        #include <unistd.h>
        static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
        static volatile int seen;
        static void caught(int number) { seen += number; }
        static void *work(void *unused) {
          for (int i = 0; i < 300; i++) {
            pthread_mutex_lock(&lock);
            for (volatile int j = 0; j < 300; j++)
              ;
            pthread_mutex_unlock(&lock);
          }
          return unused;
        }
        int main(void) {
          pthread_t threads[3];
          signal(SIGALRM, caught);
          signal(SIGUSR1, caught);
          alarm(1);
          for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, work, NULL);
          pid_t child = fork();
          if (child == 0)
            for (;;) getppid();
          for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
          for (int i = 0; i < 20; i++) kill(getpid(), SIGUSR1);
          usleep(300);
          kill(child, SIGKILL);
          wait(NULL);
          if (fork() == 0) execl("/bin/true", "true", NULL);
          wait(NULL);
          return seen == 0;
        }
        """);
    Path scenario =
        Files.writeString(
            folder.resolve("busy.conf"),
            "processes { a { program = busy.c, count = 2 } }\nmachine.quantum = 50 us\n");
    for (String cpus : List.of("1", "2", "4")) {
      JsonObject outcome = run(scenario, "-D", "machine.cpus=" + cpus);
      assertEquals("finished", outcome.get("outcome").getAsString());
      assertAddUp(outcome);
      JsonObject other = run(scenario, "-D", "machine.cpus=" + cpus, "--threads=2");
      assertEquals(outcome.get("rings"), other.get("rings"));
    }
  }

  @Test
  void rings_ofAPipe_countEachCopyOfItsBytes() throws IOException {
    Path scenario =
        Files.writeString(
            folder.resolve("pipe.conf"),
            """
            processes.p.program = \"""
              int ends[2];
              char bytes[1000];
              pipe(ends);
              for (int i = 0; i < 7; i++) {
                write(ends[1], bytes, 1000);
                read(ends[0], bytes, 1000);
              }
            \"""
            """);
    JsonObject use = run(scenario).getAsJsonArray("rings").get(0).getAsJsonObject();
    JsonObject pipe = use.getAsJsonArray("parts").get(0).getAsJsonObject();
    assertEquals("pipe", pipe.get("mechanism").getAsString());
    assertEquals(15, pipe.get("crossings").getAsLong());
    assertEquals(14, pipe.get("copies").getAsLong());
    assertEquals(14_000, pipe.get("bytes").getAsLong());
    assertEquals(15 * 250 + 14 * 16 * 8, pipe.get("ring0").getAsLong());
  }

  @Test
  void view_ofRings_isShownWhereItIsAskedFor() {
    CommandTest.Outcome outcome =
        CommandTest.execute("run", "scenarios/machine/copy-on-write.conf", "--view", "rings");
    assertTrue(outcome.output().contains("all processes"), outcome.output());
    CommandTest.Outcome verbose =
        CommandTest.execute("run", "-v", "scenarios/machine/copy-on-write.conf");
    assertTrue(verbose.errors().contains("private memory"), verbose.errors());
  }
}
