package dev.ringfence.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.core.Digest;
import dev.ringfence.core.Errno;
import dev.ringfence.core.Rng;
import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.Limits;
import dev.ringfence.kernel.Machine;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.machine.Costs;
import dev.ringfence.machine.DataModel;
import dev.ringfence.machine.Paging;
import dev.ringfence.machine.Profile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/// The kernel in the plain loop, with programs written in register code.
class PlainLoopTest {
  private static final int DATA = 0x500000;
  private static final int FDS = DATA + 64;

  private final List<Event> events = new ArrayList<>();

  /// A run of one program to its end.
  private final class Run {
    final PlainLoop loop;
    final Kernel kernel;
    final List<Long> code = new ArrayList<>();

    Run(int cpus, IntUnaryOperator choose) {
      events.clear();
      Costs costs =
          new Costs(
              1, 3, 20, 4, 4, 1, 1, 2, 30, 150, 900, 1500, 1000, 8, 300, 600, 20, 100, 1, 1, 400,
              500, 900, 0);
      Profile profile =
          new Profile("test", 1_000_000_000L, Paging.FOUR_LEVELS, 46, true, DataModel.LP64, costs);
      loop = new PlainLoop(choose);
      Machine machine =
          new Machine(
              profile,
              1 << 20,
              cpus,
              100_000,
              10_000,
              Machine.IN_ORDER,
              false,
              new Limits(1_000_000_000L, 900_000_000L, 1_000_000));
      kernel = new Kernel(machine, loop, events::add);
    }

    Run op(int op, int d, int a, int b) {
      code.add(Op.word(op, d, a, b));
      return this;
    }

    /// A call with constant arguments; its result is in register 3.
    Run call(String name, int... arguments) {
      for (int i = 0; i < arguments.length; i++) {
        op(Op.LI, 3 + i, 0, arguments[i]);
      }
      return op(Op.SYSCALL, 3, 0, number(name));
    }

    int number(String name) {
      return kernel.calls().stream()
          .filter(call -> call.name().equals(name))
          .findFirst()
          .orElseThrow()
          .number();
    }

    /// As [#call], with the descriptor that `pipe` stored as the first argument.
    Run callOnPipe(String name, int end, int... rest) {
      for (int i = 0; i < rest.length; i++) {
        op(Op.LI, 4 + i, 0, rest[i]);
      }
      op(Op.LI, 20, 0, FDS + 4 * end).op(Op.LD32S, 3, 20, 0);
      return op(Op.SYSCALL, 3, 0, number(name));
    }

    Process start(int copies) {
      long[] words = code.stream().mapToLong(Long::longValue).toArray();
      byte[] data = "hello, world\n".getBytes(StandardCharsets.US_ASCII);
      Function start = new Function("_start", 0, 0, words.length, 3, 40, 0, false, false);
      Program program =
          new Program(
              DataModel.LP64,
              "p",
              words,
              new long[0],
              List.of(start),
              new int[words.length],
              new byte[words.length],
              List.of(new Program.File("p.s", false)),
              0x4FF000,
              new byte[0],
              DATA,
              data,
              200_000,
              0,
              List.of(),
              Program.ThreadStorage.NONE);
      kernel.processes().programs().install(program);
      Process first = kernel.create("p", "/bin/p", List.of("p"), List.of(), 0, copies);
      for (int i = 1; i < copies; i++) {
        kernel.create("p", "/bin/p", List.of("p"), List.of(), i, copies);
      }
      loop.serve(kernel);
      return first;
    }

    String output() {
      StringBuilder text = new StringBuilder();
      for (Event event : events) {
        if (event instanceof Event.ConsoleWritten written) {
          text.append(written.text());
        }
      }
      return text.toString();
    }

    String digest() {
      Digest digest = new Digest();
      events.forEach(event -> event.addTo(digest));
      return digest.hex();
    }
  }

  private Run run() {
    return new Run(1, _ -> 0);
  }

  /// A child sends 13 bytes through a pipe; the parent prints them and waits.
  private static Run pipeProgram(Run run) {
    run.call("pipe", FDS).call("fork");
    int branch = run.code.size();
    run.op(Op.JNZ, 0, 3, 0).callOnPipe("write", 1, DATA, 13).call("_exit", 3);
    run.code.set(branch, Op.word(Op.JNZ, 0, 3, run.code.size()));
    return run.callOnPipe("read", 0, DATA + 100, 100)
        .call("write", 1, DATA + 100, 13)
        .call("wait4", -1, DATA + 300, 0, 0)
        .op(Op.LI, 20, 0, DATA + 300)
        .op(Op.LD32S, 3, 20, 0)
        .op(Op.SHRI, 3, 3, 8)
        .op(Op.SYSCALL, 3, 0, run.number("_exit"));
  }

