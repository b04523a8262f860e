package dev.ringfence.report.finding;

import dev.ringfence.analysis.contention.Account;
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
  private static final int WIDTH = 100;

  /// What an account of waiting has found.
  public static Finding of(Account.Finding found) {
    return new Finding(
        found.kind(), found.why(), found.tasks(), found.object(), found.nanos(), found.remedy());
  }

  /// Its lines in a report, from its kind on.
  public String lines() {
    String title = kind.toUpperCase(Locale.ROOT).replace('-', ' ');
    StringBuilder out = new StringBuilder("\n" + title + "\n\n");
    for (String part : text.split("; ", -1)) {
      out.append(folded(part));
    }
    if (!remedy.isEmpty()) {
      out.append('\n').append(folded(remedy));
    }
    return out.toString();
  }

  /// A sentence in lines that fit a screen, indented.
  private static String folded(String sentence) {
    StringBuilder out = new StringBuilder(" ");
    int column = 1;
    for (String word : sentence.split(" ", -1)) {
      if (column > 1 && column + 1 + word.length() > WIDTH) {
        out.append("\n ");
        column = 1;
      }
      out.append(' ').append(word);
      column += 1 + word.length();
    }
    return out.append('\n').toString();
  }
}
