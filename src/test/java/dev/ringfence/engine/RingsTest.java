package dev.ringfence.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.event.Counters;
import dev.ringfence.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Processes in other rings than 3: what each may, and the gates between them.
class RingsTest {
  @TempDir Path folder = Path.of("");

  private ProcessRun run(String keys, String body) throws IOException {
    return ProcessRun.ofBody(folder, keys, body);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, true, true, true",
    "1, 0, false, false, false",
    "1, 1, false, true, true",
    "2, 1, false, false, false",
    "3, 3, false, true, true",
    "3, 2, false, false, false",
  })
  void instruction_byRingAndIopl_isAllowedOrNot(
      int ring, int iopl, boolean halts, boolean masks, boolean usesPorts) throws IOException {
    String keys = "ring = " + ring + ", iopl = " + iopl;
    for (String privileged : List.of("hlt()", "write_cr3(0)", "rdmsr(1)", "invlpg(0)")) {
      assertEquals(halts, run(keys, privileged + ";").faults().isEmpty(), privileged);
    }
    assertEquals(masks, run(keys, "cli(); sti();").faults().isEmpty());
    assertEquals(usesPorts, run(keys, "outb(1, 0x80);").faults().isEmpty());
  }

  @Test
  void port_ofTheBitmap_isAllowedAndItsNeighboursAreNot() throws IOException {
    String keys = "ports = [\"0x3f8-0x3ff\", 128]";
    assertEquals(List.of(), run(keys, "inb(0x3f8); inb(0x3ff); inb(0x80);").faults());
    for (String port : List.of("0x3f7", "0x400", "0x7f", "0x81")) {
      assertEquals(List.of("#GP 0x0"), run(keys, "inb(" + port + ");").faults(), port);
    }
  }

  @Test
  void serialPort_showsWhatIsSent() throws IOException {
    String body = "outb('h', 0x3f8); outb('i', 0x3f8); printf(\" %x %x\", inb(0x3fd), inb(0x3f7));";
    assertEquals("hi 60 ff", run("iopl = 3", body).output());
  }

  @Test
  void timeSharing_whileInterruptsAreOff_isOver() throws IOException {
    String processes =
        """
        processes.greedy {
          ring = 0
          program = "MASK compute(20000000); write(1, GREEDY, 1); sti(); compute(20000000);"
        }
        processes.other.program = "write(1, OTHER, 1);"
        define { GREEDY = "\\"g\\"", OTHER = "\\"o\\"" }
        """;
    ProcessRun masked = ProcessRun.of(folder, processes + "define.MASK = \"cli();\"");
    assertEquals("go", masked.output());
    ProcessRun open = ProcessRun.of(folder, processes + "define.MASK = \";\"");
    assertEquals("og", open.output());
  }

  @Test
  void ioperm_givesBackAndGetsWhatTheScenarioAllows() throws IOException {
    String body =
        """
        printf("%d", ioperm(0x3f8, 8, 0));
        printf("%d", ioperm(0x3f8, 8, 1));
        printf("%d", ioperm(0x3f8, 9, 1));
        printf("%d", ioperm(65535, 2, 0));
        printf("%d %d %d", iopl(1), iopl(2), iopl(4));
        inb(0x3f8);
        ioperm(0x3f8, 1, 0);
        iopl(0);
        inb(0x3f9);
        fflush(stdout);
        inb(0x3f8);
        """;
    ProcessRun run = run("iopl = 1, ports = [\"0x3f8-0x3ff\"]", body);
    assertEquals("00-1-10 -1 -1", run.output());
    assertEquals(List.of("#GP 0x0"), run.faults());
  }

  @Test
  void rights_afterForkAndExec_areThoseOfTheParent() throws IOException {
    String body =
        """
        if (argc > 1) {
          inb(0x3f8);
          return 5;
        }
        int status;
        if (fork() == 0)
          execl("/bin/p", "p", "again", NULL);
        wait(&status);
        printf("%d", WEXITSTATUS(status));
        """;
    ProcessRun run = run("ring = 2, ports = [\"0x3f8\"]", main(body));
    assertEquals("5", run.output());
  }

  private static String main(String body) {
    return "#include <ringfence.h>\n#include <stdio.h>\n#include <sys/wait.h>\n#include <unistd.h>\n"
        + "int main(int argc, char **argv) {\n"
        + body
        + "return 0; }";
  }

  @ParameterizedTest
  @CsvSource({"0, 0x3, 0x2", "1, 0x3, 0x2", "2, 0x3, 0x2", "3, 0x7, 0x6"})
  void kernelPage_byRing_isReadableOrNot(int ring, String write, String isolated)
      throws IOException {
    String kernel = "volatile char *kernel = (char *)0xffff800000000000;";
    ProcessRun reads = run("ring = " + ring, kernel + "putchar(*kernel);");
    assertEquals(ring < 3 ? List.of() : List.of("#PF 0x5"), reads.faults());
    ProcessRun writes = run("ring = " + ring, kernel + "*kernel = 1;");
    assertEquals(List.of("#PF " + write), writes.faults());
    ProcessRun apart =
        ProcessRun.ofBody(
            folder,
            "ring = " + ring,
            kernel + "*kernel = 1;",
            "machine.kernel-page-table-isolation = on");
    assertEquals(List.of("#PF " + isolated), apart.faults());
  }

  @Test
  void systemCall_throughAGateOrWithIsolation_costsMoreAndIsCounted() throws IOException {
    String body = "for (int i = 0; i < 100; i++) getppid();";
    ProcessRun usual = run("", body);
    ProcessRun gate = ProcessRun.ofBody(folder, "", body, "machine.system-call = int80");
    ProcessRun isolated =
        ProcessRun.ofBody(folder, "", body, "machine.kernel-page-table-isolation = on");
    Counters counters = gate.simulation().kernel().counters();
    assertEquals(0, usual.simulation().kernel().counters().interruptGates);
    assertEquals(counters.syscalls, counters.interruptGates);
    assertTrue(counters.syscalls >= 100);
    long now = usual.simulation().kernel().now();
    assertEquals(300 * 100, gate.simulation().kernel().now() - now);
    assertTrue(isolated.simulation().kernel().now() > now + 100 * 600);
    assertTrue(isolated.simulation().kernel().counters().isolationFlushes > 100);
  }

  private static final String NESTED =
      """
      #include <ringfence.h>
      #include <stdio.h>
      static long inmost(long n) {
        char here[10];
        hlt();
        printf("inmost %ld %d\\n", n, here > (char *)&n - 200);
        return n + 1;
      }
      static long middle(long n) {
        outb('m', 0x3f8);
        return call_gate(GATE_INMOST, n * 10) + 1;
      }
      int main(void) {
        char here;
        printf("%ld\\n", call_gate(GATE_MIDDLE, 4));
        printf("%ld\\n", call_gate(GATE_MIDDLE, 5));
        fflush(stdout);
        hlt();
      }
      """;

  private static final String GATES =
      "gates.INMOST { dpl = 1, ring = 0, function = inmost }\n"
          + "gates.MIDDLE { dpl = 3, ring = 1, function = middle }\n iopl = 1\n";

  @Test
  void gates_fromRing3ThroughRing1ToRing0_leadThereAndBack() throws IOException {
    ProcessRun run = run(GATES, NESTED);
    assertEquals("minmost 40 1\n42\nminmost 50 1\n52\n", run.output());
    assertEquals(List.of("#GP 0x0"), run.faults(), "back in ring 3");
  }

  @Test
  void gate_thatIsForInnerRings_refusesWithItsSelector() throws IOException {
    String body = NESTED.replace("call_gate(GATE_MIDDLE, 4)", "call_gate(GATE_INMOST, 4)");
    assertEquals(List.of("#GP 0x4"), run(GATES, body).faults());
    assertEquals(List.of("#GP 0x74"), run(GATES, "call_gate(0x77);").faults(), "no gate");
    assertEquals(List.of("#GP 0x0"), run(GATES, "call_gate(0);").faults(), "the null selector");
  }

  @Test
  void stackOfAnInnerRing_isOutOfReachOfRing3() throws IOException {
    String body =
        """
        #include <ringfence.h>
        #include <stdio.h>
        #include <unistd.h>
        static long where(long n) {
          char here[8] = "inside\\n";
          write(1, here, 7);
          return (long)here;
        }
        int main(void) {
          char *stack = (char *)call_gate(GATE_WHERE);
          printf("%d\\n", (int)write(1, stack, 7));
          fflush(stdout);
          return *stack;
        }
        """;
    ProcessRun run = run("gates.WHERE { function = where }", body);
    assertEquals("inside\n-1\n", run.output());
    assertEquals(List.of("#PF 0x5"), run.faults());
  }

  @ParameterizedTest
  @CsvSource({"off, off, ''", "on, off, #PF 0x11", "off, on, #PF 0x1"})
  void innerRing_bySmepAndSmap_mayUseWhatIsTheUsersOrNot(String smep, String smap, String fault)
      throws IOException {
    String body =
        """
        #include <ringfence.h>
        static int own = 5;
        static long look(long n) { return own; }
        int main(void) { return call_gate(GATE_LOOK) != 5; }
        """;
    ProcessRun run =
        ProcessRun.ofBody(
            folder,
            "gates.LOOK { function = look }",
            body,
            "machine.smep = " + smep,
            "machine.smap = " + smap);
    assertEquals(fault.isEmpty() ? List.of() : List.of(fault), run.faults());
  }

  @Test
  void smap_whileTheAlignmentFlagIsSet_isOff() throws IOException {
    String body =
        """
        #include <ringfence.h>
        static _Alignas(8) int own = 5;
        static long look(long n) { return own; }
        int main(void) {
          alignment_check(1);
          return call_gate(GATE_LOOK) != 5;
        }
        """;
    ProcessRun run =
        ProcessRun.ofBody(folder, "gates.LOOK { function = look }", body, "machine.smap = on");
    assertEquals(List.of(), run.faults());
  }

  @Test
  void handler_ofAFaultBehindAGate_isNotEntered() throws IOException {
    String body =
        """
        #include <ringfence.h>
        #include <setjmp.h>
        #include <signal.h>
        #include <stdio.h>
        #include <unistd.h>
        static sigjmp_buf back;
        static void caught(int number) { siglongjmp(back, 1); }
        static void told(int number) { write(1, "told\\n", 5); }
        static long fails(long n) {
          raise(SIGUSR1);
          write(1, n ? "raised\\n" : "failed\\n", 7);
          return n ? n : *(volatile int *)n;
        }
        int main(void) {
          signal(SIGSEGV, caught);
          signal(SIGUSR1, told);
          call_gate(GATE_FAILS, 1);
          if (sigsetjmp(back, 1) == 0)
            call_gate(GATE_FAILS);
          hlt();
        }
        """;
    ProcessRun run = run("gates.FAILS { function = fails }", body);
    assertEquals("raised\ntold\nfailed\n", run.output(), "told when it is back in ring 3");
    assertEquals(List.of("#PF 0x0"), run.faults());
    assertEquals(List.of(11), run.statuses());
  }

  @Test
  void forkWithinAGate_comesBackInBoth() throws IOException {
    String body =
        """
        #include <ringfence.h>
        #include <stdio.h>
        #include <sys/wait.h>
        #include <unistd.h>
        static long split(long n) { return fork(); }
        int main(void) {
          if (call_gate(GATE_SPLIT) == 0) {
            hlt();
            return 1;
          }
          int status;
          wait(&status);
          printf("%d\\n", WTERMSIG(status));
          return 0;
        }
        """;
    ProcessRun run = run("gates.SPLIT { function = split }", body);
    assertEquals("11\n", run.output());
    assertEquals(List.of("#GP 0x0"), run.faults());
  }

  @Test
  void interruptTable_thatIsGone_resetsTheMachineAtTheNextException() throws IOException {
    ProcessRun run = run("ring = 0", "lidt(0, 0); getpid(); putchar('x'); fflush(stdout); ud2();");
    assertEquals(List.of(), run.faults());
    Event last = run.events().getLast();
    assertTrue(last instanceof Event.MachineCrashed, last.toString());
    Event.MachineCrashed crash = (Event.MachineCrashed) last;
    assertEquals("the machine was reset by a triple fault", crash.reason());
  }

  @Test
  void interruptTable_thatIsGone_resetsTheMachineAtTheNextTimerInterrupt() throws IOException {
    ProcessRun run = run("ring = 0", "lidt(0, 0); for (;;) ;");
    assertTrue(run.events().getLast() instanceof Event.MachineCrashed);
    assertEquals(1_000_000, run.simulation().kernel().now() / 3, 1000, "the end of the slice");
  }
}
