package dev.ringfence.report;

import java.nio.charset.StandardCharsets;

/// Texts that have one character for each byte, as events have them.
final class Utf8 {
  private Utf8() {}

  /// What such a text says if its bytes are UTF-8.
  static String of(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
