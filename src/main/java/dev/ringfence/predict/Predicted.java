package dev.ringfence.predict;

import dev.ringfence.analysis.Stuck;
import dev.ringfence.analysis.order.Candidate.Kind;
import dev.ringfence.report.finding.Finding;
import java.util.List;
import java.util.Locale;

/// Something that could happen in a run and did not.
///
/// @param kind such as "lock-order"
/// @param confirmed whether a run that was led there got there
/// @param parts what makes it possible, a sentence without full stop each
/// @param tasks whom it is about
/// @param object at which it would happen
/// @param delay how long tasks have to be held at least, in nanoseconds; 0 if it is not confirmed
/// @param why what came of trying it
/// @param holds the value of the key `holds` with which it happens, or the empty string
/// @param stuck who is stuck then
/// @param report the same as a text
public record Predicted(
    String kind,
    boolean confirmed,
    List<String> parts,
    List<String> tasks,
    String object,
    long delay,
    String why,
    String holds,
    List<Stuck> stuck,
    String report) {

  static String nameOf(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether it is confirmed to happen on the same machine with another schedule.
  boolean isOfSchedule() {
    return !holds.isEmpty();
  }

  /// Whether it is about how much room there is.
  boolean isOfRoom() {
    return kind.equals(CreditSearch.KIND);
  }

  /// Its lines.
  ///
  /// @param repeat the command of the run
  String text(String repeat) {
    StringBuilder out = new StringBuilder("\n");
    out.append(kind.toUpperCase(Locale.ROOT).replace('-', ' '));
    out.append(confirmed ? ": CONFIRMED\n\n" : ": UNCONFIRMED\n\n");
    for (String part : parts) {
      out.append("  ").append(part.replace(" with ", "\n      with ")).append('\n');
    }
    out.append("  ").append(why.replace(" before ", "\n      before ")).append(".\n");
    if (isOfSchedule()) {
      out.append("  Again: ").append(repeat).append(" \\\n");
      out.append("    -D '").append(holds).append("'\n");
    }
    out.append(report);
    return out.toString();
  }

  /// The same for whoever shows what was found in a run.
  Finding finding() {
    return new Finding(
        "predicted-" + kind,
        String.join("; ", parts),
        tasks,
        object,
        delay,
        confirmed ? why + (isOfSchedule() ? ": " + holds : "") : "UNCONFIRMED: " + why);
  }
}
