package dev.ringfence.kernel.signal;

/// What a process does about a signal (`sigaction(2)`).
///
/// @param handler the address of a function, [#DEFAULT] or [#IGNORE]
/// @param restorer the library's function that calls the handler
/// @param mask what is blocked while the handler runs, beside the signal itself
public record Disposition(long handler, long flags, long restorer, long mask) {
  static final long DEFAULT = 0;
  static final long IGNORE = 1;
  static final long SA_NOCLDSTOP = 1;
  static final long SA_NOCLDWAIT = 2;
  static final long SA_SIGINFO = 4;
  static final long SA_ONSTACK = 0x0800_0000;
  public static final long SA_RESTART = 0x1000_0000;
  static final long SA_NODEFER = 0x4000_0000;
  static final long SA_RESETHAND = 0x8000_0000L;

  static final Disposition NONE = new Disposition(DEFAULT, 0, 0, 0);

  /// The same without its handler.
  Disposition reset() {
    return new Disposition(DEFAULT, flags, restorer, mask);
  }

  boolean isDefault() {
    return handler == DEFAULT;
  }

  public boolean isIgnore() {
    return handler == IGNORE;
  }

  public boolean isCaught() {
    return handler != DEFAULT && handler != IGNORE;
  }

  public boolean has(long flag) {
    return (flags & flag) != 0;
  }
}
