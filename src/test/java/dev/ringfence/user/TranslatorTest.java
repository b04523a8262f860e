package dev.ringfence.user;

import static dev.ringfence.user.Bench.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.core.Rng;
import dev.ringfence.user.translate.LiveRegisters;
import dev.ringfence.user.translate.Operands;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Translated code against the interpreter: the same programs in slices of the same lengths, and
/// the same state at the end of each slice.
class TranslatorTest {
  private static final int PROGRAMS = 15;

  /// Runs a program both ways until its first function returns or it has had its time, and passes
  /// each exception and system call.
  private static int compare(
      String name, Consumer<Bench> program, LongUnaryOperator slice, long time) {
    Bench interpreted = new Bench();
    Bench translated = new Bench(Translations.eager(Bench.PROFILE));
    program.accept(interpreted);
    program.accept(translated);
    Context one = interpreted.thread(11, -5);
    Context other = translated.thread(11, -5);
    Map<Function, LiveRegisters> live = new HashMap<>();
    int slices = 0;
    for (; one.time < time && one.instructions < 10_000; slices++) {
      long until = one.time + slice.applyAsLong(slices);
      one.until = until;
      other.until = until;
      interpreted.run(one);
      translated.run(other);
      String where = name + ", slice " + slices + " at " + one.pc;
      assertEquals(state(one, live), state(other, live), where);
      assertEquals(interpreted.space.mmu().misses(), translated.space.mmu().misses(), where);
      if (one.cause == Cause.SYSCALL) {
        one.complete(slices);
        other.complete(slices);
      } else if (traps(one) && !pass(one, other)) {
        break;
      }
    }
    for (int frame = 0; frame < interpreted.memory.frames(); frame++) {
      assertTrue(
          Arrays.equals(interpreted.memory.peek(frame), translated.memory.peek(frame)),
          name + ", frame " + frame);
    }
    return slices;
  }

  private static boolean traps(Context c) {
    return c.cause == Cause.FAULT || c.cause == Cause.PRIVILEGED;
  }

  private static boolean pass(Context... contexts) {
    for (Context context : contexts) {
      if (context.program().functionAt(context.pc).end() <= context.pc + 1) {
        return false;
      }
      int unwritten = Operands.written(context.program().code()[context.pc]);
      if (unwritten >= 0) {
        context.registers[context.base + unwritten] = 77;
      }
      context.pc++;
      context.time++;
    }
    return true;
  }

  private static String state(Context c, Map<Function, LiveRegisters> live) {
    StringBuilder text = new StringBuilder();
    text.append(c.cause).append(" pc ").append(c.pc).append(" base ").append(c.base);
    text.append(" time ").append(c.time).append(" instructions ").append(c.instructions);
    if (c.cause == Cause.FAULT) {
      text.append(' ').append(c.vector).append(' ').append(c.errorCode);
      text.append(' ').append(c.faultAddress);
    }
    int window = c.base;
    int end = Math.min(window + RandomProgram.WINDOW + 1, c.registers.length);
    for (int pc = c.pc; ; pc = (int) c.registers[end + Context.LINK]) {
      Function function = c.program().functionAt(pc);
      BitSet read =
          live.computeIfAbsent(function, f -> new LiveRegisters(c.program(), f)).before(pc);
      text.append('\n').append(registers(c, read, window, end));
      if (window == 0) {
        return text.toString();
      }
      end = window;
      window -= (int) (c.registers[window + Context.LINK] >>> 32);
    }
  }

