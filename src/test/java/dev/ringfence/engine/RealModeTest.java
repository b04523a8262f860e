package dev.ringfence.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs in real mode: nobody keeps them from anything, and the machine bears the consequences.
class RealModeTest {
  private static final String HEADERS =
      """
      #include <dos.h>
      #include <ringfence.h>
      #include <signal.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      #include <sys/wait.h>
      #include <unistd.h>
      volatile int zero, table[4] = {1, 2, 3, 4};
      static int divide(int by) { return 1 / by; }
      """;

  @TempDir Path folder = Path.of("");

  private ProcessRun run(String body, String... settings) throws IOException {
    String program = HEADERS + "int main(void) {\n" + body + "\nreturn 0;\n}\n";
    return ProcessRun.of(
        folder,
        "machine.profile = \"8086\"\nprocesses.p.program = \"\"\"" + program + "\"\"\"\n",
        settings);
  }

  private static String crash(ProcessRun run) {
    return run.events().getLast() instanceof Event.MachineCrashed crash
        ? crash.reason() + ": " + crash.why()
        : "";
  }

  private static List<String> destroyed(ProcessRun run) {
    return run.events().stream()
        .filter(Event.StrayWritten.class::isInstance)
        .map(event -> ((Event.StrayWritten) event).destroyed())
        .toList();
  }

  private static final String NEIGHBOUR =
      """
      int far *its;
      int pipe_ends[2];
      pipe(pipe_ends);
      if (fork() == 0) {
        its = &table[2];
        write(pipe_ends[1], &its, sizeof its);
        usleep(200000);
        printf("%d\\n", table[2]);
        exit(0);
      }
      read(pipe_ends[0], &its, sizeof its);
      *its = 666;
      wait(NULL);
      printf("%d\\n", table[2]);
      """;

  @ParameterizedTest
  @ValueSource(strings = {"machine.profile=\"8086\"", "machine.mode=real"})
  void write_toANeighbour_isSeenByItAndFaultsNobody(String machine) throws IOException {
    ProcessRun run = run(NEIGHBOUR, "machine.profile=\"80286\"", machine);
    assertEquals("666\n3\n", run.output());
    assertEquals(List.of(), run.faults());
    assertEquals(List.of("data of p (pid 3): object table[2]"), destroyed(run));
  }

  @Test
  void write_throughTheSamePointerInProtectedMode_meetsTheOwnTable() throws IOException {
    ProcessRun run = run(NEIGHBOUR, "machine.profile=\"80286\"");
    assertEquals("3\n666\n", run.output());
    assertEquals(List.of(), destroyed(run));
  }

  @ParameterizedTest
  @CsvSource({
    "0x80, putchar('x'); fflush(stdout);, 'its system call went through interrupt vector 0x80'",
    "0x00, divide(zero);, 'its exception #DE went through interrupt vector 0x00'",
    "0x08, for (;;) ;, 'the timer interrupt went through interrupt vector 0x08'",
    "0x08, usleep(50000);, 'the timer interrupt went through interrupt vector 0x08'",
  })
  void vector_thatIsOverwritten_crashesTheMachineWhenItIsUsed(String vector, String use, String why)
      throws IOException {
    ProcessRun run = run("poke(0, 4 * " + vector + ", 0x1234);\n" + use);
    String crash = crash(run);
    assertTrue(crash.startsWith("the machine ran wild: " + why), crash);
    assertTrue(crash.contains("which holds 0050:1234: p (pid 2) wrote 0x1234 over"), crash);
    assertTrue(crash.contains("s.conf:"), crash);
    assertEquals(List.of(), run.faults());
  }

  @Test
  void vector_thatNobodyUses_harmsNobody() throws IOException {
    ProcessRun run = run("poke(0, 4 * 0x21, 0x1234); printf(\"fine\\n\");");
    assertEquals("fine\n", run.output());
    assertEquals(List.of("interrupt vector 0x21"), destroyed(run));
    assertEquals("", crash(run));
  }

  @Test
  void vector_thatIsPutBack_harmsNobody() throws IOException {
    ProcessRun run =
        run(
            """
            int before = peek(0, 4 * 0x80);
            poke(0, 4 * 0x80, 0x1234);
            poke(0, 4 * 0x80, before);
            printf("fine\\n");
            """);
    assertEquals("fine\n", run.output());
    assertEquals(2, destroyed(run).size());
  }

