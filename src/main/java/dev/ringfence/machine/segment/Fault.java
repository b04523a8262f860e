package dev.ringfence.machine.segment;

import dev.ringfence.machine.Vector;

/// An instruction has raised an exception of the processor.
public final class Fault extends Exception {
  private static final long serialVersionUID = 1;

  private final Vector vector;
  private final int errorCode;

  public Fault(Vector vector, int errorCode) {
    super(vector.mnemonic() + "(0x%x)".formatted(errorCode), null, false, false);
    this.vector = vector;
    this.errorCode = errorCode;
  }

  /// With the selector that was at fault as its error code.
  static Fault of(Vector vector, Selector selector) {
    return new Fault(vector, selector.errorCode());
  }

  static Fault generalProtection() {
    return new Fault(Vector.GP, 0);
  }

  public Vector vector() {
    return vector;
  }

  public int errorCode() {
    return errorCode;
  }
}
