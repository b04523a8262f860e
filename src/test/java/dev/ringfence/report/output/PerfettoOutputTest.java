package dev.ringfence.report.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.report.output.PerfettoTrace.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Traces for Perfetto, read back by its published message definitions.
class PerfettoOutputTest {
  private static final String PIPE =
      """
      machine.cpus = 2
      processes.p {
        program = \"""
          #include <unistd.h>
          #include <sys/wait.h>
          #include <ringfence.h>
          int main(void) {
            int ends[2];
            char c;
            pipe(ends);
            if (fork() == 0) {
              read(ends[0], &c, 1);
              return 0;
            }
            compute(100000);
            write(ends[1], "x", 1);
            wait(NULL);
            return 0;
          }
        \"""
      }
      """;

  @TempDir Path folder = Path.of("");

  private PerfettoTrace trace(String scenario) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OutputRun.of(folder, scenario, Form.PFTRACE.make(out));
    return new PerfettoTrace(out.toByteArray());
  }

  private static Slice one(List<Slice> slices, String name) {
    List<Slice> found = slices.stream().filter(slice -> slice.name().equals(name)).toList();
    assertEquals(1, found.size(), name + " in " + slices);
    return found.getFirst();
  }

  @Test
  void call_thatWaits_hasArgumentsResultAndLine() throws IOException {
    PerfettoTrace trace = trace(PIPE);
    Slice read =
        trace.slices.stream()
            .filter(slice -> slice.name().equals("read"))
            .findFirst()
            .orElseThrow();
    assertEquals("1", read.annotations().get("result"));
    assertTrue(read.annotations().getOrDefault("line", "").endsWith("s.conf:12"), read.toString());
    assertEquals("3, \"x\", 1", read.annotations().get("arguments"));
    assertTrue(read.end() - read.begin() >= 90_000, read.toString());
    Slice blocked = one(trace.slicesOf("state"), "blocked: pipe:[1]");
    assertTrue(blocked.begin() >= read.begin() && blocked.end() <= read.end(), "" + blocked);
  }

  @Test
  void wakeUp_isAFlowFromTheCallThatCausedIt() throws IOException {
    PerfettoTrace trace = trace(PIPE);
    Slice write =
        trace.slices.stream()
            .filter(slice -> slice.name().equals("write"))
            .findFirst()
            .orElseThrow();
    List<Slice> wakes =
        trace.slices.stream().filter(slice -> slice.name().equals("wakes")).toList();
    assertEquals(2, wakes.size(), "the reader, and the parent that waits for it");
    assertEquals("p (3)", wakes.getFirst().annotations().getOrDefault("whom", ""));
    assertTrue(
        wakes.stream()
            .anyMatch(wake -> wake.begin() >= write.begin() && wake.begin() <= write.end()));
    assertEquals(3, trace.flows(), "two are woken, one is started");
  }

  @Test
  void states_ofAThread_fillItsLifeWithoutGaps() throws IOException {
    PerfettoTrace trace = trace(PIPE);
    for (String track : List.of("p 2/p/state", "p 3/p/state")) {
      List<Slice> states = trace.slicesOf(track);
      assertTrue(states.size() > 3, states.toString());
      for (int i = 1; i < states.size(); i++) {
        assertEquals(states.get(i - 1).end(), states.get(i).begin(), track + " " + i);
      }
    }
    assertTrue(trace.slicesOf("CPU 1").stream().anyMatch(slice -> slice.name().equals("p (3)")));
  }

  @Test
  void counters_ofTasksAndChannels_areNeverNegative() throws IOException {
    PerfettoTrace trace = trace(PIPE);
    trace.counters.forEach(
        (name, values) -> assertTrue(values.stream().allMatch(v -> v >= 0), name + values));
    assertEquals(List.of(1L, 0L), trace.counters.get("machine/in pipe:[1]"));
    assertTrue(trace.counters.getOrDefault("machine/blocked tasks", List.of()).contains(1L));
    assertTrue(trace.counters.getOrDefault("machine/frames in use", List.of()).size() > 5);
  }

  @Test
  void limit_onSlices_isKeptAndTold() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PerfettoOutput output = new PerfettoOutput(out, 10);
    OutputRun.of(folder, PIPE, output);
    PerfettoTrace trace = new PerfettoTrace(out.toByteArray());
    assertEquals(11, trace.slices.size(), "10, and the one that tells of the others");
    assertEquals(output.notes(), trace.slicesOf("left out").stream().map(Slice::name).toList());
    assertTrue(output.notes().getFirst().endsWith("are left out"), output.notes().getFirst());
  }

  @Test
  void run_thatIsRepeated_givesTheSameBytes() throws IOException {
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    OutputRun.of(folder, PIPE, Form.PFTRACE.make(one));
    OutputRun.of(folder, PIPE, Form.PFTRACE.make(other));
    assertArrayEquals(one.toByteArray(), other.toByteArray());
  }

  @Test
  void traces_ofScenarios_keepTheDefinitions() throws IOException {
    List<Path> scenarios = new ArrayList<>();
    for (String room : List.of("deadlock", "ipc")) {
      try (Stream<Path> files = Files.list(Path.of("scenarios", room))) {
        files.filter(file -> file.toString().endsWith(".conf")).sorted().forEach(scenarios::add);
      }
    }
    int flows = 0;
    for (Path scenario : scenarios) {
      if (Files.readString(scenario).contains("variants")) {
        continue;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      OutputRun.of(scenario, Form.PFTRACE.make(out));
      try {
        flows += new PerfettoTrace(out.toByteArray()).flows();
      } catch (AssertionError e) {
        throw new AssertionError(scenario.toString(), e);
      }
    }
    assertTrue(flows > 100, flows + " flows");
  }
}
