package dev.ringfence.c.lex;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A text with a name, whose places are told by line and column, both from 1.
public final class Source {
  /// A place in no text.
  static final Place NOWHERE = new Place(new Source("", "", true), 0, 0);

  /// Stand for the bytes 0x80 to 0xFF of a text that is not UTF-8: surrogates, which no such text
  /// has.
  private static final char STRAY = '\uDC00';

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

  /// The text that bytes are: UTF-8, where each byte that does not belong to it stays itself. A
  /// mark of the byte order at the beginning is no part of it.
  public static String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isError()) {
        String text = out.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (STRAY + (in.get() & 0xFF)));
      }
    }
  }

  /// Appends the bytes of a character, one character each: UTF-8, or the byte that it stands for.
  static void encode(int point, StringBuilder bytes) {
    if (point >= STRAY + 0x80 && point <= STRAY + 0xFF) {
      bytes.append((char) (point - STRAY));
      return;
    }
    for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
      bytes.append((char) (b & 0xFF));
    }
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
