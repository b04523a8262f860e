package dev.ringfence.machine.segment;

import dev.ringfence.machine.Access;
import dev.ringfence.machine.Vector;
import java.util.Arrays;

/// The segment registers of a processor in protected mode, with the checks of the instructions that
/// load them or go from one code segment to another (SDM volume 3, chapters 5 and 6; for the order
/// of the checks, the instructions' pages in volume 2).
///
/// A method that throws [Fault] has changed nothing but accessed bits.
public final class Segmentation {
  /// The segment registers, in the order of their encoding.
  public enum Register {
    ES,
    CS,
    SS,
    DS,
    FS,
    GS
  }

  /// The way into another code segment.
  public enum Transfer {
    CALL,
    JMP
  }

  // Bits of EFLAGS.
  private static final int TRAP = 1 << 8;
  private static final int INTERRUPTS = 1 << 9;
  private static final int IOPL_SHIFT = 12;
  private static final int NESTED = 1 << 14;

  /// What the error code of an exception has that names a gate of the IDT.
  private static final int IN_IDT = 2;

  private final Tables tables;
  private final SegmentRegister[] registers = new SegmentRegister[Register.values().length];

  /// The offset of the next instruction.
  public long ip;

  /// The stack pointer.
  public long sp;

  /// EFLAGS, of which [#cpl] compares IOPL and gates change IF, TF and NT.
  public int flags = 2;

  private int cpl;

  public Segmentation(Tables tables) {
    this.tables = tables;
    Arrays.fill(registers, SegmentRegister.none(new Selector(0)));
  }

  /// The current privilege level: the ring.
  public int cpl() {
    return cpl;
  }

  public SegmentRegister get(Register register) {
    return registers[register.ordinal()];
  }

  /// Enters a code segment and a stack with no check at all, as the processor is before the first
  /// instruction of a task.
  public void enter(Selector code, Selector stack) throws Fault {
    set(Register.CS, tables.use(code, tables.get(code, Vector.GP)));
    set(Register.SS, tables.use(stack, tables.get(stack, Vector.GP)));
    cpl = code.rpl();
  }

  /// The linear address of an access through a segment register.
  public long address(Register register, long offset, int size, Access access) throws Fault {
    return get(register).address(offset, size, access, register == Register.SS);
  }

  /// `mov` or `pop` to a segment register other than CS.
  public void load(Register register, Selector selector) throws Fault {
    switch (register) {
      case CS -> throw new Fault(Vector.UD, 0);
      case SS -> set(register, stack(selector, cpl, Vector.GP));
      default -> set(register, data(selector));
    }
  }

  private SegmentRegister data(Selector selector) throws Fault {
    if (selector.isNull()) {
      return SegmentRegister.none(selector);
    }
    Descriptor descriptor = tables.get(selector, Vector.GP);
    if (!descriptor.isReadable()
        || !descriptor.isConforming() && Math.max(cpl, selector.rpl()) > descriptor.dpl()) {
      throw Fault.of(Vector.GP, selector);
    }
    if (!descriptor.isPresent()) {
      throw Fault.of(Vector.NP, selector);
    }
    return tables.use(selector, descriptor);
  }

  /// What SS holds for a ring.
  ///
  /// @param refusal `#GP`, or `#TS` when the selector comes from the TSS
  private SegmentRegister stack(Selector selector, int ring, Vector refusal) throws Fault {
    if (selector.isNull()) {
      throw new Fault(refusal, 0);
    }
    Descriptor descriptor = tables.get(selector, refusal);
    if (selector.rpl() != ring || !descriptor.isWritable() || descriptor.dpl() != ring) {
      throw Fault.of(refusal, selector);
    }
    if (!descriptor.isPresent()) {
      throw Fault.of(Vector.SS, selector);
    }
    return tables.use(selector, descriptor);
  }

  /// A far `call` or `jmp`: straight to a code segment, or through a call gate.
  ///
  /// @param offset in the segment; a gate has its own
  /// @param big whether the instruction has operands of 32 bits
  public void transfer(Transfer kind, Selector selector, long offset, boolean big) throws Fault {
    if (selector.isNull()) {
      throw Fault.generalProtection();
    }
    Descriptor descriptor = tables.get(selector, Vector.GP);
    if (descriptor.isCallGate()) {
      throughGate(kind, selector, descriptor);
      return;
    }
    boolean allowed =
        descriptor.isConforming()
            ? descriptor.dpl() <= cpl
            : selector.rpl() <= cpl && descriptor.dpl() == cpl;
    if (!descriptor.isCode() || !allowed) {
      throw Fault.of(Vector.GP, selector);
    }
    if (!descriptor.isPresent()) {
      throw Fault.of(Vector.NP, selector);
    }
    SegmentRegister code = tables.use(selector.withRpl(cpl), descriptor);
    checkOffset(code, offset);
    if (kind == Transfer.CALL) {
      PendingStack stack = new PendingStack(tables.memory(), get(Register.SS), sp, big);
      stack.push(get(Register.CS).selector().value());
      stack.push(ip);
      sp = stack.write();
    }
    go(code, offset, cpl);
  }

