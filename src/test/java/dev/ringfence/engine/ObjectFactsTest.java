package dev.ringfence.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.event.Event;
import dev.ringfence.event.Events;
import dev.ringfence.event.ObjectEvent;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The facts about objects, which are told on demand.
class ObjectFactsTest {
  private static final String LOCK =
      """
      machine { cpus = 2, quantum = 1 ms }
      processes.p {
        program = \"""
          #include <pthread.h>
          #include <ringfence.h>
          static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
          static void *body(void *none) {
            pthread_mutex_lock(&lock);
            compute(50000);
            pthread_mutex_unlock(&lock);
            return none;
          }
          int main(void) {
            pthread_t other;
            pthread_mutex_lock(&lock);
            pthread_create(&other, NULL, body, NULL);
            compute(100000);
            pthread_mutex_unlock(&lock);
            pthread_join(other, NULL);
            return 0;
          }
        \"""
      }
      """;

  private static final String PIPE =
      """
      processes.p {
        program = \"""
          #include <unistd.h>
          #include <sys/wait.h>
          int main(void) {
            int ends[2];
            static char page[65536];
            pipe(ends);
            if (fork() == 0) {
              write(ends[1], page, sizeof page);
              write(ends[1], page, 100);
              return 0;
            }
            read(ends[0], page, 10);
            for (long left = 65536 + 90; left > 0;) {
              left -= read(ends[0], page, sizeof page);
            }
            wait(NULL);
            return 0;
          }
        \"""
      }
      """;

  private final List<Event> told = new ArrayList<>();

  @TempDir private Path folder = Path.of("");

  private Simulation run(String scenario, Events.Steps steps) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), scenario);
    told.clear();
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(Scenarios.load(file), loop, told::add);
    simulation.kernel().events().tell(steps);
    loop.serve(simulation.kernel());
    return simulation;
  }

  private <T extends Event> List<T> all(Class<T> kind) {
    return told.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void digest_ofARunOfWhichFactsAreAsked_isTheSame() throws IOException {
    for (String scenario : List.of(LOCK, PIPE)) {
      String without = run(scenario, Events.Steps.OF_CPUS).kernel().events().digest();
      assertTrue(all(ObjectEvent.class).isEmpty());
      Simulation asked = run(scenario, Events.Steps.OF_OBJECTS);
      assertEquals(without, asked.kernel().events().digest());
      assertFalse(all(ObjectEvent.class).isEmpty());
    }
  }

  @Test
  void mutex_thatIsContended_isTakenGivenAndHandedOn() throws IOException {
    run(LOCK, Events.Steps.OF_OBJECTS);
    List<ObjectEvent.Taken> taken = all(ObjectEvent.Taken.class);
    List<ObjectEvent.Given> given = all(ObjectEvent.Given.class);
    assertEquals(2, taken.size());
    assertEquals("mutex lock", taken.getFirst().name());
    assertFalse(taken.getFirst().shared());
    assertEquals(
        taken.stream().map(ObjectEvent.Taken::tid).toList(),
        given.stream().map(ObjectEvent.Given::tid).toList());
    Event.CallBlocked blocked =
        all(Event.CallBlocked.class).stream()
            .filter(event -> event.call().equals("pthread_mutex_lock"))
            .findFirst()
            .orElseThrow();
    assertEquals(taken.getFirst().object(), blocked.object());
    ObjectEvent.Woken woken =
        all(ObjectEvent.Woken.class).stream()
            .filter(event -> event.tid() == blocked.tid())
            .findFirst()
            .orElseThrow();
    assertEquals(taken.getFirst().tid(), woken.by());
    assertEquals(blocked.object(), woken.object());
    assertEquals(given.getFirst().line(), woken.line());
    assertEquals(given.getFirst().time(), woken.at());
    assertTrue(woken.line() != 0 && woken.line() != blocked.line());
  }

  @Test
  void pipe_thatIsFilledAndEmptied_tellsHowFullItIs() throws IOException {
    run(PIPE, Events.Steps.OF_OBJECTS);
    List<ObjectEvent.Level> levels = all(ObjectEvent.Level.class);
    assertTrue(levels.stream().allMatch(level -> level.capacity() == 65_536));
    assertTrue(levels.stream().anyMatch(level -> level.full() && level.queued() > 61_440));
    assertEquals(0, levels.getLast().queued());
    Event.CallBlocked write =
        all(Event.CallBlocked.class).stream()
            .filter(event -> event.call().equals("write"))
            .findFirst()
            .orElseThrow();
    assertEquals(levels.getFirst().object(), write.object());
  }

  @Test
  void task_thatSleeps_isWokenByNobody() throws IOException {
    run("processes.p { program = \"usleep(1000);\" }", Events.Steps.OF_OBJECTS);
    ObjectEvent.Woken woken = all(ObjectEvent.Woken.class).getFirst();
    assertEquals(0, woken.by());
    assertEquals(woken.time(), woken.at());
  }

  @Test
  void task_thatLeavesItsCpu_hadBeenDispatchedToIt() throws IOException {
    run(LOCK, Events.Steps.OF_OBJECTS);
    Map<Integer, Integer> on = new HashMap<>();
    for (Event event : told) {
      if (event instanceof Event.Dispatched dispatched) {
        assertTrue(on.putIfAbsent(dispatched.cpu(), dispatched.tid()) == null);
      } else if (event instanceof ObjectEvent.Left left) {
        assertEquals(left.tid(), Objects.requireNonNull(on.remove(left.cpu())));
      }
    }
    assertTrue(on.isEmpty());
  }
}
