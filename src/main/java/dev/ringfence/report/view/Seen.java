package dev.ringfence.report.view;

import dev.ringfence.core.Nanos;

/// What a view showed.
///
/// @param name the view's
/// @param asked the virtual time that was asked for in nanoseconds, or -1 for the end of the run
/// @param at when the machine was so, in nanoseconds of virtual time
/// @param text what it showed
public record Seen(String name, long asked, long at, String text) {
  /// Asks for the end of the run.
  static final long END = -1;

  /// It with a line above that says what it is.
  public String titled() {
    String when =
        asked < 0
            ? "at the end, after " + Nanos.text(at)
            : at < asked
                ? "at the end, after %s: it came before %s"
                    .formatted(Nanos.text(at), Nanos.text(asked))
                : "after "
                    + Nanos.text(at)
                    + ", the first moment at rest from "
                    + Nanos.text(asked)
                    + " on";
    return "\n%s %s\n\n%s".formatted(name, when, text);
  }
}
