package dev.ringfence.kernel.tty;

import dev.ringfence.kernel.process.Wait;

/// Where a terminal's output goes and its input comes from: the other side of a pseudo-terminal, or
/// the user of the simulation.
interface Line {
  /// Bits of `TIOCPKT` (`tty_ioctl(4)`).
  int FLUSH_READ = 1;

  int FLUSH_WRITE = 2;
  int STOP = 4;
  int START = 8;
  int NO_STOP = 16;
  int DO_STOP = 32;

  /// How many bytes can be put.
  int room();

  void put(int c);

  /// Bytes have been put: whoever waits for them looks.
  void written();

  /// Drops output that has not left the terminal yet.
  void flush();

  /// Tells the other side what has become of the terminal, if it wants to know.
  void notice(int status);

  /// Room has been made for what comes over the line.
  void accepted();

  /// Nobody has the terminal open any more.
  void left();

  /// Whether the other side has gone.
  boolean isClosed();

  /// Whether it is a pseudo-terminal's.
  boolean isPseudo();

  /// What could bring input.
  Wait mayBring();

  /// What could take output.
  Wait mayTake();
}
