package dev.ringfence.report.finding;

import java.util.List;
import java.util.Locale;

/// Something that an analysis has found in a run.
///
/// @param kind such as "priority-inversion"
/// @param text what was found, its parts separated by semicolons
/// @param tasks whom it is about, first whom it hurts
/// @param object at which it happened, or the empty string
/// @param nanos how much virtual time it took
/// @param remedy what would help and how much, or the empty string
public record Finding(
    String kind, String text, List<String> tasks, String object, long nanos, String remedy) {
  /// Its lines in a report, from its kind on.
  public String lines() {
    String title = kind.toUpperCase(Locale.ROOT).replace('-', ' ');
    String body = text.replace("; ", "\n  ");
    return "\n" + title + "\n\n  " + body + "\n" + (remedy.isEmpty() ? "" : "\n  " + remedy + "\n");
  }
}
