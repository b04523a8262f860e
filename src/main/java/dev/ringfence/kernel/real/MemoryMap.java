package dev.ringfence.kernel.real;

import dev.ringfence.c.Function;
import dev.ringfence.c.Program;
import dev.ringfence.kernel.memory.Placement;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.kernel.process.Processes;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.user.Context;
import org.jspecify.annotations.Nullable;

/// Says in words what lies where in the memory of a machine in real mode.
final class MemoryMap {
  private static final int SCREEN = 0xB8000;
  private static final int SCREEN_END = 0xC0000;

  private final PhysicalMemory memory;
  private final Processes processes;

  MemoryMap(PhysicalMemory memory, Processes processes) {
    this.memory = memory;
    this.processes = processes;
  }

  /// What lies at a physical address.
  String at(long address) {
    if (address < LowMemory.VECTORS) {
      return "interrupt vector 0x%02x".formatted(address / LowMemory.VECTOR);
    }
    if (address < LowMemory.END) {
      return address < LowMemory.FIRMWARE ? "the firmware's data" : "the kernel's region";
    }
    if (address >= SCREEN && address < SCREEN_END) {
      return "the screen";
    }
    if (address >>> PhysicalMemory.SHIFT >= memory.installed()) {
      return "no memory";
    }
    Process owner = owner(address);
    return owner == null ? "unused memory" : of(owner, address);
  }

  /// The process that has a segment at an address, or null.
  @Nullable Process owner(long address) {
    for (Process process : processes.all()) {
      Placement placement = process.zombie ? null : process.memory().placement();
      if (placement != null
          && (placement.dataOffset(address) >= 0 || placement.codeOffset(address) >= 0)) {
        return process;
      }
    }
    return null;
  }

  private static String of(Process owner, long address) {
    Placement placement = owner.memory().placement();
    Task first = owner.tasks.isEmpty() ? null : owner.tasks.getFirst();
    if (placement == null || first == null) {
      return named(owner);
    }
    long offset = placement.dataOffset(address);
    return offset >= 0
        ? data(owner, first.context(), offset)
        : code(owner, first.context().program(), (int) placement.codeOffset(address));
  }

  private static String data(Process owner, Context context, long offset) {
    Program program = context.program();
    Program.DataObject object = program.objectAt(offset);
    if (object != null) {
      return "data of " + named(owner) + ": object " + object.path(offset);
    }
    String part =
        offset >= context.stackPointer() ? "stack" : offset < program.end() ? "data" : "heap";
    return "%s of %s at offset 0x%x".formatted(part, named(owner), offset);
  }

  private static String code(Process owner, Program program, int offset) {
    int instruction = Placement.instruction(program, offset);
    if (instruction < 0) {
      return "code segment of " + named(owner);
    }
    Function function = program.functionAt(instruction);
    String place = program.placeOf(program.lines()[instruction]);
    return "code of %s: function %s, %s".formatted(named(owner), function.name(), place);
  }

  static String named(Process process) {
    return process.label() + " (pid " + process.pid() + ")";
  }
}
