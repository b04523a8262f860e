package dev.ringfence.user;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Program;
import dev.ringfence.machine.Mmu;
import dev.ringfence.machine.Profile;
import dev.ringfence.machine.Vector;
import dev.ringfence.user.translate.HotCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Executes a process's threads: by bodies where there are some, and by the interpreter everywhere
/// else. Both have the same effects, instruction by instruction; see `docs/compiled-code.md`.
///
/// The rest of the class is what bodies call.
public final class Processor {
  /// How much of the JVM's stack bodies may use, in registers of windows.
  private static final int ROOM = 1 << 14;

  /// What a body needs of it beside its window's registers.
  public static final int FRAME = 64;

  /// What becomes of a system call in a body: the gate is closed to it, it was handled and the
  /// thread goes on, or it was handled and the thread stops, or goes on elsewhere (`sigreturn(2)`).
  public static final int DECLINED = 0;

  static final int GOES_ON = 1;
  public static final int LEFT = 2;

  final Mmu mmu;
  private final Interpreter interpreter;
  private final Translations translations;
  private @Nullable Translation translation;
  private @Nullable Program translated;
  private @Nullable HotCode code;
  private Gate gate = Gate.CLOSED;
  private long limit;
  private long begun;
  private @Nullable AccessLog accesses;
  private @Nullable WatchedCode watched;

  /// Cycles until the slice ends, and instructions executed: of the body that called or returned
  /// last.
  long left;

  long count;

  Processor(Mmu mmu, Profile profile, Translations translations) {
    this.mmu = mmu;
    this.interpreter = new Interpreter(mmu, profile);
    this.translations = translations;
  }

  /// Runs the thread until it traps where it cannot pass the gate, or its time has reached the end
  /// of its slice: the first instruction boundary at or after that. Page walks are charged then.
  void run(Context c, Gate gate) {
    this.gate = gate;
    begun = c.time;
    limit = c.until;
    mmu.ring(c.ring(), c.hasAlignmentFlag());
    if (c.checksAlignment()) {
      checked(c, limit);
    } else if (accesses != null) {
      watched(c, limit, accesses);
    } else if (interpreter.begins(c, limit)) {
      long before = c.instructions;
      Translation known = translationOf(c.program());
      if (known == null) {
        interpreter.interpret(c, limit, null);
      } else {
        execute(c, known.code());
        known.executed(c.instructions - before);
      }
    }
    c.time += mmu.takePenalty();
  }

  /// When the thread went on last, by the beginning of its slice or from the gate.
  long begun() {
    return begun;
  }

  /// As [#run], by the interpreter alone, and up to a limit.
  void interpret(Context c, long limit) {
    mmu.ring(c.ring(), c.hasAlignmentFlag());
    if (c.checksAlignment()) {
      checked(c, limit);
    } else if (accesses != null) {
      watched(c, limit, accesses);
    } else if (interpreter.begins(c, limit)) {
      interpreter.interpret(c, limit, null);
    }
    c.time += mmu.takePenalty();
  }

  /// Executes one instruction after the other, each when its operand is found aligned.
  private void checked(Context c, long limit) {
    boolean begins = interpreter.begins(c, limit);
    while (begins && c.time < limit && c.cause == Cause.PREEMPTED) {
      if (interpreter.isAligned(c)) {
        interpreter.interpret(c, c.time + 1, null);
      } else {
        c.fault(Vector.AC, 0, 0);
      }
    }
  }

  /// Has accesses to memory be noted from now on, or no longer.
  void note(@Nullable AccessLog log) {
    accesses = log;
  }

  /// Executes up to each access to memory, makes it, and notes it unless it has faulted.
  private void watched(Context c, long limit, AccessLog log) {
    boolean goesOn = interpreter.begins(c, limit);
    WatchedCode code = goesOn ? watchedCode(c.program()) : null;
    while (code != null && c.time < limit && c.cause == Cause.PREEMPTED) {
      interpreter.interpret(c, code.words, limit, null);
      if (c.time < limit && c.cause == Cause.PREEMPTED && code.stops(c)) {
        int pc = c.pc;
        long word = code.program.code()[pc];
        long to = c.registers[c.base + Op.d(word)];
        long from = c.registers[c.base + Op.a(word)];
        long time = c.time;
        interpreter.interpret(c, c.time + 1, null);
        if (c.cause == Cause.PREEMPTED) {
          code.note(log, c, pc, to, from, time);
        }
      }
    }
  }

  private WatchedCode watchedCode(Program program) {
    WatchedCode known = watched;
    if (known == null || known.program != program) {
      known = new WatchedCode(program);
      watched = known;
    }
    return known;
  }

  private @Nullable Translation translationOf(Program program) {
    if (translated != program) {
      translation = translations.get(program);
      translated = program;
    }
    return translation;
  }

  private void execute(Context c, HotCode hot) {
    code = hot;
    boolean there = hot.visit(c.pc);
    while (c.time < limit && c.cause == Cause.PREEMPTED) {
      Body body = there ? hot.body(c) : null;
      there = body != null ? run(body, c, hot) : interpreter.interpret(c, limit, hot);
    }
  }

