package dev.ringfence.report;

/// What stands out on a terminal.
public record Colours(boolean on) {
  String bad(String text) {
    return paint("1;31", text);
  }

  String good(String text) {
    return paint("32", text);
  }

  String object(String text) {
    return paint("1;33", text);
  }

  String place(String text) {
    return paint("36", text);
  }

  /// What a process's output begins with.
  public String label(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
