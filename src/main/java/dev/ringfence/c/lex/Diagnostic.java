package dev.ringfence.c.lex;

import org.jspecify.annotations.Nullable;

/// What is wrong with a text, where, and what may help.
///
/// @param label what stands under the place
public record Diagnostic(
    Severity severity, String message, Place place, String label, @Nullable String help) {
  /// Whether the text can be used all the same.
  public enum Severity {
    ERROR,
    WARNING
  }

  private static final int WIDEST = 160;

  /// The diagnostic in rustc's layout, without colour, with a final newline; without lines of the
  /// text where that is empty, or no file.
  public String render() {
    if (place.source().text().isEmpty()) {
      return heading()
          + " --> "
          + place
          + (label.isEmpty() ? "" : ": " + label)
          + "\n"
          + helpText("");
    }
    int line = place.line();
    String number = Integer.toString(line);
    String gutter = " ".repeat(number.length());
    String text = place.source().lineText(line).replace('\t', ' ');
    int column = Math.min(place.column(), text.length() + 1);
    int skip = column > WIDEST - 40 ? column - 40 : 0;
    String shown = text.substring(Math.min(skip, text.length()));
    if (shown.length() > WIDEST) {
      shown = shown.substring(0, WIDEST);
    }
    int room = Math.max(1, shown.length() - (column - skip - 1));
    int carets = Math.clamp(place.length(), 1, room);
    StringBuilder out = new StringBuilder();
    out.append(heading());
    out.append(gutter).append("--> ").append(place).append('\n');
    out.append(gutter).append(" |\n");
    out.append(number).append(" | ").append(shown.replaceAll("\\p{Cntrl}", "?")).append('\n');
    out.append(gutter).append(" | ").append(" ".repeat(column - skip - 1));
    out.append("^".repeat(carets));
    out.append(label.isEmpty() ? "" : " " + label).append('\n');
    return out.append(helpText(gutter)).toString();
  }

  private String heading() {
    return (severity == Severity.ERROR ? "error: " : "warning: ") + message + "\n";
  }

  private String helpText(String gutter) {
    return help == null ? "" : gutter + " = help: " + help + "\n";
  }
}
