package dev.ringfence.scenario.expect;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a process is expected to write to its terminal, standard output and error together.
///
/// @param kind how the text and what was written compare
/// @param pattern the text as a pattern, for [Kind#MATCHES]
public record OutputClaim(Who who, Kind kind, String wanted, @Nullable Pattern pattern) {
  private static final int WIDEST = 50;

  /// How a text is compared.
  public enum Kind {
    /// It is all that was written; a final newline does not matter.
    EQUALS,
    CONTAINS,
    /// It does not contain it.
    LACKS,
    /// All that was written matches it, as a regular expression in which `.` is any character.
    MATCHES;

    /// Its key in a scenario.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether what a process wrote is as expected.
  public boolean allows(String written) {
    return switch (kind) {
      case EQUALS -> unterminated(written).equals(unterminated(wanted));
      case CONTAINS -> written.contains(wanted);
      case LACKS -> !written.contains(wanted);
      case MATCHES -> pattern != null && pattern.matcher(unterminated(written)).matches();
    };
  }

  private static String unterminated(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  /// For people.
  public String text() {
    return "the output of " + who.text() + " " + kind.key() + " " + quoted(wanted);
  }

  /// The beginning of a text on one line, in quotes.
  public static String quoted(String text) {
    String plain = text.replace("\n", "\\n").replaceAll("\\p{Cntrl}", "?");
    return "\"" + (plain.length() > WIDEST ? plain.substring(0, WIDEST) + "..." : plain) + "\"";
  }
}
