package dev.ringfence.kernel.tty;

/// The processing of what is put out (`OPOST` of `termios(3)`), which keeps account of the column.
final class Output {
  private static final int TAB = 8;

  private final Terminal terminal;
  private int column;

  /// Where the line began that is edited.
  private int lineColumn;

  Output(Terminal terminal) {
    this.terminal = terminal;
  }

  private Line line() {
    return terminal.line();
  }

  /// How many bytes can be put, none while the output is stopped.
  int room() {
    return terminal.isStopped() ? 0 : Math.max(0, line().room());
  }

  /// Puts a character as the settings have it. False when there is no room for it.
  boolean process(int c) {
    return terminal.settings().output(Flags.OPOST) ? post(c) : raw(c);
  }

  private boolean raw(int c) {
    if (room() == 0) {
      return false;
    }
    line().put(c);
    return true;
  }

  private boolean post(int c) {
    Settings settings = terminal.settings();
    int room = room();
    if (room == 0) {
      return false;
    }
    int put = c;
    switch (c) {
      case '\n' -> {
        column = settings.output(Flags.ONLRET) ? 0 : column;
        if (settings.output(Flags.ONLCR)) {
          if (room < 2) {
            return false;
          }
          column = 0;
          line().put('\r');
        }
        lineColumn = column;
      }
      case '\r' -> {
        if (settings.output(Flags.ONOCR) && column == 0) {
          return true;
        }
        if (settings.output(Flags.OCRNL)) {
          put = '\n';
        }
        if (put == '\r' || settings.output(Flags.ONLRET)) {
          column = 0;
          lineColumn = 0;
        }
      }
      case '\t' -> {
        int spaces = TAB - column % TAB;
        if ((settings.output & Flags.TABDLY) == Flags.TABDLY) {
          return spaces(spaces, room);
        }
        column += spaces;
      }
      case '\b' -> back();
      default -> {
        if (!Characters.isControl(c)) {
          put = settings.output(Flags.OLCUC) ? Characters.upper(c) : c;
          column += Characters.continues(c, settings) ? 0 : 1;
        }
      }
    }
    line().put(put);
    return true;
  }

  private boolean spaces(int count, int room) {
    if (room < count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      line().put(' ');
    }
    column += count;
    return true;
  }

  /// Puts a character as it is, whatever the settings.
  boolean plain(int c) {
    if (!raw(c)) {
      return false;
    }
    column++;
    return true;
  }

  /// Puts a control character as `^X`.
  boolean caret(int c) {
    if (room() < 2) {
      return false;
    }
    line().put('^');
    line().put(c ^ 0100);
    column += 2;
    return true;
  }

  /// Goes back over a tab.
  ///
  /// @param columns that were used since the tab before, or since the start of the line
  boolean eraseTab(int columns, boolean afterTab) {
    int used = columns % TAB + (afterTab ? 0 : lineColumn);
    int count = TAB - used % TAB;
    if (room() < count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      line().put('\b');
      back();
    }
    return true;
  }

  /// The next character begins the line that is edited.
  void beginLine() {
    lineColumn = column;
  }

  void back() {
    column = Math.max(0, column - 1);
  }
}
