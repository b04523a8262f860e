package dev.ringfence.report.view;

import dev.ringfence.kernel.memory.Placement;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.segment.Descriptor;
import dev.ringfence.machine.segment.Selector;
import dev.ringfence.machine.segment.SystemTables;
import dev.ringfence.report.view.fault.SegmentExplanation;
import java.util.List;

/// The segments of a process on a machine of 16 bits, and in protected mode its descriptors.
final class SegmentList {
  private static final int PARAGRAPHS = PhysicalMemory.FRAME / 16;

  private SegmentList() {}

  static String of(Process process) {
    Placement placement = process.memory().placement();
    if (placement == null) {
      return "";
    }
    String name = process.label() + " (" + process.pid() + ")";
    List<Descriptor> descriptors = process.memory().descriptors();
    return descriptors.isEmpty()
        ? "segments of %s\n".formatted(name)
            + real("CS", placement.code(), (long) placement.codeFrames() * PhysicalMemory.FRAME)
            + real("DS, SS", placement.data(), Placement.SIZE)
        : "LDT of %s\n".formatted(name)
            + described("CS", SystemTables.CODE, descriptors.getFirst())
            + described("DS, SS", SystemTables.DATA, descriptors.getLast());
  }

  private static String real(String register, int frame, long size) {
    long from = (long) frame * PhysicalMemory.FRAME;
    return "  %-6s = %04x: 0x%05x-0x%05x\n"
        .formatted(register, frame * PARAGRAPHS, from, from + size - 1);
  }

  private static String described(String register, Selector selector, Descriptor descriptor) {
    return "  %-6s = %04x: %s\n"
        .formatted(register, selector.value(), SegmentExplanation.words(descriptor));
  }
}
