package dev.ringfence.kernel.tty;

/// The bits of `termios(3)` that the line discipline heeds, with their values on Linux.
final class Flags {
  /// Of input.
  static final int ISTRIP = 040;

  static final int PARMRK = 010;
  static final int INLCR = 0100;
  static final int IGNCR = 0200;
  static final int ICRNL = 0400;
  static final int IUCLC = 01000;
  static final int IXON = 02000;
  static final int IXANY = 04000;
  static final int IUTF8 = 040000;

  /// Of output.
  static final int OPOST = 01;

  static final int OLCUC = 02;
  static final int ONLCR = 04;
  static final int OCRNL = 010;
  static final int ONOCR = 020;
  static final int ONLRET = 040;
  static final int TABDLY = 014000;

  /// Of the line.
  static final int CSIZE = 060;

  static final int CS8 = 060;
  static final int CREAD = 0200;
  static final int PARENB = 0400;
  static final int HUPCL = 02000;
  static final int B38400 = 017;

  /// Of the discipline.
  static final int ISIG = 01;

  static final int ICANON = 02;
  static final int ECHO = 010;
  static final int ECHOE = 020;
  static final int ECHOK = 040;
  static final int ECHONL = 0100;
  static final int NOFLSH = 0200;
  static final int TOSTOP = 0400;
  static final int ECHOCTL = 01000;
  static final int ECHOPRT = 02000;
  static final int ECHOKE = 04000;
  static final int IEXTEN = 0100000;

  private Flags() {}
}
