package dev.ringfence.kernel.tty;

/// The editing of the line that is being typed: `VERASE`, `VWERASE`, `VKILL`, `VREPRINT`.
final class LineEditor {
  private enum Kind {
    CHARACTER,
    WORD,
    LINE
  }

  private final Terminal terminal;
  private final InputQueue input;
  private final Echo echo;

  /// Whether what is erased is being shown between `\` and `/` (`ECHOPRT`).
  private boolean erasing;

  LineEditor(Terminal terminal, InputQueue input, Echo echo) {
    this.terminal = terminal;
    this.input = input;
    this.echo = echo;
  }

  /// Something else than erasing is typed.
  void finish() {
    if (erasing) {
      echo.raw('/');
      erasing = false;
    }
  }

  void reset() {
    erasing = false;
  }

  /// Does what one of the characters that erase asks for.
  void erase(int c) {
    Settings settings = terminal.settings();
    if (input.edited() == 0) {
      return;
    }
    Kind kind =
        settings.is(Settings.VERASE, c)
            ? Kind.CHARACTER
            : settings.is(Settings.VWERASE, c) && settings.local(Flags.IEXTEN)
                ? Kind.WORD
                : Kind.LINE;
    if (kind == Kind.LINE && killsAtOnce(settings)) {
      return;
    }
    boolean inWord = false;
    while (input.edited() > 0) {
      int count = lastCharacter(settings);
      if (count == 0) {
        break;
      }
      int first = input.edited(input.edited() - count);
      if (kind == Kind.WORD && !Characters.isOfWord(first) && inWord) {
        break;
      }
      inWord |= Characters.isOfWord(first);
      show(kind, first, count, settings);
      if (kind == Kind.CHARACTER) {
        break;
      }
    }
    if (input.edited() == 0 && settings.local(Flags.ECHO)) {
      finish();
    }
  }

  /// Drops the line where that is not shown character by character.
  private boolean killsAtOnce(Settings settings) {
    boolean shows =
        settings.local(Flags.ECHOK) && settings.local(Flags.ECHOKE) && settings.local(Flags.ECHOE);
    if (settings.local(Flags.ECHO) && shows) {
      return false;
    }
    input.erase(input.edited());
    if (settings.local(Flags.ECHO)) {
      finish();
      echo.character(settings.character(Settings.VKILL));
      if (settings.local(Flags.ECHOK)) {
        echo.raw('\n');
      }
    }
    return true;
  }

  /// How many bytes the last character has; 0 if only its continuation is there.
  private int lastCharacter(Settings settings) {
    int count = 1;
    int last = input.edited() - 1;
    while (count <= last && Characters.continues(input.edited(last - count + 1), settings)) {
      count++;
    }
    return Characters.continues(input.edited(last - count + 1), settings) ? 0 : count;
  }

  private void show(Kind kind, int c, int count, Settings settings) {
    int from = input.edited() - count;
    int[] rest = new int[count - 1];
    for (int i = 1; i < count; i++) {
      rest[i - 1] = input.edited(from + i);
    }
    input.erase(count);
    if (!settings.local(Flags.ECHO)) {
      return;
    }
    if (settings.local(Flags.ECHOPRT)) {
      if (!erasing) {
        echo.raw('\\');
        erasing = true;
      }
      echo.character(c);
      for (int more : rest) {
        echo.raw(more);
        echo.back();
      }
    } else if (kind == Kind.CHARACTER && !settings.local(Flags.ECHOE)) {
      echo.character(settings.character(Settings.VERASE));
    } else if (c == '\t') {
      wipeTab(settings);
    } else {
      boolean carets = settings.local(Flags.ECHOCTL);
      if (Characters.isControl(c) && carets) {
        echo.wipe();
      }
      if (!Characters.isControl(c) || carets) {
        echo.wipe();
      }
    }
  }

  private void wipeTab(Settings settings) {
    int columns = 0;
    boolean afterTab = false;
    for (int i = input.edited() - 1; i >= 0 && !afterTab; i--) {
      int c = input.edited(i);
      if (c == '\t') {
        afterTab = true;
      } else if (Characters.isControl(c)) {
        columns += settings.local(Flags.ECHOCTL) ? 2 : 0;
      } else if (!Characters.continues(c, settings)) {
        columns++;
      }
    }
    echo.eraseTab(columns, afterTab);
  }

  /// Shows the line again.
  void reprint(int c) {
    finish();
    echo.character(c);
    echo.raw('\n');
    for (int i = 0; i < input.edited(); i++) {
      echo.character(input.edited(i));
    }
  }
}
