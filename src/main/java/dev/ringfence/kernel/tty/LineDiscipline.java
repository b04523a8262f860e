package dev.ringfence.kernel.tty;

import dev.ringfence.core.Signal;
import java.util.Arrays;

/// The line discipline of a terminal, which does what Linux's `N_TTY` does with what is typed:
/// edits lines, echoes, and turns some characters into signals.
final class LineDiscipline {
  final InputQueue input = new InputQueue();
  final Output output;
  final Echo echo;
  private final Terminal terminal;
  private final LineEditor editor;

  /// The bytes that more is to be done with than to put them into the queue.
  private final boolean[] special = new boolean[256];

  /// Whether the next character is taken literally.
  private boolean literal;

  /// Whether nothing at all is done with what is typed.
  private boolean raw;

  LineDiscipline(Terminal terminal) {
    this.terminal = terminal;
    output = new Output(terminal);
    echo = new Echo(terminal, output);
    editor = new LineEditor(terminal, input, echo);
    settle();
  }

  private Settings settings() {
    return terminal.settings();
  }

  /// The settings have changed.
  ///
  /// @param before what they were
  void changed(Settings before) {
    if (before.isCanonical() != settings().isCanonical()) {
      input.rule(settings().isCanonical());
      editor.reset();
      literal = false;
    }
    settle();
    if (!settings().input(Flags.IXON) && before.input(Flags.IXON)) {
      terminal.start();
      echo.process();
    }
  }

  private void settle() {
    Settings now = settings();
    int heeded = Flags.ISTRIP | Flags.IUCLC | Flags.IGNCR | Flags.ICRNL | Flags.INLCR | Flags.IXON;
    raw =
        (now.input & (heeded | Flags.PARMRK)) == 0
            && (now.local & (Flags.ICANON | Flags.ISIG | Flags.ECHO)) == 0;
    Arrays.fill(special, false);
    special['\r'] = now.input(Flags.IGNCR) || now.input(Flags.ICRNL);
    special['\n'] = now.input(Flags.INLCR) || now.isCanonical();
    if (now.isCanonical()) {
      mark(Settings.VERASE, Settings.VKILL, Settings.VEOF, Settings.VEOL);
      if (now.local(Flags.IEXTEN)) {
        mark(Settings.VWERASE, Settings.VLNEXT, Settings.VEOL2);
        if (now.local(Flags.ECHO)) {
          mark(Settings.VREPRINT);
        }
      }
    }
    if (now.input(Flags.IXON)) {
      mark(Settings.VSTART, Settings.VSTOP);
    }
    if (now.local(Flags.ISIG)) {
      mark(Settings.VINTR, Settings.VQUIT, Settings.VSUSP);
    }
    special[0] = false;
  }

  private void mark(int... characters) {
    for (int character : characters) {
      special[settings().character(character)] = true;
    }
  }

  /// Whether there is something to read.
  ///
  /// @param least how many bytes that is if lines do not matter
  boolean hasInput(int least) {
    return settings().isCanonical() ? input.hasLine() : input.size() >= least;
  }

  /// Takes what comes over the line, as far as there is room.
  ///
  /// @return how many bytes of it
  int receive(byte[] bytes) {
    int done = 0;
    while (done < bytes.length) {
      int part = Math.min(bytes.length - done, room());
      if (part == 0) {
        break;
      }
      for (int i = 0; i < part; i++) {
        input.arrived();
        receive(bytes[done + i] & 0xFF);
      }
      done += part;
      if (settings().local(Flags.ECHO) || settings().local(Flags.ECHONL)) {
        echo.flush();
      }
    }
    if (!settings().isCanonical() && input.size() > 0) {
      terminal.inputCame();
    }
    return done;
  }

  /// How many bytes may come: of a line without an end as many as like to, the last of which take
  /// each other's place.
  private int room() {
    int free = InputQueue.SIZE - input.size();
    int room = (settings().input(Flags.PARMRK) ? (free + 2) / 3 : free) - 1;
    if (room > 0) {
      return room;
    }
    boolean overflows = settings().isCanonical() && !input.hasLine();
    if (overflows && room < 0) {
      input.erase(1);
    }
    return overflows ? 1 : 0;
  }

  private void receive(int byteRead) {
    int c = byteRead;
    if (raw) {
      input.put(c);
      return;
    }
    if (settings().input(Flags.ISTRIP)) {
      c &= 0x7F;
    }
    if (settings().input(Flags.IUCLC) && settings().local(Flags.IEXTEN)) {
      c = Characters.lower(c);
    }
    if (literal) {
      literal = false;
      startByAny();
      ordinary(c);
    } else if (special[c]) {
      special(c);
    } else {
      startByAny();
      ordinary(c);
    }
  }

