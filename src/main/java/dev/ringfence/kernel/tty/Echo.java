package dev.ringfence.kernel.tty;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was typed and is to be shown. It is put out at the end of what arrives at once, or later if
/// the output is stopped.
final class Echo {
  private static final int MOST = 4096;

  /// From here on it is put out even before the end.
  private static final int MANY = 256;

  /// What is shown, as numbers: a character, or with one of these bits something else.
  private static final int CARET = 0x100;

  private static final int BACK = 0x200;
  private static final int BEGIN = 0x400;
  private static final int TAB = 0x800;
  private static final int AFTER_TAB = 0x1000;

  /// The byte that marks such numbers on Linux, and is shown as it is.
  private static final int PLAIN = 0xFF;

  private final Terminal terminal;
  private final Output output;
  private final Deque<Integer> queue = new ArrayDeque<>();

  /// Whether something has been added since it was to be put out.
  private boolean isNew;

  Echo(Terminal terminal, Output output) {
    this.terminal = terminal;
    this.output = output;
  }

  private void add(int what) {
    queue.add(what);
    isNew = true;
    if (queue.size() > MOST) {
      queue.remove();
    }
  }

  /// A character, in the form `^X` if it is one of control.
  void character(int c) {
    boolean caret = terminal.settings().local(Flags.ECHOCTL);
    add(caret && Characters.isControl(c) && c != '\t' ? CARET | c : c);
  }

  /// A character as it is.
  void raw(int c) {
    add(c);
  }

  /// A character, and a blank in its place.
  void wipe() {
    add('\b');
    add(' ');
    add('\b');
  }

  /// The columns go back by one.
  void back() {
    add(BACK);
  }

  /// The next character begins the line that is edited.
  void beginLine() {
    add(BEGIN);
  }

  /// A tab is erased.
  ///
  /// @param columns used since the tab before it, or since the start of the line
  void eraseTab(int columns, boolean afterTab) {
    add(TAB | (afterTab ? AFTER_TAB : 0) | columns & 7);
  }

  /// What a character shows is complete.
  void commit() {
    if (queue.size() >= MANY) {
      isNew = false;
      process();
    }
  }

  /// Shows what there is if anything of that is new: what did not go out before goes with it.
  void flush() {
    if (isNew) {
      isNew = false;
      process();
    }
  }

  /// Shows what there is, as far as there is room.
  void process() {
    boolean any = false;
    while (!queue.isEmpty() && show(queue.element())) {
      queue.remove();
      any = true;
    }
    if (any) {
      terminal.line().written();
    }
  }

  private boolean show(int what) {
    int c = what & 0xFF;
    if ((what & TAB) != 0) {
      return output.eraseTab(c, (what & AFTER_TAB) != 0);
    }
    if ((what & CARET) != 0) {
      return output.caret(c);
    }
    if ((what & BACK) != 0) {
      output.back();
      return true;
    }
    if ((what & BEGIN) != 0) {
      output.beginLine();
      return true;
    }
    return c == PLAIN ? output.plain(c) : output.process(c);
  }

  void clear() {
    queue.clear();
  }
}