  @Test
  void kernel_thatIsOverwritten_crashesTheMachineWhenItIsEntered() throws IOException {
    ProcessRun run = run("poke(0x60, 0, 0x1234); getpid();");
    assertTrue(crash(run).contains("its system call went to a kernel that is overwritten"));
    assertEquals(List.of("the kernel's region"), destroyed(run));
  }

  @Test
  void code_thatIsOverwritten_crashesTheMachineWhenItsProcessRuns() throws IOException {
    ProcessRun run =
        run(
            """
            int x;
            unsigned behind = FP_SEG(&x) + 0x1000;
            int stop[2];
            pipe(stop);
            if (fork() == 0) {
              char c;
              read(stop[0], &c, 1);
              exit(0);
            }
            usleep(300000);
            for (unsigned at = 0x1000; ; at++)
              if (peekb(behind + 0x1200, at - 0x1000) != 0) {
                pokeb(behind + 0x1200, at - 0x1000, 0x55);
                break;
              }
            printf("not noticed yet\\n");
            fflush(stdout);
            write(stop[1], "", 1);
            wait(NULL);
            """);
    assertEquals("not noticed yet\n", run.output());
    assertTrue(destroyed(run).getFirst().startsWith("code of p (pid 3): function "));
    assertTrue(crash(run).contains("its code is overwritten: p (pid 2) wrote 0x55"), crash(run));
  }

  @Test
  void addressesOfOthers_areNamed() throws IOException {
    ProcessRun run =
        run("poke(0x40, 0, 1); poke(0xb800, 0, 1); poke(0x8000, 0, 1); poke(0xffff, 16, 0);");
    assertEquals(
        List.of("the firmware's data", "the screen", "unused memory", "interrupt vector 0x00"),
        destroyed(run));
  }

  @Test
  void everybody_mayDoEverything() throws IOException {
    ProcessRun run =
        run(
            """
            disable();
            enable();
            hlt();
            outb('h', 0x3f8);
            printf("%d\\n", *(int *)0);
            fflush(stdout);
            divide(zero);
            """);
    assertEquals("h0\n", run.output());
    assertEquals(List.of("#DE 0x0"), run.faults(), "the one exception that there is");
  }

  @Test
  void call_toWhatIsNoFunction_runsWildOnThe8086() throws IOException {
    ProcessRun run = run("void (*nothing)(void) = 0; nothing();");
    assertTrue(crash(run).contains("it executed what is no instruction"), crash(run));
  }

  @Test
  void frames_afterForkKillAndExit_areAllFree() throws IOException {
    String body =
        """
        for (int i = 0; i < 10; i++) {
          int child = fork();
          if (child == 0) {
            if (i % 3 == 0)
              pause();
            if (i % 3 == 1)
              execl("/bin/true", "true", NULL);
            exit(i);
          }
          if (i % 3 == 0)
            kill(child, SIGKILL);
          int status;
          wait(&status);
          printf("%x ", status);
          fflush(stdout);
        }
        """;
    for (String machine : List.of("machine.cpus=1", "machine.profile=\"80286\"")) {
      ProcessRun run = run(body, machine, "limit.cpu=100s");
      assertEquals("9 0 200 9 0 500 9 0 800 9 ", run.output());
      assertEquals(0, run.simulation().kernel().parts().frames().inUse(), machine);
    }
  }

  @Test
  void fork_whenThereIsNoRoomForAnotherSegment_isRefused() throws IOException {
    String body =
        """
        int count = 0;
        while (fork() > 0)
          count++;
        if (count > 0)
          printf("%d\\n", count);
        pause();
        """;
    ProcessRun run = run(body, "limit.cpu=100s");
    assertTrue(run.output().endsWith("7\n"), run.output());
  }

  @Test
  void heap_grownAndShrunk_isZeroAgainAndLeavesRoomForTheStack() throws IOException {
    ProcessRun run =
        run(
            """
            char *start = sbrk(8192);
            start[5000] = 7;
            sbrk(-8192);
            sbrk(8192);
            printf("%d %d\\n", start[5000], sbrk(0x7000) != (void *)-1);
            printf("%d\\n", sbrk(0x7000) == (void *)-1);
            """);
    assertEquals("0 1\n1\n", run.output());
  }
}
