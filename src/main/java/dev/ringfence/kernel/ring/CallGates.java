package dev.ringfence.kernel.ring;

import dev.ringfence.c.Function;
import dev.ringfence.c.Program;
import dev.ringfence.kernel.memory.AddressSpace;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Rights;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Vector;
import dev.ringfence.machine.segment.Descriptor;
import dev.ringfence.machine.segment.DescriptorTable;
import dev.ringfence.machine.segment.Fault;
import dev.ringfence.machine.segment.LinearMemory;
import dev.ringfence.machine.segment.Segmentation;
import dev.ringfence.machine.segment.Selector;
import dev.ringfence.machine.segment.Tables;
import dev.ringfence.user.Context;

/// Call gates between the rings of a process. Its descriptor tables, its task-state segment and the
/// stacks of its inner rings lie in an area of its own that only rings 0 to 2 may touch; what a
/// transfer checks and pushes is for [Segmentation] to say.
///
/// The area's first page holds the tables and, for each ring, a short stack for what far calls
/// push; behind it comes for each inner ring the stack that its functions use.
final class CallGates {
  private static final int PAGE = 4096;
  private static final int GLOBAL = 0;
  private static final int GLOBAL_SIZE = 9 * 8;
  private static final int LOCAL = 0x100;
  private static final int TASK = 0x300;
  private static final int TASK_LIMIT = 0x67;

  /// How many gates the LDT has room for.
  private static final int LIMIT = 16;

  /// Where the first page keeps, by ring, the stack pointer of far calls and that of functions.
  private static final int FAR_POINTERS = 0x400;
  private static final int POINTERS = 0x440;

  /// Where the stack for far calls of ring 0 ends; those of the others follow.
  private static final int FAR_STACK = 0xA00;

  private static final int FAR_STACK_SIZE = 0x200;
  private static final int STACK = 64 << 10;
  private static final int SIZE = PAGE + 3 * STACK;
  private static final long EVERYTHING = 0xFFFF_FFFFL;
  private static final int OUTERMOST = 3;

  /// A call through a gate.
  ///
  /// @return where it leads
  /// @throws Fault when it is refused
  long call(Task task, int selector) throws Fault {
    Context context = task.context();
    Area area = area(task.process());
    Segmentation cpu = area.cpu(context.ring());
    cpu.ip = Program.address(context.pc() + 1);
    int outer = cpu.cpl();
    cpu.transfer(Segmentation.Transfer.CALL, new Selector(selector & 0xFFFF), 0, true);
    area.write(FAR_POINTERS + 8L * cpu.cpl(), 8, cpu.sp);
    if (cpu.cpl() != outer) {
      area.write(POINTERS + 8L * cpu.cpl(), 8, context.stackPointer());
      context.stackPointer(area.base + PAGE + (long) STACK * (cpu.cpl() + 1));
    }
    enter(task, cpu.cpl());
    return cpu.ip;
  }

  /// The return from a function that a gate led to.
  void comeBack(Task task) throws Fault {
    Context context = task.context();
    Area area = area(task.process());
    Segmentation cpu = area.cpu(context.ring());
    int inner = cpu.cpl();
    cpu.farReturn(true, 0);
    area.write(FAR_POINTERS + 8L * cpu.cpl(), 8, cpu.sp);
    if (cpu.cpl() != inner) {
      context.stackPointer(area.read(POINTERS + 8L * inner, 8));
    }
    enter(task, cpu.cpl());
  }

  private static void enter(Task task, int ring) {
    task.context().privilege = task.context().privilege.in(ring);
    task.process().memory().supervised(ring < OUTERMOST);
  }

  private static Area area(Process process) throws Fault {
    AddressSpace memory = process.memory();
    long known = memory.supervisorArea();
    long base = known >= 0 ? known : memory.mapper().mapSupervisor(SIZE);
    if (base < 0) {
      throw new Fault(Vector.TS, 0);
    }
    Area area = new Area(memory, base);
    if (known < 0) {
      area.fill(process);
    }
    return area;
  }

  private static Selector code(int ring) {
    return Selector.of(1 + ring, false, ring);
  }

  private static Selector stack(int ring) {
    return Selector.of(5 + ring, false, ring);
  }

  /// The area of one process, by offsets.
  private record Area(AddressSpace memory, long base) implements LinearMemory {
    @Override
    public long read(long address, int size) throws Fault {
      byte[] page = page();
      long value = 0;
      for (int i = size - 1; i >= 0; i--) {
        value = value << 8 | page[(int) address + i] & 0xFF;
      }
      return value;
    }

    @Override
    public void write(long address, int size, long value) throws Fault {
      byte[] page = page();
      for (int i = 0; i < size; i++) {
        page[(int) address + i] = (byte) (value >>> 8 * i);
      }
    }

    private byte[] page() throws Fault {
      byte[] page = memory.supervisorPage(base);
      if (page == null) {
        throw new Fault(Vector.TS, 0);
      }
      return page;
    }

    private void put(int table, Selector selector, Descriptor descriptor) throws Fault {
      write(table + selector.offset(), 8, descriptor.raw());
    }

    private void fill(Process process) throws Fault {
      for (int ring = 0; ring <= OUTERMOST; ring++) {
        int code = Descriptor.CODE | Descriptor.MORE;
        put(GLOBAL, code(ring), Descriptor.segment(0, EVERYTHING, code, ring, true));
        put(GLOBAL, stack(ring), Descriptor.segment(0, PAGE - 1, Descriptor.MORE, ring, true));
        int top = FAR_STACK + FAR_STACK_SIZE * ring;
        write(FAR_POINTERS + 8L * ring, 8, top);
        if (ring < OUTERMOST) {
          write(TASK + 4 + 8L * ring, 4, top);
          write(TASK + 8 + 8L * ring, 2, stack(ring).value());
        }
      }
      int place = 0;
      Program program = process.tasks.getFirst().context().program();
      for (Rights.Gate gate : process.rights.gates()) {
        put(
            LOCAL,
            Selector.of(place++, true, 0),
            Descriptor.gate(
                code(gate.ring()),
                address(program, gate.function()),
                Descriptor.CALL_GATE_32,
                gate.dpl(),
                0));
      }
    }

    private static long address(Program program, String name) {
      for (Function function : program.functions()) {
        if (function.name().equals(name)) {
          return Program.address(function.entry());
        }
      }
      return 0;
    }

    /// The processor as it is in a ring.
    private Segmentation cpu(int ring) throws Fault {
      Tables tables = new Tables(this);
      tables.global = new DescriptorTable(GLOBAL, GLOBAL_SIZE - 1);
      tables.local = new DescriptorTable(LOCAL, 8 * LIMIT - 1);
      tables.task = Descriptor.system(TASK, TASK_LIMIT, Descriptor.TSS_32, 0);
      Segmentation cpu = new Segmentation(tables);
      cpu.enter(code(ring), stack(ring));
      cpu.sp = read(FAR_POINTERS + 8L * ring, 8);
      return cpu;
    }
  }
}