  @Test
  void pipe_betweenParentAndChild_carriesBytesAndStatus() {
    Run run = pipeProgram(run());
    Process parent = run.start(1);
    assertEquals("hello, world\n", run.output());
    assertEquals(3 << 8, parent.status);
    assertTrue(run.kernel.isQuiescent());
  }

  @Test
  void frames_afterAllProcessesHaveEnded_areAllBack() {
    Run run = pipeProgram(run());
    run.start(1);
    assertEquals(2, run.kernel.parts().frames().inUse(), "the image's text and data");
  }

  @Test
  void digest_whateverTheOrderOfService_isTheSame() {
    for (int cpus = 1; cpus <= 4; cpus++) {
      String expected = null;
      for (int seed = 0; seed < 25; seed++) {
        Rng rng = new Rng(seed);
        Run run = pipeProgram(new Run(cpus, bound -> (int) rng.below(bound)));
        run.start(6);
        assertEquals("hello, world\n".repeat(6), run.output());
        if (expected == null) {
          expected = run.digest();
        }
        assertEquals(expected, run.digest(), cpus + " CPUs, order " + seed);
      }
    }
  }

  @Test
  void reader_thatHoldsItsOwnWriteEnd_blocksForEver() {
    Run run = run().call("pipe", FDS).callOnPipe("read", 0, DATA, 1);
    Process process = run.start(1);
    assertFalse(process.zombie);
    assertTrue(run.kernel.isQuiescent());
    assertEquals("pipe:[1]", process.tasks.getFirst().waitsFor);
  }

  @Test
  void pipe_filledWith4000ByteWrites_blocksAt64000() {
    Run run = run().call("pipe", FDS);
    int loop = run.code.size();
    run.callOnPipe("write", 1, DATA, 4000).op(Op.JMP, 0, 0, loop);
    run.start(1);
    long returned =
        events.stream()
            .filter(e -> e instanceof Event.CallReturned c && c.call().equals("write"))
            .count();
    assertEquals(16, returned);
  }

  @Test
  void write_toAPipeWithoutReader_endsTheProcessBySigpipe() {
    Run run = run().call("pipe", FDS).callOnPipe("close", 0).callOnPipe("write", 1, DATA, 1);
    assertEquals(13, run.start(1).status);
  }

  @Test
  void write_fromABadPointer_isEfault() {
    Run run = run().call("write", 1, 64, 1).op(Op.NEG, 3, 3, 0).op(Op.MOV, 3, 3, 0);
    run.op(Op.SYSCALL, 3, 0, run.number("_exit"));
    assertEquals(Errno.EFAULT.number() << 8, run.start(1).status);
  }

  @Test
  void strayStore_isASegmentationFaultOfThatProcessAlone() {
    Run run = run().op(Op.LI, 3, 0, 64).op(Op.ST32, 3, 3, 0);
    assertEquals(11, run.start(2).status);
    Event.FaultRaised fault =
        events.stream()
            .filter(Event.FaultRaised.class::isInstance)
            .map(Event.FaultRaised.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(64, fault.address());
    assertEquals(6, fault.errorCode());
  }

  @Test
  void sleep_takesItsVirtualTime() {
    Run run =
        run()
            .op(Op.LI, 20, 0, DATA + 400)
            .op(Op.LI, 21, 0, 5_000_000)
            .op(Op.ST64, 21, 20, 8)
            .call("nanosleep", DATA + 400, 0)
            .call("_exit", 0);
    run.start(1);
    assertTrue(run.kernel.now() >= 5_000_000 && run.kernel.now() < 5_010_000);
  }

  @Test
  void endlessLoop_isEndedByTheLimit() {
    Run run = run().op(Op.JMP, 0, 0, 0);
    Process process = run.start(1);
    assertEquals("limit.cpu", run.kernel.stoppedBy());
    assertFalse(process.zombie);
  }

  @Test
  void fork_thenWrite_copiesThePageForTheWriter() {
    Run run = run().call("fork");
    int branch = run.code.size();
    run.op(Op.JNZ, 0, 3, 0)
        .op(Op.LI, 20, 0, DATA)
        .op(Op.LI, 21, 0, 'J')
        .op(Op.ST8, 21, 20, 0)
        .call("write", 1, DATA, 5)
        .call("_exit", 0);
    run.code.set(branch, Op.word(Op.JNZ, 0, 3, run.code.size()));
    run.call("wait4", -1, 0, 0, 0).call("write", 1, DATA, 5).call("_exit", 0);
    run.start(1);
    assertEquals("Jellohello", run.output());
    assertTrue(events.stream().anyMatch(e -> e instanceof Event.PageFilled p && p.copied()));
  }
}
