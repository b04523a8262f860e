package dev.ringfence.kernel.sysv;

/// Which messages a receiver takes (`msgrcv(2)`).
///
/// @param number a type, or with `NUMBER` how many messages lie before the one that is meant
record Selection(Mode mode, long number) {
  private static final int MSG_EXCEPT = 020000;
  private static final int MSG_COPY = 040000;

  /// How it selects.
  enum Mode {
    /// The first.
    ANY,
    /// The first of the type.
    EQUAL,
    /// The first of another type.
    OTHER,
    /// The first of the lowest type, if that is not above the number.
    LOWEST,
    /// The one at a place of the queue.
    NUMBER
  }

  /// What the arguments of the call say.
  static Selection of(long type, int flags) {
    if ((flags & MSG_COPY) != 0) {
      return new Selection(Mode.NUMBER, type);
    }
    if (type == 0) {
      return new Selection(Mode.ANY, 0);
    }
    if (type < 0) {
      return new Selection(Mode.LOWEST, type == Long.MIN_VALUE ? Long.MAX_VALUE : -type);
    }
    return new Selection((flags & MSG_EXCEPT) != 0 ? Mode.OTHER : Mode.EQUAL, type);
  }

  /// Whether a message of the type is one of those.
  boolean matches(long type) {
    return switch (mode) {
      case ANY, NUMBER -> true;
      case EQUAL -> type == number;
      case OTHER -> type != number;
      case LOWEST -> type <= number;
    };
  }
}
