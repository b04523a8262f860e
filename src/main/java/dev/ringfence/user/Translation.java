package dev.ringfence.user;

import dev.ringfence.c.Program;
import org.jspecify.annotations.Nullable;

/// What is known of how much a program runs, and its translated code once that is worth having.
final class Translation {
  /// Instructions that a program executes before anything of it is translated: a tenth of a
  /// second's work for the interpreter at most.
  private static final long WARM = 2_000_000;

  private final Program program;
  private final Timing timing;
  private final long warm;
  private final int hot;

  /// Counted without care for other threads: what is translated when does not show.
  private long executed;

  private volatile @Nullable HotCode code;

  Translation(Program program, Timing timing, boolean eager) {
    this.program = program;
    this.timing = timing;
    this.warm = eager ? 0 : WARM;
    this.hot = eager ? 1 : HotCode.HOT;
  }

  /// Takes note of instructions that have been executed.
  void executed(long instructions) {
    executed += instructions;
  }

  /// The translated code, or null while the program has run little.
  @Nullable HotCode code() {
    HotCode known = code;
    return known != null || executed < warm ? known : create();
  }

  private synchronized HotCode create() {
    HotCode known = code;
    if (known == null) {
      known = new HotCode(program, timing, hot);
      code = known;
    }
    return known;
  }
}
