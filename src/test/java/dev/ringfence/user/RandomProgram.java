package dev.ringfence.user;

import static dev.ringfence.user.Bench.op;

import dev.ringfence.c.BitFunction;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.core.Rng;
import dev.ringfence.user.translate.Steps;
import java.util.ArrayList;
import java.util.List;

/// Random register code: functions with loops that end, branches, accesses of which some fault,
/// and calls, by name and by address, of which some recur; and short functions without loops, of
/// which one calls the other. It reads no register that a call has left undefined.
final class RandomProgram {
  /// The last register that the code reads; the callee's window begins there.
  static final int WINDOW = 20;

  static final int REGISTERS = 32;
  private static final int FUNCTIONS = 4;
  private static final int LENGTH = 40;
  private static final int SHORT_FUNCTIONS = 2;
  private static final int SHORT_LENGTH = 14;
  private static final int MAIN = 6;

  /// Holds an address, or what an instruction has left there.
  private static final int ADDRESS = 14;

  private static final int COUNTER = 15;
  private static final int FUEL = 16;
  private static final int CALLEE = 17;

  private static final int[] VALUES =
      java.util.stream.IntStream.range(0, Op.COUNT)
          .filter(Steps::has)
          .filter(op -> op != Op.COPY && op != Op.ZERO && op != Op.LDC)
          .toArray();
  private static final int[] OTHERS = {Op.PRIVILEGED, Op.SYSCALL, Op.COMPUTE, Op.TRAP};

  private final Rng rng;
  private final List<long[]> functions = new ArrayList<>();
  private final List<Long> code = new ArrayList<>();
  private final List<Integer> open = new ArrayList<>();
  private int entry;

  RandomProgram(long seed) {
    rng = new Rng(seed);
    main();
    finish();
    for (int f = 1; f <= FUNCTIONS; f++) {
      function(f);
      finish();
    }
    for (int f = 1; f <= SHORT_FUNCTIONS; f++) {
      shortFunction(f == 1 ? 0 : FUNCTIONS + 1);
      finish();
    }
  }

  private void finish() {
    functions.add(code.stream().mapToLong(Long::longValue).toArray());
    entry += code.size();
    code.clear();
  }

  /// Calls the first function for ever.
  private void main() {
    add(Op.ADDI, WINDOW + 3, 3, 1);
    add(Op.MOV, WINDOW + 4, 4, 0);
    add(Op.LI, WINDOW + 5, 0, 4);
    add(Op.CALL, WINDOW, 3, 1);
    add(Op.MOV, 3, WINDOW, 0);
    add(Op.JMP, 0, 0, 0);
  }

  /// Adds the program's functions.
  void addTo(Bench bench) {
    for (int f = 0; f < functions.size(); f++) {
      bench.function("f" + f, functions.get(f));
    }
  }

  private int pick(int count) {
    return (int) rng.below(count);
  }

  private int register() {
    return 3 + pick(11);
  }

  private void add(int op, int d, int a, int b) {
    code.add(op(op, d, a, b));
  }

  private void function(int number) {
    // The fuel, the third parameter, ends recursion.
    add(Op.ADDI, FUEL, 5, -1);
    int end = LENGTH + 4;
    add(Op.LI, COUNTER, 0, 2 + pick(5));
    int head = code.size();
    while (code.size() < LENGTH) {
      if (pick(3) == 0) {
        bind();
      }
      switch (pick(12)) {
        case 0, 1 -> address();
        case 2 -> branch();
        case 3 -> call(number);
        case 4 -> add(OTHERS[pick(OTHERS.length)], register(), register(), pick(40));
        case 5 -> block();
        default -> value();
      }
    }
    while (code.size() < LENGTH + 2) {
      value();
    }
    bind();
    add(Op.ADDI, COUNTER, COUNTER, -1);
    add(Op.JLT, 19, COUNTER, entry + head);
    if (code.size() != end) {
      throw new IllegalStateException("a function has " + code.size() + " instructions");
    }
    add(Op.RET, 0, register(), 0);
  }

