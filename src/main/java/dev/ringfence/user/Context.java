package dev.ringfence.user;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import dev.ringfence.c.Privileged;
import dev.ringfence.c.Program;
import dev.ringfence.machine.Flags;
import dev.ringfence.machine.Privilege;
import dev.ringfence.machine.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A thread as the CPU sees it: its registers, its call stack, and the slice of time that it was
/// lent.
///
/// It belongs to whoever holds the process at the moment: the kernel while the thread is trapped,
/// the process while it runs.
public final class Context {
  /// Registers of a window that hold the frame pointer, the link and the stack pointer.
  public static final int FRAME_POINTER = 0;

  public static final int LINK = 1;
  public static final int STACK_POINTER = 2;

  /// The most registers that all windows of a thread may take: 512 MiB of recursion.
  static final int MAX_REGISTERS = 1 << 26;

  private final Program program;
  private final long threadPointer;

  /// All windows, innermost last; while the thread rests, what they are compared with.
  long[] registers;

  /// How a thread that rests differs from that; null for one that does not rest.
  private long @Nullable [] differences;

  /// Where the innermost window begins.
  int base;

  /// The instruction that trapped or runs next.
  int pc;

  /// What it may do.
  public Privilege privilege = Privilege.USER;

  /// The CPU that the thread is on.
  public int cpu;

  /// Its virtual time, in cycles.
  public long time;

  /// The virtual time at which the slice ends.
  public long until;

  /// How the slice ended.
  public Cause cause = Cause.PREEMPTED;

  /// The exception, when the cause is a fault.
  public Vector vector = Vector.PF;

  /// Its error code.
  public int errorCode;

  /// The address that faulted, when the exception is a page fault.
  public long faultAddress;

  /// How many instructions it has executed.
  public long instructions;

  /// A thread about to enter a function.
  ///
  /// @param function the number of the function in the program
  /// @param stackPointer a multiple of 16
  /// @param threadPointer the address of the thread control block
  public Context(
      Program program, int function, long stackPointer, long threadPointer, long... arguments) {
    Function first = program.functions().get(function);
    this.program = program;
    this.threadPointer = threadPointer;
    registers = new long[Math.max(first.registers(), Op.FIRST_PARAMETER + arguments.length)];
    pc = first.entry();
    long frame = stackPointer - first.frameSize() - 16;
    registers[FRAME_POINTER] = frame;
    registers[STACK_POINTER] = frame;
    System.arraycopy(arguments, 0, registers, Op.FIRST_PARAMETER, arguments.length);
  }

  private Context(Context other) {
    program = other.program;
    threadPointer = other.threadPointer;
    long[] all =
        other.differences == null
            ? other.registers
            : RegisterModels.all(other.registers, other.differences);
    registers = Arrays.copyOf(all, other.top());
    base = other.base;
    pc = other.pc;
    privilege = other.privilege;
    cpu = other.cpu;
    time = other.time;
    until = other.until;
    cause = other.cause;
    vector = other.vector;
    errorCode = other.errorCode;
    faultAddress = other.faultAddress;
    instructions = other.instructions;
  }

  /// The same thread again, as `fork(2)` needs it.
  public Context copy() {
    return new Context(this);
  }

  /// Puts the thread to rest: its registers take as little room as they can until they are used.
  public void rest(RegisterModels models) {
    if (differences != null) {
      return;
    }
    int top = top();
    long[] all = top == registers.length ? registers : Arrays.copyOf(registers, top);
    registers = models.model(program, all);
    differences = RegisterModels.differences(all, registers);
  }

  /// Ends the rest.
  void wake() {
    if (differences != null) {
      registers = RegisterModels.all(registers, differences);
      differences = null;
    }
  }

  private long register(int number) {
    return differences == null
        ? registers[number]
        : RegisterModels.get(registers, differences, number);
  }

  /// The end of the registers that any of the open windows has: a caller's may reach beyond those
  /// of the function that it has called.
  int top() {
    int top = base + program.functionAt(pc).registers();
    for (int window = base; window > 0; ) {
      int call = (int) register(window + LINK) - 1;
      window -= windowDistance(window);
      top = Math.max(top, window + program.functionAt(call).registers());
    }
    return Math.min(top, registers.length);
  }

  public Program program() {
    return program;
  }

  public long threadPointer() {
    return threadPointer;
  }

  public long stackPointer() {
    return register(base + STACK_POINTER);
  }

  /// The ring that it is in, 0 to 3.
  public int ring() {
    return privilege.ring();
  }

  /// Where the innermost window begins.
  public int base() {
    return base;
  }

  /// The link of the window that begins at a register: how far below it its caller's window begins,
  /// in the upper half, and with which instruction that one goes on.
  public long link(int window) {
    return register(window + LINK);
  }

  /// Whether the innermost windows of a thread that does not rest have these links, the innermost
  /// first.
  public boolean hasLinks(long[] links) {
    int window = base;
    for (long link : links) {
      if (registers[window + LINK] != link) {
        return false;
      }
      window -= (int) (link >>> 32);
    }
    return true;
  }

  /// The instruction that trapped or runs next.
  public int pc() {
    return pc;
  }

  /// Whether its slice has ended where it takes no interrupt, since it has turned them off.
  public boolean missesTimer() {
    return cause == Cause.PREEMPTED && !privilege.has(Flags.INTERRUPTS);
  }

  /// Whether numbers must lie at multiples of their size.
  boolean checksAlignment() {
    return ring() == 3 && hasAlignmentFlag();
  }

  /// EFLAGS.AC.
  boolean hasAlignmentFlag() {
    return privilege.has(Flags.ALIGNMENT_CHECK);
  }

