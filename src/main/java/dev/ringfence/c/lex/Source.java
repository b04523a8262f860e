package dev.ringfence.c.lex;

import java.util.Arrays;

/// A text with a name, whose places are told by line and column, both from 1.
public final class Source {
  private final String name;
  private final String text;
  private final String whole;
  private final boolean library;
  private final int[] lineStarts;

  public Source(String name, String text, boolean library) {
    this(name, text, text, library);
  }

  private Source(String name, String text, String whole, boolean library) {
    this.name = name;
    this.text = text;
    this.whole = whole;
    this.library = library;
    int[] starts = new int[16];
    int lines = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, lines * 2);
        }
        starts[lines++] = i + 1;
      }
    }
    lineStarts = Arrays.copyOf(starts, lines);
  }

  /// A stretch of a larger text, with the places that it has there.
  public static Source within(String name, String whole, int from, int to) {
    String before = whole.substring(0, from).replaceAll("[^\n]", " ");
    return new Source(name, before + whole.substring(from, to), whole, false);
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /// Whether it is Ringfence's own, not the user's.
  public boolean library() {
    return library;
  }

  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  public int column(int offset) {
    return offset - lineStarts[line(offset) - 1] + 1;
  }

  /// The word on the line, or the line's text where the word is not on it. A line that there is not
  /// means the nearest one.
  public Place place(int line, String word) {
    int there = Math.clamp(line, 1, lineStarts.length);
    String text = lineText(there);
    int at = text.indexOf(word);
    int blank = text.length() - text.stripLeading().length();
    return at < 0
        ? new Place(this, lineStarts[there - 1] + blank, text.length() - blank)
        : new Place(this, lineStarts[there - 1] + at, word.length());
  }

  /// The line as it stands in the file.
  public String lineText(int line) {
    int from = lineStarts[line - 1];
    int end = whole.indexOf('\n', from);
    return whole.substring(from, end < 0 ? whole.length() : end).replaceAll("\r$", "");
  }
}