  /// @param callee what it calls, or 0
  private void shortFunction(int callee) {
    if (callee != 0) {
      value();
      address();
      arguments();
      add(Op.CALL, WINDOW, pick(4), callee);
    }
    while (code.size() < SHORT_LENGTH - 1) {
      if (pick(3) == 0) {
        bind();
      }
      switch (pick(9)) {
        case 0, 1 -> address();
        case 2 -> branch();
        case 3 -> add(Op.SYSCALL, register(), register(), pick(40));
        default -> value();
      }
    }
    bind();
    add(Op.RET, 0, register(), 0);
  }

  private void address() {
    int at = (int) Bench.DATA + (pick(3) == 0 ? 4085 + pick(16) : pick(8300));
    add(Op.LI, ADDRESS, 0, at);
  }

  /// A branch forward to where a later statement begins.
  private void branch() {
    int[] all = {Op.JMP, Op.JZ, Op.JNZ, Op.JEQ, Op.JNE, Op.JLT, Op.JLE, Op.JLTU, Op.JLEU};
    open.add(code.size());
    add(all[pick(all.length)], register(), register(), 0);
  }

  private void bind() {
    for (int at : open) {
      long word = code.get(at);
      code.set(at, op(Op.op(word), Op.d(word), Op.a(word), entry + code.size()));
    }
    open.clear();
  }

  private void block() {
    address();
    int op = pick(2) == 0 ? Op.COPY : Op.ZERO;
    add(op, ADDRESS, pick(4) == 0 ? register() : ADDRESS, pick(pick(2) == 0 ? 40 : 5000));
  }

  private void value() {
    int op = VALUES[pick(VALUES.length)];
    boolean memory = op >= Op.LD8S && op <= Op.ST64 || op == Op.LDF32 || op == Op.STF32;
    boolean immediate =
        op >= Op.ADDI && op <= Op.SARI || op >= Op.EQI && op <= Op.GEI || op == Op.LI;
    if (memory) {
      add(op, register(), pick(16) == 0 ? register() : ADDRESS, pick(12));
    } else if (op == Op.ATOMIC) {
      add(op, register(), pick(16) == 0 ? 3 + pick(9) : ADDRESS, pick(64));
    } else if (op == Op.BITS) {
      add(op, register(), 3 + pick(9), pick(2) == 0 ? pick(7) : BitFunction.OVERFLOW + pick(96));
    } else if (op == Op.MATH) {
      add(op, register(), 3 + pick(9), pick(5));
    } else {
      int b = pick(4) == 0 ? (int) rng.below(1L << 32) : pick(200) - 100;
      add(op, register(), register(), immediate ? b : register());
    }
  }

  private void call(int number) {
    int over = code.size() + 7;
    if (over >= LENGTH) {
      return;
    }
    add(Op.JLE, FUEL, 19, entry + over);
    arguments();
    int callee = pick(3) == 0 ? number : 1 + pick(FUNCTIONS + SHORT_FUNCTIONS);
    add(Op.LI, CALLEE, 0, (int) Program.address(entry(callee)));
    if (pick(3) == 0) {
      add(Op.CALLR, WINDOW, CALLEE, 3);
    } else {
      add(Op.CALL, WINDOW, 3, callee);
    }
    add(Op.MOV, register(), WINDOW, 0);
  }

  private void arguments() {
    add(Op.MOV, WINDOW + 3, register(), 0);
    add(Op.MOV, WINDOW + 4, register(), 0);
    add(Op.MOV, WINDOW + 5, FUEL, 0);
  }

  private static int entry(int function) {
    int before = function - 1;
    int others = Math.max(0, before - FUNCTIONS);
    return MAIN + Math.min(before, FUNCTIONS) * (LENGTH + 5) + others * SHORT_LENGTH;
  }
}
