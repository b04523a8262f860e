package dev.ringfence.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.call.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No call that can wait is left out of `src/test/c/waits`: of all that are declared so, which the
/// kernel holds them to, some program there waits in the call and goes on, and some is stuck in it.
@NullUnmarked
class EveryWaitTest {
  private static final Path PROGRAMS = Path.of("src/test/c/waits");

  @TempDir static Path folder = Path.of("");

  private static final Set<String> ENDED = new TreeSet<>();
  private static final Set<String> STUCK = new TreeSet<>();
  private static Kernel kernel;

  @BeforeAll
  static void runPrograms() throws IOException {
    List<Path> programs;
    try (Stream<Path> files = Files.list(PROGRAMS)) {
      programs = files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
    }
    for (Path program : programs) {
      note(run(program, 0).events());
      ProcessRun stuck = run(program, 1);
      note(stuck.events());
      kernel = stuck.simulation().kernel();
    }
  }

  private static Set<String> calls(Call.Waiting how) {
    Set<String> names = new TreeSet<>();
    for (int number = 0; number < kernel.calls().size(); number++) {
      if (kernel.call(number).waiting() == how) {
        names.add(kernel.call(number).name());
      }
    }
    return names;
  }

  private static ProcessRun run(Path program, int stuck) throws IOException {
    String include = "#define STUCK %d\n#include \"%s\"\n";
    Path file = folder.resolve("p.c");
    Files.writeString(file, include.formatted(stuck, program.toAbsolutePath()));
    return ProcessRun.of(folder, "processes.p.program = \"" + file + "\"");
  }

  private static void note(List<Event> events) {
    Map<Integer, String> waiting = new HashMap<>();
    for (Event event : events) {
      if (event instanceof Event.CallBlocked blocked) {
        waiting.put(blocked.tid(), blocked.call());
      } else if (event instanceof Event.CallReturned returned
          && waiting.remove(returned.tid()) instanceof String call) {
        ENDED.add(call);
      } else if (event instanceof Event.Stuck stuck) {
        stuck.tids().forEach(tid -> STUCK.add(waiting.getOrDefault(tid, "")));
      }
    }
  }

  @Test
  void everyCallThatWaits_hasAProgramWhoseWaitEnds() {
    Set<String> calls = calls(Call.Waiting.ENDLESS);
    calls.addAll(calls(Call.Waiting.AT_MOST));
    calls.removeAll(ENDED);
    assertEquals(Set.of(), calls);
  }

  @Test
  void everyCallThatMayWaitForEver_hasAProgramThatIsStuckInIt() {
    Set<String> calls = calls(Call.Waiting.ENDLESS);
    calls.removeAll(STUCK);
    assertEquals(Set.of(), calls);
  }
}