  /// The registers of a window that may still be read, and the three that every window has.
  private static String registers(Context c, BitSet read, int window, int end) {
    return IntStream.range(window, end)
        .filter(at -> at < window + Op.FIRST_PARAMETER || read.get(at - window))
        .mapToObj(at -> at - window + "=" + c.registers[at])
        .toList()
        .toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50, 400, 5000})
  void randomPrograms_inSlicesOfOneLength_areAsInterpreted(int length) {
    for (long seed = 1; seed <= PROGRAMS; seed++) {
      RandomProgram program = new RandomProgram(seed);
      compare("seed " + seed, program::addTo, _ -> length, 40_000);
    }
  }

  @Test
  void randomPrograms_inSlicesOfManyLengths_areAsInterpreted() {
    int slices = 0;
    for (long seed = 1000; seed < 1000 + 4 * PROGRAMS; seed++) {
      RandomProgram program = new RandomProgram(seed);
      Rng lengths = new Rng(seed);
      slices +=
          compare(
              "seed " + seed,
              program::addTo,
              _ -> lengths.below(8) == 0 ? lengths.below(3000) : lengths.below(40),
              100_000);
    }
    assertTrue(slices > 10_000, slices + " slices");
  }

  /// A kernel whose calls return a number made of their time, and which has some threads stop
  /// behind them.
  private static final class Kernel implements Gate {
    private final List<String> calls = new ArrayList<>();
    private int passed;
    private boolean hasStopped;

    void handle(Context c) {
      calls.add(
          "%s at %d, line %d, %s"
              .formatted(
                  c.callNumber(),
                  c.time,
                  c.userLine(),
                  IntStream.range(0, 6).mapToObj(c::argument).toList()));
      c.time += 30;
      c.complete(c.time * 31 % 1000);
    }

    @Override
    public boolean isOpen(Context c) {
      return c.time < c.until && c.time % 5 != 0;
    }

    @Override
    public boolean pass(Context c) {
      handle(c);
      passed++;
      hasStopped = c.time >= c.until || c.time % 7 == 0;
      return !hasStopped;
    }

    /// Runs a thread to the end of its slice or an exception; calls go through the gate, where that
    /// may be, or are handled here.
    void run(Bench bench, Context c, boolean throughGate) {
      do {
        bench.run(throughGate ? this : Gate.CLOSED, c);
        if (c.cause == Cause.SYSCALL && !hasStopped) {
          handle(c);
        }
        hasStopped = false;
      } while (c.cause == Cause.SYSCALL && c.time < c.until);
    }
  }

  @Test
  void callsThroughTheGate_areAsThoseThatEndTheSlice() {
    int passed = 0;
    for (long seed = 5000; seed < 5000 + 4 * PROGRAMS; seed++) {
      RandomProgram program = new RandomProgram(seed);
      Bench interpreted = new Bench();
      Bench translated = new Bench(Translations.eager(Bench.PROFILE));
      program.addTo(interpreted);
      program.addTo(translated);
      Context one = interpreted.thread(11, -5);
      Context other = translated.thread(11, -5);
      Kernel plain = new Kernel();
      Kernel gate = new Kernel();
      Map<Function, LiveRegisters> live = new HashMap<>();
      Rng lengths = new Rng(seed);
      while (one.time < 100_000 && one.instructions < 10_000) {
        one.until = one.time + 1 + lengths.below(3000);
        other.until = one.until;
        plain.run(interpreted, one, false);
        gate.run(translated, other, true);
        String where = "seed " + seed + " at " + one.pc;
        assertEquals(plain.calls, gate.calls, where);
        assertEquals(state(one, live), state(other, live), where);
        if (traps(one) && !pass(one, other)) {
          break;
        }
      }
      passed += gate.passed;
    }
    assertTrue(passed > 1000, passed + " calls have passed the gate");
  }

  @Test
  void argumentsThatAreMissing_atTheEndOfTheRegisters_areZero() {
    compare(
        "few arguments",
        bench -> {
          bench.function("main", op(Op.CALL, 31, 0, 1), op(Op.MOV, 4, 31, 0), op(Op.JMP, 0, 0, 0));
          bench.function(
              "call", op(Op.SYSCALL, 10, 0, 0), op(Op.ADD, 3, 3, 10), op(Op.RET, 0, 3, 0));
        },
        _ -> 500,
        20_000);
  }

  @Test
  void recursion_deeperThanTheJvmsStack_isAsInterpreted() {
    Consumer<Bench> program =
        bench -> {
          bench.function("main", op(Op.LI, 23, 0, 200), op(Op.CALL, 20, 1, 1), op(Op.JMP, 0, 0, 0));
          bench.function(
              "sum",
              op(Op.JNZ, 0, 3, 6),
              op(Op.LI, 4, 0, 0),
              op(Op.RET, 0, 4, 0),
              op(Op.ADDI, 23, 3, -1),
              op(Op.CALL, 20, 1, 1),
              op(Op.ADD, 3, 3, 20),
              op(Op.RET, 0, 3, 0));
        };
    compare("recursion", program, _ -> 100_000, 400_000);
    compare("recursion in small slices", program, slice -> 1 + slice % 9, 20_000);
  }

  @Test
  void recursion_withoutEnd_meetsTheGuardPageAsInterpreted() {
    compare(
        "endless",
        bench -> bench.function("f", op(Op.CALL, 10, 0, 0), op(Op.RET, 0, 10, 0)),
        _ -> 100_000,
        200_000);
  }

  @Test
  void registersReadAfterALongjmpAlone_areAsInterpreted() {
    int buffer = (int) Bench.DATA;
    compare(
        "longjmp",
        bench -> {
          bench.function(
              "main",
              op(Op.ADDI, 10, 10, 3),
              op(Op.LI, 23, 0, buffer),
              op(Op.CALL, 20, 1, 1),
              op(Op.JNZ, 0, 20, 8),
              op(Op.MOV, 11, 10, 0),
              op(Op.LI, 23, 0, buffer),
              op(Op.CALL, 20, 1, 2),
              op(Op.LI, 10, 0, 0),
              op(Op.SYSCALL, 12, 0, 0),
              op(Op.JMP, 0, 0, 0));
          bench.function("save", op(Op.SETJMP, 0, 3, 0), op(Op.RET, 0, 9, 0));
          bench.function("jump", op(Op.LI, 4, 0, 1), op(Op.LONGJMP, 0, 3, 0));
        },
        _ -> 5000,
        100_000);
  }

  @Test
  void missingArguments_areZero() {
    Bench bench = new Bench(Translations.eager(Bench.PROFILE));
    bench.function(
        "main",
        op(Op.LI, 23, 0, 7),
        op(Op.LI, 24, 0, 8),
        op(Op.CALL, 20, 1, 1),
        op(Op.MOV, 3, 20, 0),
        op(Op.SYSCALL, 4, 0, 60));
    bench.function("add", op(Op.ADD, 3, 3, 4), op(Op.ADD, 3, 3, 9), op(Op.RET, 0, 3, 0));
    Context context = bench.thread();
    bench.run(context);
    assertEquals(7, context.argument(0));
  }
}