  /// Goes on behind the instruction that trapped.
  public void skip() {
    pc++;
  }

  /// The instruction that it has trapped with, and its operand.
  public Privileged privileged() {
    return Privileged.values()[Op.b(program.code()[pc])];
  }

  public long operand() {
    return register(base + Op.a(program.code()[pc]));
  }

  /// Has the innermost function call others on another stack.
  public void stackPointer(long address) {
    wake();
    registers[base + STACK_POINTER] = address;
  }

  /// The number of the system call that it has trapped with.
  public int callNumber() {
    return Op.b(program.code()[pc]);
  }

  /// The argument of the system call, 0 to 5.
  public long argument(int index) {
    return register(base + Op.FIRST_PARAMETER + index);
  }

  /// Ends the system call with this raw result: a negative error number or a value.
  public void complete(long result) {
    wake();
    registers[base + Op.d(program.code()[pc])] = result;
    pc++;
  }

  /// The entries of the functions that are open, innermost first.
  public int[] openFunctions() {
    int[] entries = new int[depth() + 1];
    int at = pc;
    int window = base;
    for (int i = 0; i < entries.length; i++) {
      entries[i] = program.functionAt(at).entry();
      if (window > 0) {
        at = (int) register(window + LINK) - 1;
        window -= windowDistance(window);
      }
    }
    return entries;
  }

  /// How many callers the innermost function has.
  public int depth() {
    int depth = 0;
    for (int window = base; window > 0; window -= windowDistance(window)) {
      depth++;
    }
    return depth;
  }

  /// The instruction to which the function `level` calls up the stack returns; level 0 is the
  /// innermost function's return.
  public int returnPc(int level) {
    int window = base;
    for (int i = 0; i < level; i++) {
      window -= windowDistance(window);
    }
    return (int) register(window + LINK);
  }

  /// The registers of the function `level` calls up the stack; level 0 is the innermost one.
  public long[] window(int level) {
    int window = base;
    int at = pc;
    for (int i = 0; i < level; i++) {
      at = (int) register(window + LINK);
      window -= windowDistance(window);
    }
    long[] all = new long[program.functionAt(at).registers()];
    for (int i = 0; i < all.length; i++) {
      all[i] = register(window + i);
    }
    return all;
  }

  /// A hash of what [#window] gives for the innermost functions, at most so many.
  public int windowHash(int functions) {
    int first = base;
    for (int i = 1; i < functions && first > 0; i++) {
      first -= windowDistance(first);
    }
    int end = base + program.functionAt(pc).registers();
    int hash = 1;
    for (int i = first; i < end; i++) {
      hash = 31 * hash + Long.hashCode(register(i));
    }
    return hash;
  }

  private int windowDistance(int window) {
    return (int) (register(window + LINK) >>> 32);
  }

  /// The window that is open at the moment and begins at this register, as the instruction that it
  /// goes on with; or -1 if there is none.
  int resumption(int window) {
    int at = pc;
    int open = base;
    while (open > window) {
      at = (int) register(open + LINK);
      open -= windowDistance(open);
    }
    return open == window ? at : -1;
  }

  /// Closes the innermost window: goes on where its caller was left.
  public void unwind() {
    long link = register(base + LINK);
    base -= (int) (link >>> 32);
    pc = (int) link;
  }

  /// Opens a window above all others, for a function that nobody called and that leaves it by
  /// [#unwind]; the thread then goes on as if nothing had happened.
  ///
  /// @param stackPointer a multiple of 16
  /// @return false when the thread would have too many registers
  public boolean interrupt(int function, long stackPointer, long... arguments) {
    wake();
    Function handler = program.functions().get(function);
    int distance = program.functionAt(pc).registers();
    int window = base + distance;
    if (!reserve(window, Math.max(handler.registers(), Op.FIRST_PARAMETER + arguments.length))) {
      return false;
    }
    long frame = stackPointer - handler.frameSize() - 16;
    registers[window + FRAME_POINTER] = frame;
    registers[window + LINK] = (long) distance << 32 | pc;
    registers[window + STACK_POINTER] = frame;
    int first = window + Op.FIRST_PARAMETER;
    Arrays.fill(registers, first, window + Math.max(Op.FIRST_PARAMETER, handler.registers()), 0);
    System.arraycopy(arguments, 0, registers, first, arguments.length);
    base = window;
    pc = handler.entry();
    return true;
  }

  /// The place ([Program#lines]) of the innermost function that is the user's own, or 0.
  public int userLine() {
    return userLine(pc);
  }

  /// As [#userLine], of the instruction that it has just passed.
  public int passedLine() {
    return userLine(pc - 1);
  }

  private int userLine(int instruction) {
    int at = instruction;
    int window = base;
    while (true) {
      int line = program.lines()[at];
      if (line != 0 && !program.inLibrary(line)) {
        return line;
      }
      if (window == 0) {
        return 0;
      }
      at = (int) register(window + LINK) - 1;
      window -= windowDistance(window);
    }
  }

  /// Makes room for a window of so many registers at `from`, and clears nothing.
  ///
  /// @return false when the thread would have too many
  boolean reserve(int from, int count) {
    int needed = from + count;
    if (needed > registers.length) {
      if (needed > MAX_REGISTERS) {
        return false;
      }
      registers = Arrays.copyOf(registers, Math.max(needed, registers.length * 2));
    }
    return true;
  }

  /// Stops with an exception.
  public void fault(Vector vector, int errorCode, long address) {
    cause = Cause.FAULT;
    this.vector = vector;
    this.errorCode = errorCode;
    this.faultAddress = address;
  }
}
