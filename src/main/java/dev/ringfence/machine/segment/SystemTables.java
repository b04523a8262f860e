package dev.ringfence.machine.segment;

import dev.ringfence.machine.PhysicalMemory;
import java.util.List;

/// The descriptor tables of an 80286 in protected mode, in the kernel's region: the GDT with the
/// kernel's code and data, a task-state segment and an LDT for each process, which holds the two
/// segments of that process and nothing else.
public final class SystemTables {
  /// Where the GDT lies, and how many bytes it has at most.
  public static final int GLOBAL = 0x1000;

  private static final int GLOBAL_SIZE = 0xC00;
  private static final int TASK = 0x1C00;
  private static final int TASK_SIZE = 44;
  private static final int LOCALS = 0x2000;
  private static final int LOCAL_SIZE = 16;

  /// Where the tables end.
  public static final int END = 0x4000;

  private static final int ENTRY = 8;
  private static final int KERNEL_CODE = 1;
  private static final int KERNEL_DATA = 2;
  private static final int TASK_STATE = 3;
  private static final int FIRST_LOCAL = 4;
  private static final int KERNEL_LIMIT = 0xFFFF;

  /// The kernel's stack for ring 0 ends here.
  private static final int KERNEL_STACK = 0xFFFE;

  /// What CS and DS of every process hold.
  public static final Selector CODE = Selector.of(0, true, 3);

  public static final Selector DATA = Selector.of(1, true, 3);

  /// The frames of a data segment, so many that no two segments share an LDT.
  private static final int FRAMES = SegmentedMemory.SIZE / PhysicalMemory.FRAME;

  private SystemTables() {}

  /// Writes what is there before any process.
  public static void write(PhysicalMemory memory) {
    UnpagedMemory flat = new UnpagedMemory(memory);
    flat.clear(GLOBAL, END - GLOBAL);
    int code = Descriptor.CODE | Descriptor.MORE;
    put(flat, KERNEL_CODE, Descriptor.segment(0, KERNEL_LIMIT, code, 0, false));
    put(flat, KERNEL_DATA, Descriptor.segment(0, KERNEL_LIMIT, Descriptor.MORE, 0, false));
    put(flat, TASK_STATE, Descriptor.system(TASK, TASK_SIZE - 1, Descriptor.TSS_16, 0));
    flat.write(TASK + 2, 2, KERNEL_STACK);
    flat.write(TASK + 4, 2, Selector.of(KERNEL_DATA, false, 0).value());
  }

  /// Writes the LDT of a process.
  ///
  /// @param data the frame in which its data begins
  /// @param code the frame in which its code begins
  /// @param length bytes of code
  public static void describe(PhysicalMemory memory, int data, int code, int length) {
    UnpagedMemory flat = new UnpagedMemory(memory);
    int table = local(data);
    int type = Descriptor.CODE | Descriptor.MORE;
    int limit = Math.min(length, SegmentedMemory.SIZE) - 1;
    flat.write(table, ENTRY, Descriptor.segment(base(code), limit, type, 3, false).raw());
    Descriptor writable =
        Descriptor.segment(base(data), SegmentedMemory.SIZE - 1, Descriptor.MORE, 3, false);
    flat.write(table + ENTRY, ENTRY, writable.raw());
    Descriptor own = Descriptor.system(table, LOCAL_SIZE - 1, Descriptor.LDT, 0);
    put(flat, FIRST_LOCAL + slot(data), own);
  }

  /// Takes the LDT of a process away.
  public static void forget(PhysicalMemory memory, int data) {
    UnpagedMemory flat = new UnpagedMemory(memory);
    flat.clear(local(data), LOCAL_SIZE);
    put(flat, FIRST_LOCAL + slot(data), new Descriptor(0));
  }

  /// What GDTR, LDTR and TR hold while a process runs.
  static Tables of(UnpagedMemory flat, int data) throws Fault {
    Tables tables = new Tables(flat);
    tables.global = new DescriptorTable(GLOBAL, GLOBAL_SIZE - 1);
    Descriptor own =
        tables.global.get(flat, Selector.of(FIRST_LOCAL + slot(data), false, 0).offset());
    tables.local = new DescriptorTable(own.base(), (int) own.limit());
    tables.task = tables.global.get(flat, Selector.of(TASK_STATE, false, 0).offset());
    return tables;
  }

  /// What stands in the LDT of a process: its code and its data.
  public static List<Descriptor> local(PhysicalMemory memory, int data) {
    UnpagedMemory flat = new UnpagedMemory(memory);
    return List.of(
        new Descriptor(flat.read(local(data), ENTRY)),
        new Descriptor(flat.read(local(data) + ENTRY, ENTRY)));
  }

  private static void put(UnpagedMemory flat, int index, Descriptor descriptor) {
    flat.write(GLOBAL + (long) ENTRY * index, ENTRY, descriptor.raw());
  }

  private static int slot(int data) {
    return data / FRAMES - 1;
  }

  private static int local(int data) {
    return LOCALS + LOCAL_SIZE * slot(data);
  }

  private static long base(int frame) {
    return (long) frame << PhysicalMemory.SHIFT;
  }
}
