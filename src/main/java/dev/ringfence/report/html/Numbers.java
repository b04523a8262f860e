package dev.ringfence.report.html;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Records of whole numbers, which go into the page as arrays of JSON while a run goes on: each
/// block of data has so many of them, so that none has to be held as a whole.
final class Numbers {
  private static final int BLOCK = 1 << 20;
  private static final int LONGEST = 21;

  private final Page page;
  private final String name;
  private final byte[] bytes = new byte[BLOCK + 64 * LONGEST];
  private int size;

  Numbers(Page page, String name) {
    this.page = page;
    this.name = name;
  }

  /// Adds a record of at most 64 numbers.
  void add(long... record) {
    for (long number : record) {
      bytes[size++] = (byte) (size == 1 ? '[' : ',');
      append(number);
    }
    if (size >= BLOCK) {
      flush();
    }
  }

  private void append(long number) {
    if (number >= 0 && number < 10) {
      bytes[size++] = (byte) ('0' + number);
      return;
    }
    String text = Long.toString(number);
    for (int i = 0; i < text.length(); i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  /// Writes what has been added as a block.
  void flush() {
    if (size == 0) {
      return;
    }
    bytes[size++] = ']';
    try {
      page.beginData(name);
      page.data(bytes, size);
      page.endData();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    size = 0;
  }
}
