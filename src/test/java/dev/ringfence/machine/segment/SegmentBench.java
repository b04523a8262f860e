package dev.ringfence.machine.segment;

import dev.ringfence.machine.segment.Segmentation.Register;

/// A processor in protected mode with tables, a task and stacks, and no paging.
///
/// GDT: code of rings 0 to 3 at 8 to 20h, stacks of rings 0 to 3 at 28h to 40h, then what tests put
/// there.
final class SegmentBench {
  private static final int GLOBAL = 0x1000;
  private static final int LOCAL = 0x2000;
  private static final int INTERRUPTS = 0x3000;
  private static final int TASK = 0x4000;
  private static final int STACK = 0x8000;

  /// The offset up to which code segments reach.
  static final int CODE_LIMIT = 0xFFFF;

  final FlatMemory memory = new FlatMemory();
  final Tables tables = new Tables(memory);
  final Segmentation cpu = new Segmentation(tables);

  SegmentBench() {
    tables.global = new DescriptorTable(GLOBAL, 0xFF);
    tables.local = new DescriptorTable(LOCAL, 0xFF);
    tables.interrupts = new DescriptorTable(INTERRUPTS, 0x7FF);
    tables.task = Descriptor.system(TASK, 0x67, Descriptor.TSS_32, 0);
    memory.write(TASK + 0x66, 2, 0x68);
    for (int ring = 0; ring <= 3; ring++) {
      global(code(ring), codeOf(Descriptor.MORE, ring));
      global(stack(ring), dataOf(Descriptor.MORE, ring));
      if (ring < 3) {
        innerStack(ring, stack(ring));
      }
    }
  }

  static Descriptor codeOf(int type, int dpl) {
    return Descriptor.segment(0, CODE_LIMIT, Descriptor.CODE | type, dpl, true);
  }

  static Descriptor dataOf(int type, int dpl) {
    return Descriptor.segment(0, 0xFFFF, type, dpl, true);
  }

  static Selector code(int ring) {
    return Selector.of(1 + ring, false, ring);
  }

  static Selector stack(int ring) {
    return Selector.of(5 + ring, false, ring);
  }

  void global(Selector selector, Descriptor descriptor) {
    memory.write(GLOBAL + selector.offset(), 8, descriptor.raw());
  }

  void local(Selector selector, Descriptor descriptor) {
    memory.write(LOCAL + selector.offset(), 8, descriptor.raw());
  }

  void interrupt(int vector, Descriptor gate) {
    memory.write(INTERRUPTS + 8L * vector, 8, gate.raw());
  }

  void innerStack(int ring, Selector selector) {
    memory.write(TASK + 4 + 8L * ring, 4, STACK + 0x1000L * ring);
    memory.write(TASK + 8 + 8L * ring, 2, selector.value());
  }

  /// Has a program run in a ring.
  SegmentBench in(int ring) throws Fault {
    cpu.enter(code(ring), stack(ring));
    cpu.sp = STACK + 0x1000L * ring;
    cpu.ip = 0x123;
    return this;
  }

  /// Pushes a number of four bytes.
  void push(long value) {
    cpu.sp -= 4;
    memory.write(cpu.sp, 4, value);
  }

  int selector(Register register) {
    return cpu.get(register).selector().value();
  }
}
