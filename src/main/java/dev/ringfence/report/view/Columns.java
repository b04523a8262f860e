package dev.ringfence.report.view;

import java.util.List;
import java.util.Set;

/// Lays rows out in columns as wide as the widest of what is in them, a blank apart. The last
/// column is as wide as each row has it.
final class Columns {
  private Columns() {}

  /// @param rows the titles first
  /// @param least the least width of each column
  /// @param left the columns that are not set to the right
  static String text(List<String[]> rows, int[] least, Set<Integer> left) {
    int[] widths = least.clone();
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      for (int i = 0; i < row.length - 1; i++) {
        String gap = " ".repeat(widths[i] - row[i].length());
        text.append(left.contains(i) ? row[i] + gap : gap + row[i]).append(' ');
      }
      text.append(row[row.length - 1]).append('\n');
    }
    return text.toString();
  }
}
