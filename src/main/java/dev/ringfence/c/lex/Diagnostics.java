package dev.ringfence.c.lex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects diagnostics: one for each place, an error rather than a warning, and no more than a
/// screenful.
public final class Diagnostics {
  /// After so many errors, and after so many warnings, the rest is not told.
  public static final int LIMIT = 20;

  /// Thrown when there have been too many errors, or one too bad, to go on.
  public static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooMany() {
      super("too many errors", null, false, false);
    }
  }

  private record Spot(Source source, int offset) {
    static Spot of(Diagnostic diagnostic) {
      return new Spot(diagnostic.place().source(), diagnostic.place().offset());
    }
  }

  private record Line(Source source, int number) {
    static Line of(Place place) {
      return new Line(place.source(), place.line());
    }
  }

  private final List<Diagnostic> all = new ArrayList<>();
  private final Set<Spot> seen = new HashSet<>();

  /// Where errors are: a warning hides none.
  private final Set<Spot> wrong = new HashSet<>();

  /// Lines with text that is no token.
  private final Set<Line> garbled = new HashSet<>();

  private int errors;
  private int warnings;

  public void error(Place place, String message, String label) {
    error(place, message, label, null);
  }

  /// @throws TooMany at the limit
  public void error(Place place, String message, String label, @Nullable String help) {
    Spot spot = new Spot(place.source(), place.offset());
    if (!isGarbled(place) && wrong.add(spot)) {
      String advice = help;
      if (!seen.add(spot)) {
        Diagnostic warning = all.stream().filter(d -> spot.equals(Spot.of(d))).findFirst().get();
        all.remove(warning);
        advice = advice == null ? warning.help() : advice;
      }
      all.add(new Diagnostic(Diagnostic.Severity.ERROR, message, place, label, advice));
      if (++errors == LIMIT) {
        throw new TooMany();
      }
    }
  }

  /// Tells of text that is no token. What else is wrong in its line follows from it, most likely,
  /// and is not told.
  public void garbled(Place place, String message, String label, @Nullable String help) {
    error(place, message, label, help);
    garbled.add(Line.of(place));
  }

  /// Whether text that is no token was found in the line of a place.
  public boolean isGarbled(Place place) {
    return !garbled.isEmpty() && garbled.contains(Line.of(place));
  }

  /// Tells of what makes going on pointless.
  ///
  /// @return what the caller throws
  public TooMany fatal(Place place, String message, String label, @Nullable String help) {
    error(place, message, label, help);
    return new TooMany();
  }

  /// Warns, unless the place is in the library.
  public void warning(Place place, String message, String label) {
    warning(place, message, label, null);
  }

  public void warning(Place place, String message, String label, @Nullable String help) {
    if (warnings < LIMIT
        && !place.source().library()
        && seen.add(new Spot(place.source(), place.offset()))) {
      warnings++;
      all.add(new Diagnostic(Diagnostic.Severity.WARNING, message, place, label, help));
    }
  }

  public boolean hasErrors() {
    return errors > 0;
  }

  /// Everything found, by source and then by place.
  public List<Diagnostic> all() {
    List<Source> sources = all.stream().map(d -> d.place().source()).distinct().toList();
    return all.stream()
        .sorted(
            Comparator.<Diagnostic>comparingInt(d -> sources.indexOf(d.place().source()))
                .thenComparingInt(d -> d.place().offset()))
        .toList();
  }
}
