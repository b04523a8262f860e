package dev.ringfence.report.view;

import dev.ringfence.kernel.account.RingUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What crossings between rings have cost: a line for each process, lines for what they were for,
/// and what that adds up to for all processes.
public final class RingTable {
  /// Of so many processes each has its lines.
  private static final int MOST_SHOWN = 20;

  private static final String LINE = "%-26s %10s %8s %12s %8s %14s %14s\n";

  private RingTable() {}

  /// The table; empty if nothing was counted.
  public static String of(List<RingUse> uses) {
    if (uses.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    out.append(
        LINE.formatted(
            "ring crossings", "crossings", "copies", "bytes", "TLB", "ring 0", "ring 3"));
    uses.stream().limit(MOST_SHOWN).forEach(use -> process(out, use));
    if (uses.size() > MOST_SHOWN) {
      out.append("... and %,d more processes\n".formatted(uses.size() - MOST_SHOWN));
    }
    if (uses.size() > 1) {
      process(out, sum(uses));
    }
    return out.append("TLB: flushes and invalidations of pages; rings: cycles\n").toString();
  }

  private static void process(StringBuilder out, RingUse use) {
    String name = use.pid() == 0 ? use.name() : "%s (%d)".formatted(use.name(), use.pid());
    RingUse.Part all = new RingUse.Part("", 0, 0, 0, 0, 0, 0);
    for (RingUse.Part part : use.parts()) {
      all = plus(all, part);
    }
    line(out, name, all, use.ring0(), number(use.ring3()));
    use.parts().forEach(part -> line(out, "  " + part.mechanism(), part, part.ring0(), ""));
  }

  private static void line(
      StringBuilder out, String name, RingUse.Part part, long ring0, String ring3) {
    String line =
        LINE.formatted(
            name,
            number(part.crossings()),
            number(part.copies()),
            number(part.bytes()),
            number(part.tlbFlushes() + part.tlbInvalidations()),
            number(ring0),
            ring3);
    out.append(line.stripTrailing()).append('\n');
  }

  private static String number(long value) {
    return "%,d".formatted(value);
  }

  private static RingUse sum(List<RingUse> uses) {
    Map<String, RingUse.Part> parts = new LinkedHashMap<>();
    long cpu = 0;
    long ring0 = 0;
    for (RingUse use : uses) {
      cpu += use.cpu();
      ring0 += use.ring0();
      use.parts().forEach(part -> parts.merge(part.mechanism(), part, RingTable::plus));
    }
    return new RingUse(0, "all processes", cpu, ring0, cpu - ring0, List.copyOf(parts.values()));
  }

  private static RingUse.Part plus(RingUse.Part one, RingUse.Part other) {
    return new RingUse.Part(
        one.mechanism(),
        one.crossings() + other.crossings(),
        one.copies() + other.copies(),
        one.bytes() + other.bytes(),
        one.tlbFlushes() + other.tlbFlushes(),
        one.tlbInvalidations() + other.tlbInvalidations(),
        one.ring0() + other.ring0());
  }
}
