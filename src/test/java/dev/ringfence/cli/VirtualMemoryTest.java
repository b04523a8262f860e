package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.engine.PlainLoop;
import dev.ringfence.kernel.Machine;
import dev.ringfence.kernel.memory.Overcommit;
import dev.ringfence.kernel.paging.ReplacementPolicy;
import dev.ringfence.kernel.paging.VirtualMemory;
import dev.ringfence.machine.MemorySwap;
import dev.ringfence.machine.SwapDevice;
import dev.ringfence.report.History;
import dev.ringfence.report.Outcome;
import dev.ringfence.report.metric.Metrics;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Machines with little memory: their keys, what is refused, and what a failing swap device leaves.
class VirtualMemoryTest {
  private static final String LOOP = "scenarios/machine/larger-than-memory-lru.conf";

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          machine.memory = 128 TiB            | physical addresses of 46 bits
          machine.memory = 8 TiB              | out of range
          machine.memory = 1 KiB              | out of range
          machine.swap = 5 GiB                | out of range
          machine.swap = -1                   | expected a size
          machine.swap = 100                  | at least a page
          machine.swap.size = 5 GiB           | out of range
          machine.swap.device = tape          | expected one of memory, file
          machine.swap.latency = 100          | with its unit
          machine.replacement = lru           | expected one of lru-clock, fifo, random, working-set
          machine.replacement = optimum       | know the future
          machine.aslr = maybe                | expected on or off
          machine.huge-pages = -1             | out of range
          machine.huge-pages = 1              | more than the machine's memory
          machine.overcommit = sometimes      | expected one of heuristic, always, never
          """)
  void key_withAWrongValue_isToldWithItsPlace(String setting, String message) {
    CommandTest.Outcome outcome = CommandTest.execute("check", LOOP, "-D", setting);
    assertEquals(3, outcome.status(), outcome.errors());
    assertTrue(outcome.errors().contains(message), outcome.errors());
    assertTrue(outcome.errors().contains(setting.split(" ")[0]), outcome.errors());
  }

  @Test
  void hugePages_onAMachineWithoutThem_areToldBeforeTheRun() {
    CommandTest.Outcome outcome =
        CommandTest.execute(
            "check", LOOP, "-D", "machine.huge-pages=1", "-D", "machine.profile=80386");
    assertEquals(3, outcome.status());
    assertTrue(outcome.errors().contains("the 80386 has none"), outcome.errors());
  }

  @Test
  void swapFile_thatCannotBeMade_isToldBeforeTheRun() {
    String swap = "machine.swap={ size = 1 MiB, device = file, folder = \"/no/such/folder\" }";
    CommandTest.Outcome outcome = CommandTest.execute("run", LOOP, "-D", swap);
    assertEquals(3, outcome.status());
    assertTrue(outcome.errors().contains("no file can be made in /no/such/folder"));
  }

  @Test
  void swapFile_afterTheRun_isGone() throws IOException {
    String swap = "machine.swap={ size = 4 MiB, device = file, folder = \"" + folder + "\" }";
    CommandTest.Outcome outcome = CommandTest.execute("run", LOOP, "-D", swap);
    assertEquals(0, outcome.status(), outcome.errors());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void outOfMemory_ofAProcessWithAnAdjustment_endsItFirst() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("adjusted.conf"),
            """
            machine { memory = 2 MiB, swap = 1 MiB }
            processes.small.program = \"""
              FILE *file = fopen("/proc/self/oom_score_adj", "w");
              fprintf(file, "1000");
              fclose(file);
              pause();
            \"""
            processes.hog.program = \"""
              for (int i = 0;; i++)
                memset(malloc(16 * 4096), i, 16 * 4096);
            \"""
            expect.exit { small = SIGKILL, hog = SIGKILL }
            """);
    CommandTest.Outcome outcome = CommandTest.execute("run", file.toString());
    assertEquals(0, outcome.status(), outcome.errors() + outcome.output());
    int first = outcome.output().indexOf("(small) total-vm");
    assertTrue(first >= 0 && first < outcome.output().indexOf("(hog) total-vm"), outcome.output());
  }

  /// A device that writes some pages and then no more.
  private record Breaking(SwapDevice device, int[] left) implements SwapDevice {
    @Override
    public void write(int slot, byte[] page) throws IOException {
      if (left[0]-- == 0) {
        throw new IOException("No space left on device");
      }
      device.write(slot, page);
    }

    @Override
    public void read(int slot, byte[] page) throws IOException {
      device.read(slot, page);
    }

    @Override
    public void discard(int slot) {
      device.discard(slot);
    }

    @Override
    public void close() {
      device.close();
    }
  }

  @Test
  void swapDevice_thatFailsDuringTheRun_endsItWithACompleteReport() {
    Workload given = Scenarios.load("machine/larger-than-memory-lru");
    Machine m = given.machine();
    VirtualMemory virtual =
        new VirtualMemory(
            4 << 20,
            slots -> new Breaking(new MemorySwap(slots), new int[] {100}),
            1000,
            ReplacementPolicy.LRU_CLOCK,
            1000,
            Overcommit.HEURISTIC,
            0,
            false);
    Machine machine =
        new Machine(
            m.profile(),
            m.memory(),
            m.cpus(),
            m.quantum(),
            m.window(),
            m.seed(),
            m.terminal(),
            m.limits(),
            m.crossing(),
            virtual,
            m.ipc(),
            m.network());
    Workload workload = given.on(machine);
    History history = new History();
    Metrics metrics = Metrics.ofRun(workload.profile(), false);
    PlainLoop loop = new PlainLoop();
    Simulation simulation = Simulation.of(workload, loop, history.andThen(metrics));
    loop.serve(simulation.kernel());
    Outcome outcome = Outcome.of(simulation, history, metrics, 1);
    assertEquals("the swap device cannot be written: No space left on device", outcome.stoppedBy());
    assertEquals("crashed", outcome.outcome());
    assertFalse(outcome.isMet());
    assertEquals(1, outcome.processes().size());
    assertEquals(100L, outcome.counters().get("pagesOut"));
  }

  private String run(String machine, String program) throws IOException {
    Path file = folder.resolve("s.conf");
    Files.writeString(
        file,
        "machine { " + machine + " }\nprocesses.p.program = \"\"\"\n" + program + "\n\"\"\"\n");
    CommandTest.Outcome outcome = CommandTest.execute("run", file.toString());
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
    return outcome.output();
  }

  @Test
  void mlock_whileMemoryIsShort_keepsPagesInMemory() throws IOException {
    String output =
        run(
            "memory = 1 MiB, swap = 4 MiB",
            """
            #include <stdio.h>
            #include <string.h>
            #include <sys/mman.h>
            int main(void) {
              int kept = 0, others = 0;
              char *block = mmap(0, 320 * 4096, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
              memset(block, 1, 32 * 4096);
              mlock(block, 16 * 4096);
              for (int round = 0; round < 3; round++)
                memset(block + 32 * 4096, round, 288 * 4096);
              unsigned char vec[32];
              mincore(block, 32 * 4096, vec);
              for (int i = 0; i < 16; i++) {
                kept += vec[i];
                others += vec[16 + i];
              }
              printf("kept %d, others %d\\n", kept, others);
              return 0;
            }
            """);
    assertTrue(output.contains("kept 16, others 0"), output);
  }

  @ParameterizedTest
  @CsvSource({"heuristic, 1 1 0 1", "always, 1 1 1 1", "never, 1 0 0 0"})
  void overcommit_asTheMachineHasIt_decidesWhatIsPromised(String policy, String expected)
      throws IOException {
    String output =
        run(
            "memory = 16 MiB, swap = 4 MiB, overcommit = " + policy,
            """
            #include <stdio.h>
            #include <sys/mman.h>
            static int may(int mib, int flags) {
              void *at = mmap(0, (size_t)mib << 20, 3, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
              if (at != MAP_FAILED)
                munmap(at, (size_t)mib << 20);
              return at != MAP_FAILED;
            }
            int main(void) {
              printf("%d %d %d %d\\n", may(8, 0), may(14, 0), may(24, 0), may(24, MAP_NORESERVE));
              return 0;
            }
            """);
    assertTrue(output.contains("| " + expected + "\n"), output);
  }
}
