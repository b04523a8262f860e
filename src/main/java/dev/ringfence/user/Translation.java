package dev.ringfence.user;

import dev.ringfence.c.Program;
import dev.ringfence.user.translate.HotCode;

/// What is known of how much a program runs, and its translated code once that is worth having.
final class Translation {
  /// Instructions that a program executes before anything of it is translated: a tenth of a
  /// second's work for the interpreter at most.
  private static final long WARM = 2_000_000;

  private final HotCode code;
  private final long warm;

  /// Counted without care for other threads: what is translated when does not show.
  private long executed;

  Translation(Program program, Timing timing, boolean eager) {
    this.code = new HotCode(program, timing, eager ? 1 : HotCode.HOT);
    this.warm = eager ? 0 : WARM;
    executed(0);
  }

  /// Takes note of instructions that have been executed.
  void executed(long instructions) {
    executed += instructions;
    if (executed >= warm) {
      code.begin();
    }
  }

  /// The translated code, which is empty while the program has run little.
  HotCode code() {
    return code;
  }
}