  private void throughGate(Transfer kind, Selector selector, Descriptor gate) throws Fault {
    if (gate.dpl() < Math.max(cpl, selector.rpl())) {
      throw Fault.of(Vector.GP, selector);
    }
    if (!gate.isPresent()) {
      throw Fault.of(Vector.NP, selector);
    }
    Descriptor target = code(gate.target(), 0);
    boolean inward = kind == Transfer.CALL && !target.isConforming() && target.dpl() < cpl;
    if (kind == Transfer.JMP && !target.isConforming() && target.dpl() != cpl) {
      throw Fault.of(Vector.GP, gate.target());
    }
    if (!target.isPresent()) {
      throw Fault.of(Vector.NP, gate.target());
    }
    int ring = inward ? target.dpl() : cpl;
    SegmentRegister code = tables.use(gate.target().withRpl(ring), target);
    checkOffset(code, gate.offset());
    if (kind == Transfer.CALL) {
      PendingStack stack = stack(inward, ring, gate);
      if (inward) {
        stack.push(get(Register.SS).selector().value());
        stack.push(sp);
        for (int i = gate.parameters() - 1; i >= 0; i--) {
          stack.push(parameter(i, gate.isBig()));
        }
      }
      stack.push(get(Register.CS).selector().value());
      stack.push(ip);
      sp = stack.write();
      set(Register.SS, stack.segment);
    }
    go(code, gate.offset(), ring);
  }

  private long parameter(int index, boolean big) throws Fault {
    int size = big ? 4 : 2;
    long at = address(Register.SS, sp + (long) size * index, size, Access.READ);
    return tables.memory().read(at, size);
  }

  /// A far `ret`.
  ///
  /// @param release bytes of parameters to drop from both stacks
  public void farReturn(boolean big, int release) throws Fault {
    int size = big ? 4 : 2;
    long offset = pop(0, size);
    Selector selector = new Selector((int) pop(size, size));
    comeBack(selector, offset, 2 * size + release, size, release);
  }

  /// `iret` to the same or an outer ring. A return to a task is not part of this machine.
  public void interruptReturn(boolean big) throws Fault {
    if ((flags & NESTED) != 0) {
      throw new Fault(Vector.TS, 0);
    }
    int size = big ? 4 : 2;
    long offset = pop(0, size);
    Selector selector = new Selector((int) pop(size, size));
    int restored = (int) pop(2L * size, size);
    int ring = cpl;
    int kept = (ring == 0 ? 0 : 3 << IOPL_SHIFT) | (ring <= iopl() ? 0 : INTERRUPTS);
    comeBack(selector, offset, 3 * size, size, 0);
    flags = restored & ~kept | flags & kept;
  }

  private void comeBack(Selector selector, long offset, int frame, int size, int release)
      throws Fault {
    if (selector.isNull()) {
      throw Fault.generalProtection();
    }
    int ring = selector.rpl();
    Descriptor target = tables.get(selector, Vector.GP);
    boolean allowed = target.isConforming() ? target.dpl() <= ring : target.dpl() == ring;
    if (!target.isCode() || ring < cpl || !allowed) {
      throw Fault.of(Vector.GP, selector);
    }
    if (!target.isPresent()) {
      throw Fault.of(Vector.NP, selector);
    }
    SegmentRegister code = tables.use(selector, target);
    if (ring == cpl) {
      checkOffset(code, offset);
      sp += frame;
      go(code, offset, ring);
      return;
    }
    long outerPointer = pop(frame, size);
    SegmentRegister stack = stack(new Selector((int) pop(frame + size, size)), ring, Vector.GP);
    checkOffset(code, offset);
    sp = outerPointer + release;
    set(Register.SS, stack);
    go(code, offset, ring);
    for (Register register : new Register[] {Register.ES, Register.DS, Register.FS, Register.GS}) {
      Descriptor held = get(register).descriptor();
      if (!held.isConforming() && held.dpl() < ring) {
        set(register, SegmentRegister.none(new Selector(0)));
      }
    }
  }

