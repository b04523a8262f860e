package dev.ringfence.report;

import java.util.Locale;

/// Writes lines of texts: the same in all locales, and without blanks at their ends.
public final class Lines {
  private Lines() {}

  /// Adds a line.
  ///
  /// @param format as [String#format] has it
  public static void add(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
