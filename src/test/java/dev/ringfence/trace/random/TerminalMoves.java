package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import dev.ringfence.trace.Request;
import java.util.List;

/// A pseudo-terminal, which is nobody's controlling terminal.
final class TerminalMoves extends Moves {
  /// `O_RDWR` and `O_NOCTTY`.
  private static final int OPEN = 0402;

  private static final int TCSETS = 0x5402;
  private static final int TCXONC = 0x540A;
  private static final int TCFLSH = 0x540B;
  private static final int TIOCOUTQ = 0x5411;
  private static final int FIONREAD = 0x541B;
  private static final int UNLOCK = 0x40045431;
  private static final int PEER = 0x5441;
  private static final int SETFL = 4;
  private static final int NONBLOCK = 04000;

  /// What is typed: ends of lines and of input, deletions, stops, and letters.
  private static final String[] TYPED = {
    "a",
    "bc\n",
    "d\ne\n",
    "\004",
    "f\004",
    "gh\177\n",
    "i\025j\n",
    "k\r",
    "l\026\004\n",
    "\n",
    "mno"
  };

  TerminalMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        Move.call(0, Numbers.OPEN).text(0, "/dev/ptmx").arena(0).number(OPEN, 0).to(slots),
        Move.call(0, Numbers.IOCTL).ints(0, 0).slot(slots).number(UNLOCK).arena(0),
        Move.call(0, Numbers.IOCTL)
            .slot(slots)
            .number(PEER, OPEN | of(0, 0, NONBLOCK))
            .to(slots + 1),
        Move.call(0, Numbers.FCNTL).slot(slots).number(SETFL, of(0, 0, NONBLOCK)));
  }

  @Override
  Move next(int process) {
    int end = slots + below(2);
    return switch (below(18)) {
      case 0, 1, 2, 3 -> write(process, slots, TYPED[below(TYPED.length)]);
      case 4, 5 -> write(process, slots + 1, TYPED[below(TYPED.length)]);
      case 6, 7, 8, 9, 10 -> read(process, slots + 1);
      case 11, 12 -> read(process, slots);
      case 13 -> settings(process, end);
      case 14 ->
          Move.call(process, Numbers.IOCTL)
              .slot(end)
              .number(of(FIONREAD, TIOCOUTQ))
              .arena(0)
              .out(0, 4);
      case 15 ->
          Move.call(process, Numbers.POLL)
              .fromSlot(0, end)
              .ints(4, (int) of(1, 4, 0x3fff))
              .arena(0)
              .number(1, of(0, -1))
              .out(4, 4);
      case 16 ->
          rarely()
              ? Move.call(process, Numbers.CLOSE).slot(end)
              : Move.call(process, Numbers.IOCTL).slot(end).number(TCXONC, 1);
      default ->
          below(2) == 0
              ? Move.call(process, Numbers.IOCTL).slot(end).number(TCFLSH, below(3))
              : Move.call(process, Numbers.IOCTL).slot(end).number(TCXONC, below(2));
    };
  }

  private Move read(int process, int end) {
    return Move.call(process, Numbers.READ)
        .slot(end)
        .arena(BUFFER)
        .number(of(1, 2, 10, 100, 0))
        .out(BUFFER, -1);
  }

  /// Lines or not, echo or not, how many bytes a read waits for.
  private Move settings(int process, int end) {
    var settings = Request.buffer(36);
    int local = 0x8000 | (below(2) == 0 ? 2 : 0) | (below(2) == 0 ? 8 | 0x10 | 0x20 | 0x800 : 0);
    settings.putInt((int) of(0x500, 0x100, 0)).putInt((int) of(5, 0)).putInt(0xBF).putInt(local);
    settings.put((byte) 0);
    settings.put(new byte[] {3, 28, 127, 21, 4, 0, (byte) below(3), 0, 17, 19, 26});
    settings.put(new byte[] {0, 18, 15, 23, 22, 0, 0, 0});
    return Move.call(process, Numbers.IOCTL)
        .fill(0, settings.array())
        .slot(end)
        .number(TCSETS)
        .arena(0);
  }
}