  private long pop(long distance, int size) throws Fault {
    return tables.memory().read(address(Register.SS, sp + distance, size, Access.READ), size);
  }

  /// `int n`: an interrupt that a program asks for.
  public void softwareInterrupt(int vector) throws Fault {
    interrupt(vector, true, null);
  }

  /// Has the processor deliver an exception or an interrupt that no program asked for.
  ///
  /// @param errorCode of the exception, or null if it has none
  public void deliver(int vector, @org.jspecify.annotations.Nullable Integer errorCode)
      throws Fault {
    interrupt(vector, false, errorCode);
  }

  private void interrupt(
      int vector, boolean asked, @org.jspecify.annotations.Nullable Integer errorCode)
      throws Fault {
    int external = asked ? 0 : 1;
    int at = vector * DescriptorTable.ENTRY;
    if (!tables.interrupts.has(at)) {
      throw new Fault(Vector.GP, at | IN_IDT | external);
    }
    Descriptor gate = tables.interrupts.get(tables.memory(), at);
    if (!gate.isInterruptOrTrapGate() || asked && gate.dpl() < cpl) {
      throw new Fault(Vector.GP, at | IN_IDT | external);
    }
    if (!gate.isPresent()) {
      throw new Fault(Vector.NP, at | IN_IDT | external);
    }
    Descriptor target = code(gate.target(), external);
    if (!target.isPresent()) {
      throw new Fault(Vector.NP, gate.target().errorCode() | external);
    }
    boolean inward = !target.isConforming() && target.dpl() < cpl;
    int ring = inward ? target.dpl() : cpl;
    SegmentRegister code = tables.use(gate.target().withRpl(ring), target);
    checkOffset(code, gate.offset());
    PendingStack stack = stack(inward, ring, gate);
    if (inward) {
      stack.push(get(Register.SS).selector().value());
      stack.push(sp);
    }
    stack.push(flags);
    stack.push(get(Register.CS).selector().value());
    stack.push(ip);
    if (errorCode != null) {
      stack.push(errorCode);
    }
    sp = stack.write();
    set(Register.SS, stack.segment);
    flags &= ~(TRAP | NESTED | (gate.isInterruptGate() ? INTERRUPTS : 0));
    go(code, gate.offset(), ring);
  }

  /// The code segment that a gate leads to, which may not be less privileged than the current ring.
  private Descriptor code(Selector selector, int external) throws Fault {
    if (selector.isNull()) {
      throw new Fault(Vector.GP, external);
    }
    Descriptor descriptor = tables.get(selector, Vector.GP);
    if (!descriptor.isCode() || descriptor.dpl() > cpl) {
      throw new Fault(Vector.GP, selector.errorCode() | external);
    }
    return descriptor;
  }

  /// The stack on which a transfer through a gate pushes: that of the inner ring, or the present
  // one.
  private PendingStack stack(boolean inward, int ring, Descriptor gate) throws Fault {
    boolean big = gate.isBig();
    if (!inward) {
      return new PendingStack(tables.memory(), get(Register.SS), sp, big);
    }
    TaskState task = new TaskState(tables.memory(), tables.task);
    SegmentRegister segment = stack(task.stack(ring), ring, Vector.TS);
    return new PendingStack(tables.memory(), segment, task.stackPointer(ring), big);
  }

  private static void checkOffset(SegmentRegister code, long offset) throws Fault {
    if (offset > code.descriptor().limit()) {
      throw Fault.generalProtection();
    }
  }

  private void go(SegmentRegister code, long offset, int ring) {
    set(Register.CS, code);
    ip = offset;
    cpl = ring;
  }

  private void set(Register register, SegmentRegister value) {
    registers[register.ordinal()] = value;
  }

  /// The I/O privilege level: the outermost ring that may use all ports and the interrupt flag.
  public int iopl() {
    return flags >>> IOPL_SHIFT & 3;
  }

  /// Checks `cli` and `sti`.
  public void checkInterruptFlag() throws Fault {
    if (cpl > iopl()) {
      throw Fault.generalProtection();
    }
  }

  /// Checks `in` and `out`.
  public void checkPort(int port, int size) throws Fault {
    if (cpl > iopl() && !new TaskState(tables.memory(), tables.task).permits(port, size)) {
      throw Fault.generalProtection();
    }
  }

  /// Checks an instruction of ring 0, such as `hlt`, `lgdt` or `mov` to a control register.
  public void checkPrivileged() throws Fault {
    if (cpl != 0) {
      throw Fault.generalProtection();
    }
  }
}
