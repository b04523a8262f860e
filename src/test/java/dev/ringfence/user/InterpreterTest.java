package dev.ringfence.user;

import static dev.ringfence.user.Bench.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.machine.Vector;
import dev.ringfence.machine.Walker;
import org.junit.jupiter.api.Test;

class InterpreterTest {
  private static final long CALL_EXIT = op(Op.SYSCALL, 3, 0, 60);

  private final Bench bench = new Bench();

  private long result(int op, long left, long right) {
    Bench fresh = new Bench().function("f", op(op, 3, 3, 4), CALL_EXIT);
    Context context = fresh.thread(left, right);
    fresh.run(context);
    assertEquals(Cause.SYSCALL, context.cause);
    return context.argument(0);
  }

  @Test
  void arithmetic_atTheEdges_isThatOfTheProcessor() {
    assertEquals(Integer.MIN_VALUE, result(Op.ADDW, Integer.MAX_VALUE, 1));
    assertEquals(1L << 31, result(Op.ADD, Integer.MAX_VALUE, 1));
    assertEquals(-2, result(Op.DIV, -7, 3));
    assertEquals(-1, result(Op.REM, -7, 3));
    assertEquals(Long.divideUnsigned(-7, 3), result(Op.DIVU, -7, 3));
    assertEquals(2, result(Op.SHLW, 1, 33));
    assertEquals(1, result(Op.LTU, 1, -1));
    assertEquals(0, result(Op.LT, 1, -1));
    assertEquals(Double.doubleToLongBits(0.75), result(Op.FDIV, bits(3), bits(4)));
    assertEquals(Long.MIN_VALUE, result(Op.F2I, bits(1e30), 0));
  }

  private static long bits(double value) {
    return Double.doubleToLongBits(value);
  }

  @Test
  void division_byZeroOrOutOfRange_raisesDivideErrorAtTheInstruction() {
    for (long[] operands : new long[][] {{1, 0}, {Integer.MIN_VALUE, -1}}) {
      Bench fresh = new Bench().function("f", op(Op.DIVW, 3, 3, 4), CALL_EXIT);
      Context context = fresh.thread(operands);
      fresh.run(context);
      assertEquals(Cause.FAULT, context.cause);
      assertEquals(Vector.DE, context.vector);
      assertEquals(0, context.pc());
    }
  }

  @Test
  void memory_acrossAPageBoundary_keepsItsBytes() {
    int at = (int) Bench.DATA + 4093;
    bench.function(
        "f",
        op(Op.LI, 5, 0, at),
        op(Op.LDC, 6, 0, 0),
        op(Op.ST64, 6, 5, 0),
        op(Op.LD64, 3, 5, 0),
        op(Op.LD16S, 4, 5, 1),
        op(Op.LD32U, 5, 5, 2),
        CALL_EXIT);
    Context context = bench.thread();
    bench.run(context);
    assertEquals(0x123456789ABCDEFL, context.argument(0));
    assertEquals((short) 0xABCD, context.argument(1));
    assertEquals(0x456789ABL, context.argument(2));
  }

  @Test
  void store_onABadSecondPage_faultsThereAndWritesNothing() {
    int at = (int) Bench.DATA + 8192 - 4;
    bench.function(
        "f", op(Op.LI, 5, 0, at), op(Op.ST64, 5, 5, 0), op(Op.LD32S, 3, 5, 0), CALL_EXIT);
    Context context = bench.thread();
    bench.run(context);
    assertEquals(Cause.FAULT, context.cause);
    assertEquals(Vector.PF, context.vector);
    assertEquals(Bench.DATA + 8192, context.faultAddress & ~0xFFFL);
    assertEquals(Walker.WRITE | Walker.USER_MODE, context.errorCode);
    assertEquals(1, context.pc());
  }

