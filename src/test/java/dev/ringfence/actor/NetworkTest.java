package dev.ringfence.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.core.Digest;
import dev.ringfence.core.Rng;
import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import dev.ringfence.user.Translations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Networks between hosts: the same in all shells, and streams whole whatever gets lost.
class NetworkTest {
  @TempDir Path folder = Path.of("");

  private static final class Watching implements Consumer<Event> {
    final Digest digest = new Digest();
    final List<Integer> ends = new ArrayList<>();
    int stuck;

    @Override
    public void accept(Event event) {
      event.addTo(digest);
      if (event instanceof Event.ProcessExited exited) {
        ends.add(exited.status());
      }
      if (event instanceof Event.Stuck) {
        stuck++;
      }
    }
  }

  private static Watching plain(Workload workload, long order) {
    Watching events = new Watching();
    Rng rng = new Rng(order);
    PlainLoop loop = order == 0 ? new PlainLoop() : new PlainLoop(n -> (int) rng.below(n));
    // The analysis is checked at every event that blocks a task.
    Simulation simulation = Simulation.of(workload, loop, events, 0);
    loop.serve(simulation.kernel());
    return events;
  }

  private static String underActors(Workload workload, int threads, ActorRun.Traps traps) {
    Watching events = new Watching();
    new ActorRun((effects, sink) -> Simulation.of(workload, effects, sink), events)
        .run(threads, traps);
    return events.digest.hex();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp-echo",
        "udp-loss",
        "partition",
        "epoll-server",
        "tcp-buffers-full",
        "urgent-data",
        "hosts"
      })
  void digest_ofASharedNetwork_isTheSameInAllShells(String name) {
    for (int seed = 1; seed <= 3; seed++) {
      Workload workload = Scenarios.load("ipc/" + name, "seed=" + seed);
      String expected = plain(workload, 0).digest.hex();
      assertEquals(expected, plain(workload, seed).digest.hex(), "another order, seed " + seed);
      assertEquals(
          expected, plain(workload.with(Translations.none()), 0).digest.hex(), "interpreted");
      assertEquals(expected, underActors(workload, 2, ActorRun.Traps.AS_MESSAGES), "2 threads");
      assertEquals(expected, underActors(workload, 1, ActorRun.Traps.IN_PLACE), "in place");
    }
  }

  private static final String STREAM =
      """
      hosts { a {}, b {} }
      network { latency = 1 ms, jitter = 2 ms, bandwidth = 10 Mbit, retries = 100, syn-retries = 20 }
      define.SIZE = 60000
      processes.sender {
        host = a
        program = \"""
          #include <netdb.h>
          #include <stdlib.h>
          #include <sys/socket.h>
          #include <unistd.h>
          int main(void) {
            struct sockaddr_in to = {AF_INET, htons(99 * 99)};
            char *block = malloc(SIZE);
            int fd = socket(AF_INET, SOCK_STREAM, 0), done = 0;
            to.sin_addr = *(struct in_addr *)gethostbyname("b")->h_addr;
            for (int i = 0; i < SIZE; i++)
              block[i] = i * 7 + i / 256;
            usleep(10000);
            if (connect(fd, (struct sockaddr *)&to, sizeof to) < 0)
              return 1;
            for (int part = 1; done < SIZE; part = part * 5 % 4001) {
              int size = part < SIZE - done ? part : SIZE - done;
              if (write(fd, block + done, size) != size)
                return 2;
              done += size;
            }
            shutdown(fd, SHUT_WR);
            return read(fd, block, 3) != 2;
          }
        \"""
      }
      processes.receiver {
        host = b
        program = \"""
          #include <netinet/in.h>
          #include <sys/socket.h>
          #include <unistd.h>
          int main(void) {
            struct sockaddr_in own = {AF_INET, htons(99 * 99), {INADDR_ANY}};
            int fd = socket(AF_INET, SOCK_STREAM, 0), got = 0, size;
            char block[777];
            bind(fd, (struct sockaddr *)&own, sizeof own);
            listen(fd, 1);
            fd = accept(fd, NULL, NULL);
            while ((size = read(fd, block, sizeof block)) > 0)
              for (int i = 0; i < size; i++, got++)
                if (block[i] != (char)(got * 7 + got / 256))
                  return 1;
            write(fd, "ok", 2);
            return size != 0 || got != SIZE;
          }
        \"""
      }
      """;

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 10, 30})
  void stream_overANetworkThatLoses_arrivesWholeAndInOrder(int loss) throws IOException {
    Path file = Files.writeString(folder.resolve("stream.conf"), STREAM);
    for (int seed = 1; seed <= 10; seed++) {
      Workload workload =
          Scenarios.load(
              file, "seed=" + seed, "network.loss=\"" + loss + " %\"", "limit.time=10000s");
      Watching events = plain(workload, 0);
      assertEquals(List.of(0, 0), events.ends, "seed " + seed);
      assertEquals(0, events.stuck, "seed " + seed);
    }
  }

  @Test
  void hosts_withCpusOfTheirOwn_runAtTheSameTime() throws IOException {
    String text =
        """
        hosts { a { cpus = 1 }, b { cpus = 2 } }
        processes.one { host = a, count = 2, program = "for (volatile int i = 0; i < 20000; i++);" }
        processes.two { host = b, count = 2, program = "for (volatile int i = 0; i < 20000; i++);" }
        """;
    Path file = Files.writeString(folder.resolve("cpus.conf"), text);
    List<Event.ProcessExited> ends = new ArrayList<>();
    PlainLoop loop = new PlainLoop();
    Simulation simulation =
        Simulation.of(
            Scenarios.load(file),
            loop,
            event -> {
              if (event instanceof Event.ProcessExited exited) {
                ends.add(exited);
              }
            });
    loop.serve(simulation.kernel());
    assertEquals(4, ends.size());
    // Those on the host with two CPUs have one each, the others share one.
    assertTrue(ends.get(1).time() * 3 < ends.get(3).time() * 2, ends.toString());
  }
}
