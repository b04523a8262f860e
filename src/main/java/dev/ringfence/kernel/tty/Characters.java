package dev.ringfence.kernel.tty;

/// What kinds of characters there are for a terminal, which takes them for Latin-1.
final class Characters {
  private Characters() {}

  static boolean isControl(int c) {
    return c < 32 || c == 127;
  }

  /// Whether it belongs to a word that `VWERASE` erases.
  static boolean isOfWord(int c) {
    boolean ascii = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    return ascii || c == '_' || c >= 0xC0 && c != 0xD7 && c != 0xF7;
  }

  /// Whether it continues a character of UTF-8.
  static boolean continues(int c, Settings settings) {
    return settings.input(Flags.IUTF8) && (c & 0xC0) == 0x80;
  }

  static int upper(int c) {
    boolean small = c >= 'a' && c <= 'z' || c >= 0xDF && c != 0xF7;
    return small ? c - 32 : c;
  }

  static int lower(int c) {
    boolean capital = c >= 'A' && c <= 'Z' || c >= 0xC0 && c <= 0xDE && c != 0xD7;
    return capital ? c + 32 : c;
  }
}