  @Test
  void call_andReturn_passArgumentsAndLinkInMemory() {
    bench.function(
        "main", op(Op.LI, 13, 0, 20), op(Op.CALL, 10, 1, 1), op(Op.MOV, 3, 10, 0), CALL_EXIT);
    bench.function("twice", op(Op.ADD, 3, 3, 3), op(Op.RET, 0, 3, 0));
    Context context = bench.thread();
    bench.run(context);
    assertEquals(40, context.argument(0));
    assertEquals(0, context.depth());
    assertEquals(Program.address(2), bench.memory.readLong(104L * 4096 + 4096 - 16 - 8));
  }

  @Test
  void recursion_withoutEnd_meetsTheGuardPage() {
    bench.function("f", op(Op.CALL, 10, 0, 0), op(Op.RET, 0, 10, 0));
    Context context = bench.thread();
    bench.run(context);
    assertEquals(Cause.FAULT, context.cause);
    assertEquals(Vector.PF, context.vector);
    assertTrue(context.faultAddress < Bench.STACK_BOTTOM);
    assertEquals(2 * 4096 / 16 - 1, context.depth());
    assertEquals(1, context.returnPc(0));
  }

  @Test
  void indirectCall_intoDataOrTheMiddle_faultsAsTheProcessorSays() {
    bench.function("f", op(Op.CALLR, 10, 3, 0), CALL_EXIT);
    Context data = bench.thread(Bench.DATA);
    bench.run(data);
    assertEquals(Vector.PF, data.vector);
    assertEquals(Walker.INSTRUCTION_FETCH | Walker.PROTECTION | Walker.USER_MODE, data.errorCode);
    assertEquals(Bench.DATA, data.faultAddress);
    Context middle = bench.thread(Program.address(1));
    bench.run(middle);
    assertEquals(Vector.UD, middle.vector);
  }

  @Test
  void privilegedInstruction_inRing3_isGeneralProtection() {
    bench.function("f", op(Op.PRIVILEGED, 3, 3, 0));
    Context context = bench.thread();
    bench.run(context);
    assertEquals(Vector.GP, context.vector);
    assertEquals(0, context.errorCode);
  }

  @Test
  void slice_ofAnEndlessLoop_endsAtItsTimeAndGoesOn() {
    bench.function("f", op(Op.ADDI, 3, 3, 1), op(Op.JMP, 0, 0, 0));
    Context context = bench.thread(0);
    context.until = 1001;
    bench.run(context);
    assertEquals(Cause.PREEMPTED, context.cause);
    assertEquals(1001, context.time - 30);
    assertEquals(501, context.argument(0));
    context.until = context.time + 2;
    bench.run(context);
    assertEquals(502, context.argument(0));
  }

  @Test
  void compute_overSeveralSlices_usesItsTimeExactly() {
    bench.function("f", op(Op.COMPUTE, 3, 0, 0), CALL_EXIT);
    Context context = bench.thread(5000);
    context.until = 1000;
    bench.run(context);
    assertEquals(4000, context.argument(0));
    context.until = 100_000;
    bench.run(context);
    assertEquals(Cause.SYSCALL, context.cause);
    assertEquals(5000 + 30, context.time);
  }

  @Test
  void copyOfAContext_runsOnIndependently() {
    bench.function("f", op(Op.ADDI, 3, 3, 1), op(Op.SYSCALL, 4, 0, 1), op(Op.JMP, 0, 0, 0));
    Context parent = bench.thread(0);
    bench.run(parent);
    Context child = parent.copy();
    parent.complete(7);
    child.complete(0);
    assertEquals(7, parent.argument(1));
    assertEquals(0, child.argument(1));
    bench.run(child);
    assertEquals(2, child.argument(0));
    assertEquals(1, parent.argument(0));
  }

  @Test
  void twoThreads_takeTurnsByVirtualTime() {
    bench.function("f", op(Op.ADDI, 3, 3, 1), op(Op.JMP, 0, 0, 0));
    Context one = bench.thread(0);
    Context other = bench.thread(0);
    other.cpu = 1;
    other.time = 400;
    one.until = 2000;
    other.until = 1000;
    bench.run(one, other);
    assertTrue(other.time >= 1000 && other.time < 1002);
    assertTrue(one.time >= 1000 - 64 && one.time <= 1000 + 66, "one at " + one.time);
  }
}
