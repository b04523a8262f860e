package dev.ringfence.core;

import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How alike two words are, to suggest what a mistyped one may have meant.
public final class Spelling {
  private Spelling() {}

  /// The candidate most like the word, or null if none is like it. Equally good ones are taken in
  /// alphabetical order.
  public static @Nullable String nearest(String word, Collection<String> candidates) {
    String best = null;
    int least = Math.max(1, word.length() / 3) + 1;
    for (String candidate : new TreeSet<>(candidates)) {
      int distance = distance(word, candidate, least);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }

  /// Letters to insert, delete or replace, or neighbours to swap, to make one word of the other
  /// (the optimal string alignment distance); `enough` stands for anything beyond.
  static int distance(String one, String other, int enough) {
    if (Math.abs(one.length() - other.length()) >= enough) {
      return enough;
    }
    int[][] rows = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        rows[i][j] = i == 0 ? j : j == 0 ? i : step(rows, one, other, i, j);
      }
    }
    return rows[one.length()][other.length()];
  }

  private static int step(int[][] rows, String one, String other, int i, int j) {
    char a = one.charAt(i - 1);
    char b = other.charAt(j - 1);
    int best = rows[i - 1][j - 1] + (a == b ? 0 : 1);
    best = Math.min(best, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
    boolean swapped = i > 1 && j > 1 && a == other.charAt(j - 2) && b == one.charAt(i - 2);
    return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
  }
}
