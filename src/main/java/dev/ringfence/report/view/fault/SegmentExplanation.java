package dev.ringfence.report.view.fault;

import dev.ringfence.c.Op;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.machine.Profile;
import dev.ringfence.machine.segment.Descriptor;
import dev.ringfence.machine.segment.Selector;
import dev.ringfence.user.Context;
import java.util.List;

/// Why an access on a machine of 16 bits was refused: which descriptor its selector names, and what
/// that allows.
public final class SegmentExplanation {
  private static final int SEGMENT_SHIFT = 16;

  private SegmentExplanation() {}

  /// Explains the `#GP` or `#NP` that an access of the task has raised.
  static String of(Task task, Profile profile) {
    Context context = task.context();
    int op = Op.op(context.program().code()[context.pc()]);
    boolean far = op == Op.FARLD || op == Op.FARST;
    if (!far || profile.addressing().isReal()) {
      return "a number goes on beyond offset ffff of its segment";
    }
    Selector selector = new Selector((int) (context.faultAddress >>> SEGMENT_SHIFT));
    String pointer =
        "%04x:%04x".formatted(selector.value(), context.faultAddress & (1 << SEGMENT_SHIFT) - 1);
    return op == Op.FARST
        ? "a write through " + pointer + ": " + named(task, selector)
        : "a read through " + pointer + ": " + named(task, selector);
  }

  private static String named(Task task, Selector selector) {
    if (selector.isNull()) {
      return "the null selector names no segment";
    }
    int index = selector.offset() >>> 3;
    if (!selector.isLocal()) {
      return "entry " + index + " of the GDT, which has nothing for ring 3";
    }
    List<Descriptor> local = task.process().memory().descriptors();
    return index >= local.size()
        ? "entry " + index + " of the LDT, which has " + local.size()
        : "LDT[" + index + "] = " + words(local.get(index));
  }

  /// A descriptor in hexadecimal and in words.
  public static String words(Descriptor descriptor) {
    return "%016x: base 0x%06x, limit 0x%04x, DPL %d, %s, %s%s"
        .formatted(
            descriptor.raw(),
            descriptor.base(),
            descriptor.limit(),
            descriptor.dpl(),
            descriptor.isPresent() ? "present" : "not present",
            descriptor.isCode() ? "code, readable" : "data, writable",
            (descriptor.type() & Descriptor.ACCESSED) != 0 ? ", accessed" : "");
  }
}