  /// With `IXANY` any character starts what was stopped.
  private void startByAny() {
    if (terminal.isStopped() && settings().input(Flags.IXON) && settings().input(Flags.IXANY)) {
      terminal.start();
      echo.process();
    }
  }

  private void ordinary(int c) {
    if (settings().local(Flags.ECHO)) {
      editor.finish();
      beginLine();
      echo.character(c);
      echo.commit();
    }
    repeat(c);
    input.put(c);
  }

  /// A byte that also marks errors is put twice (`PARMRK`).
  private void repeat(int c) {
    if (c == 0xFF && settings().input(Flags.PARMRK)) {
      input.arrived();
      input.put(c);
    }
  }

  private void beginLine() {
    if (input.edited() == 0) {
      echo.beginLine();
    }
  }

  private void special(int c) {
    Settings now = settings();
    if (now.input(Flags.IXON) && flow(c)) {
      input.consumed();
      return;
    }
    if (now.local(Flags.ISIG) && signal(c)) {
      return;
    }
    startByAny();
    int typed = c;
    if (c == '\r') {
      if (now.input(Flags.IGNCR)) {
        input.consumed();
        return;
      }
      typed = now.input(Flags.ICRNL) ? '\n' : c;
    } else if (c == '\n' && now.input(Flags.INLCR)) {
      typed = '\r';
    }
    if (now.isCanonical() && canonical(typed)) {
      return;
    }
    if (typed == '\n' && now.local(Flags.ECHO)) {
      editor.finish();
      echo.raw('\n');
      echo.commit();
      input.put(typed);
    } else {
      ordinary(typed);
    }
  }

  private boolean flow(int c) {
    if (settings().is(Settings.VSTART, c)) {
      terminal.start();
      echo.process();
      return true;
    }
    if (settings().is(Settings.VSTOP, c)) {
      terminal.stop();
      return true;
    }
    return false;
  }

  private boolean signal(int c) {
    Settings now = settings();
    Signal signal =
        now.is(Settings.VINTR, c)
            ? Signal.SIGINT
            : now.is(Settings.VQUIT, c)
                ? Signal.SIGQUIT
                : now.is(Settings.VSUSP, c) ? Signal.SIGTSTP : null;
    if (signal == null) {
      return false;
    }
    input.consumed();
    if (now.local(Flags.NOFLSH)) {
      terminal.signal(signal);
    } else {
      terminal.signal(signal);
      echo.clear();
      terminal.line().flush();
      clear();
      terminal.line().notice(Line.FLUSH_READ);
    }
    if (now.input(Flags.IXON)) {
      terminal.start();
    }
    if (now.local(Flags.ECHO)) {
      echo.character(c);
      echo.commit();
    } else {
      echo.process();
    }
    return true;
  }

  /// Drops what was typed. A character that was to be taken literally still is.
  void clear() {
    input.clear();
    editor.reset();
  }

  /// Does what a character means for the line; false if it means nothing.
  private boolean canonical(int c) {
    Settings now = settings();
    boolean more = now.local(Flags.IEXTEN);
    if (now.is(Settings.VERASE, c)
        || now.is(Settings.VKILL, c)
        || more && now.is(Settings.VWERASE, c)) {
      input.consumed();
      editor.erase(c);
      echo.commit();
      return true;
    }
    if (more && now.is(Settings.VLNEXT, c)) {
      input.consumed();
      quote();
      return true;
    }
    if (more && now.is(Settings.VREPRINT, c) && now.local(Flags.ECHO)) {
      input.consumed();
      editor.reprint(c);
      echo.commit();
      return true;
    }
    return end(c);
  }

  private void quote() {
    literal = true;
    if (settings().local(Flags.ECHO)) {
      editor.finish();
      if (settings().local(Flags.ECHOCTL)) {
        echo.raw('^');
        echo.raw('\b');
        echo.commit();
      }
    }
  }

  /// Ends the line if the character does that.
  private boolean end(int c) {
    Settings now = settings();
    if (c == '\n') {
      if (now.local(Flags.ECHO) || now.local(Flags.ECHONL)) {
        echo.raw('\n');
        echo.commit();
      }
      input.end(c);
    } else if (now.is(Settings.VEOF, c)) {
      input.end(0);
    } else if (now.is(Settings.VEOL, c) || now.local(Flags.IEXTEN) && now.is(Settings.VEOL2, c)) {
      if (now.local(Flags.ECHO)) {
        beginLine();
        echo.character(c);
        echo.commit();
      }
      repeat(c);
      input.end(c);
    } else {
      return false;
    }
    terminal.inputCame();
    return true;
  }
}