  /// Whether the thread has now come to where there may be a body.
  private boolean run(Body body, Context c, HotCode hot) {
    left = limit - c.time;
    count = 0;
    int base = c.base - body.distance();
    boolean returned = body.run(this, c, base, false, ROOM);
    c.time = limit - left;
    c.instructions += count;
    if (returned) {
      long link = c.registers[base + Context.LINK];
      c.base = base - (int) (link >>> 32);
      c.pc = (int) link;
      return hot.visit(c.pc);
    }
    return false;
  }

  private HotCode code() {
    HotCode known = code;
    if (known == null) {
      throw new IllegalStateException("a body runs without its program");
    }
    return known;
  }

  /// The body that begins at an instruction, or null.
  @Nullable Body body(int entry) {
    return code().known(entry);
  }

  /// The thread stops before a block that does not fit into its slice or is not translated.
  void leave(Context c, int base, int pc, long left, long count) {
    c.base = base;
    c.pc = pc;
    this.left = left;
    this.count = count;
  }

  /// The thread stops before an instruction whose block has been charged.
  void stop(Context c, int base, int pc, long left, long count) {
    HotCode hot = code();
    leave(c, base, pc, left + hot.cyclesFrom(pc), count - hot.instructionsFrom(pc));
  }

  /// As [#stop], where a number was to be read or written and there was no page for it: that is a
  /// fault, unless the number spans two pages, which the interpreter cares for.
  void stop(Context c, int base, int pc, long left, long count, long at, int size) {
    stop(c, base, pc, left, count);
    if (!Values.spans(at, size)) {
      interpreter.raise(c);
    }
  }

  /// Makes a system call of the thread.
  ///
  /// @param left without the call itself, and so is `count`
  /// @return what becomes of it: declined, the thread stops where it is; otherwise what
  ///     [Context#complete] has done is done, and the charge is exact
  int callKernel(Context c, int base, int pc, long left, long count) {
    c.base = base;
    c.pc = pc;
    c.time = limit - left + mmu.penalty();
    if (!gate.isOpen(c)) {
      return DECLINED;
    }
    mmu.takePenalty();
    c.instructions += count;
    c.cause = Cause.SYSCALL;
    boolean goesOn = gate.pass(c);
    begun = c.time;
    limit = c.until;
    this.left = limit - c.time;
    this.count = 0;
    if (!goesOn) {
      return LEFT;
    }
    c.cause = Cause.PREEMPTED;
    boolean moved = c.pc != pc + 1 || c.base != base;
    return moved ? LEFT : GOES_ON;
  }

  /// Opens the window of a function that is called. False when that faulted.
  boolean enter(Context c, int window, int distance, int pc, int entry, int frame, int registers) {
    return interpreter.enter(c, window, distance, pc, entry, frame, registers);
  }

  /// The number of the function at a text address, or -1.
  int function(long address) {
    HotCode hot = code();
    int instruction = hot.program.instructionAt(address);
    return instruction < 0 ? -1 : hot.functionEntered(instruction);
  }

  /// The body of a function, or null.
  @Nullable Body bodyOf(int function) {
    return function < 0 ? null : code().known(code().program.functions().get(function).entry());
  }

  /// What the function's body needs of the JVM's stack.
  int need(int function) {
    return code().program.functions().get(function).registers() + FRAME;
  }

  /// Opens the window of a function called by its address, and clears parameters without an
  /// argument. False when that faulted.
  boolean enter(Context c, int window, int distance, int pc, int function, int arguments) {
    Function f = code().program.functions().get(function);
    if (!interpreter.enter(c, window, distance, pc, f.entry(), f.frameSize(), f.registers())) {
      return false;
    }
    int first = window + Op.FIRST_PARAMETER;
    clear(c, first + arguments, Math.max(first + arguments, first + f.parameters()));
    return true;
  }

  /// Clears registers.
  void clear(Context c, int from, int to) {
    Arrays.fill(c.registers, from, to, 0);
  }

  /// Whether the window's function may return; if not, that faults.
  boolean returns(Context c, int base) {
    return mayReturnTo(c, (int) c.registers[base + Context.LINK]);
  }

  /// Pushes the return address of a call whose callee's window the body opens itself. False when
  /// that faulted.
  boolean opens(Context c, long stackPointer, int pc, int entry) {
    return interpreter.pushReturn(c, stackPointer, pc, entry);
  }

  /// Whether a function that the body has taken in may return to an instruction; if not, that
  /// faults.
  boolean mayReturnTo(Context c, int instruction) {
    if (mmu.mayFetch(Program.address(instruction))) {
      return true;
    }
    interpreter.raise(c);
    return false;
  }

  /// Copies a block. False when that faulted.
  boolean copy(Context c, long to, long from, int size) {
    return interpreter.copy(c, to, from, size);
  }

  /// Clears a block. False when that faulted.
  boolean zero(Context c, long to, int size) {
    return interpreter.zero(c, to, size);
  }

  /// Does an atomic read-modify-write ([Op#ATOMIC]). False when that faulted.
  boolean atomic(Context c, long address, long x, long y, int operand) {
    return interpreter.atomic(c, operand, address, x, y);
  }

  /// What [#atomic] found.
  long loaded() {
    return interpreter.loaded();
  }
}
