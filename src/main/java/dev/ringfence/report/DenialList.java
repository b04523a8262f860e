package dev.ringfence.report;

import dev.ringfence.core.Nanos;
import java.util.List;

/// What the policy denied, as the report has it.
final class DenialList {
  private static final int MOST_LINES = 20;

  private DenialList() {}

  /// The section, or the empty string if nothing was denied.
  static String of(List<Denial> denials, Colours colours) {
    if (denials.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder("\n").append(colours.bad("DENIED by the policy\n\n"));
    for (Denial denial : denials.subList(0, Math.min(MOST_LINES, denials.size()))) {
      out.append(
          "  %-10s %s (pid %d) at %s: %s; %s\n"
              .formatted(
                  Nanos.text(denial.at()),
                  denial.name(),
                  denial.pid(),
                  colours.place(denial.line()),
                  colours.object(denial.object()),
                  denial.reason()));
    }
    if (denials.size() > MOST_LINES) {
      boolean all = denials.size() < History.MOST_DENIALS;
      out.append("  ... and ").append(all ? "" : "at least ");
      out.append("%,d more\n".formatted(denials.size() - MOST_LINES));
    }
    return out.toString();
  }
}
