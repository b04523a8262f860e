package dev.ringfence.kernel.tty;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The settings of a terminal, as `tcgetattr(3)` gives them.
final class Settings {
  /// Bytes of Linux's `struct termios`, which is shorter than that of the C library.
  static final int SIZE = 36;

  static final int VINTR = 0;
  static final int VQUIT = 1;
  static final int VERASE = 2;
  static final int VKILL = 3;
  static final int VEOF = 4;
  static final int VTIME = 5;
  static final int VMIN = 6;
  static final int VSTART = 8;
  static final int VSTOP = 9;
  static final int VSUSP = 10;
  static final int VEOL = 11;
  static final int VREPRINT = 12;
  static final int VWERASE = 14;
  static final int VLNEXT = 15;
  static final int VEOL2 = 16;

  private static final int CHARACTERS = 17;
  private static final int COUNT = 19;

  final int input;
  final int output;
  final int control;
  final int local;
  private final byte line;
  private final byte[] characters;

  private Settings(int input, int output, int control, int local, byte line, byte[] characters) {
    this.input = input;
    this.output = output;
    this.control = control;
    this.local = local;
    this.line = line;
    this.characters = characters;
  }

  /// What a terminal has that nobody has changed.
  ///
  /// @param more bits of the line
  static Settings usual(int more) {
    byte[] usual = {3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26, 0, 18, 15, 23, 22, 0, 0, 0};
    return new Settings(
        Flags.ICRNL | Flags.IXON,
        Flags.OPOST | Flags.ONLCR,
        Flags.B38400 | Flags.CS8 | Flags.CREAD | more,
        Flags.ISIG
            | Flags.ICANON
            | Flags.ECHO
            | Flags.ECHOE
            | Flags.ECHOK
            | Flags.ECHOCTL
            | Flags.ECHOKE
            | Flags.IEXTEN,
        (byte) 0,
        usual);
  }

  /// Settings as they lie in a process's memory.
  ///
  /// @param image [#SIZE] bytes
  static Settings of(byte[] image) {
    ByteBuffer from = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    byte[] characters = new byte[COUNT];
    from.get(CHARACTERS, characters);
    return new Settings(
        from.getInt(0), from.getInt(4), from.getInt(8), from.getInt(12), from.get(16), characters);
  }

  byte[] image() {
    return ByteBuffer.allocate(SIZE)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(input)
        .putInt(output)
        .putInt(control)
        .putInt(local)
        .put(line)
        .put(characters)
        .array();
  }

  /// The same on a line without modem: eight bits and no parity, whatever was asked for.
  Settings onPseudoTerminal() {
    int eight = control & ~(Flags.CSIZE | Flags.PARENB) | Flags.CS8 | Flags.CREAD;
    return new Settings(input, output, eight, local, line, characters);
  }

  boolean input(int flag) {
    return (input & flag) != 0;
  }

  boolean output(int flag) {
    return (output & flag) != 0;
  }

  boolean local(int flag) {
    return (local & flag) != 0;
  }

  boolean isCanonical() {
    return local(Flags.ICANON);
  }

  /// A special character or number, by its index in `c_cc`.
  int character(int index) {
    return characters[index] & 0xFF;
  }

  /// Whether a byte is a special character: one that is 0 is none.
  boolean is(int index, int c) {
    return c != 0 && character(index) == c;
  }

  /// Whether `^S` and `^Q` stop and start the output.
  boolean hasUsualFlow() {
    return input(Flags.IXON) && character(VSTOP) == 19 && character(VSTART) == 17;
  }
}
