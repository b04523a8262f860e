package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import dev.ringfence.trace.Request;
import java.util.List;

/// A controlling terminal, with the leader of its session and two others in groups of their own:
/// who is in the foreground changes, and those in the background are stopped.
final class ControlMoves extends Moves {
  /// The leader, and its children.
  private static final int LEADER = 7;

  private static final int FIRST = 5;
  private static final int SECOND = 6;

  private static final int OPEN = 2;
  private static final int NOCTTY = 0402;
  private static final int UNLOCK = 0x40045431;
  private static final int PEER = 0x5441;
  private static final int TCSETS = 0x5402;
  private static final int TCFLSH = 0x540B;
  private static final int TIOCSCTTY = 0x540E;
  private static final int TIOCSPGRP = 0x5410;
  private static final int TIOCNOTTY = 0x5422;
  private static final int INT = 2;
  private static final int CONT = 18;
  private static final int TTIN = 21;
  private static final int TTOU = 22;
  private static final int RESTART = 0x10000000;
  private static final String[] TYPED = {"a\n", "bc\n", "d", "\003", "\032", "\034", "\004", "e\n"};

  ControlMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  int processes() {
    return FIRST;
  }

  @Override
  List<Move> prelude() {
    return listOf(
        new Move(0, 'A', 0).number(INT, 2, of(0, RESTART)),
        action(0),
        Move.call(0, Numbers.OPEN).text(0, "/dev/ptmx").arena(0).number(NOCTTY, 0).to(slots),
        Move.call(0, Numbers.IOCTL).ints(0, 0).slot(slots).number(UNLOCK).arena(0),
        Move.fork(0, LEADER),
        Move.call(LEADER, Numbers.SETSID).as('o'),
        Move.call(LEADER, Numbers.IOCTL).slot(slots).number(PEER, OPEN).to(slots + 1),
        Move.fork(LEADER, FIRST),
        Move.call(FIRST, Numbers.SETPGID).number(0, 0),
        Move.fork(LEADER, SECOND),
        below(3) == 0
            ? Move.call(SECOND, Numbers.SETPGID).number(0).slot(FIRST)
            : Move.call(SECOND, Numbers.SETPGID).number(0, 0));
  }

  @Override
  Move next(int process) {
    int who = FIRST + below(3);
    int other = FIRST + below(3);
    return switch (below(20)) {
      case 0, 1, 2, 3 -> read(who, slots + 1);
      case 4, 5 -> write(who, slots + 1, TYPED[below(2)]);
      case 6, 7, 8 -> write(0, slots, TYPED[below(TYPED.length)]);
      case 9 -> read(0, slots);
      case 10, 11, 12 ->
          Move.call(who, Numbers.IOCTL)
              .fromSlot(0, other)
              .slot(slots + 1)
              .number(TIOCSPGRP)
              .arena(0);
      case 13 -> settings(who);
      case 14, 15 -> Move.call(below(2) == 0 ? 0 : who, Numbers.KILL).slot(other).number(CONT);
      case 16 -> action(who);
      case 17 ->
          Move.call(LEADER, Numbers.WAIT4)
              .ints(0, 0)
              .number(-1)
              .arena(0)
              .number(of(1, 3, 11), 0)
              .as('p')
              .out(0, 4);
      case 18 ->
          below(2) == 0
              ? Move.call(who, Numbers.SETPGID).number(0).slot(other)
              : Move.call(who, Numbers.SIGPROCMASK)
                  .longs(0, 1L << of(TTIN, TTOU) - 1)
                  .number(below(2))
                  .arena(0)
                  .number(0, 8);
      default -> rare(who);
    };
  }

  /// Made again after a handler, a call from the background would be signalled for ever.
  private Move action(int who) {
    return new Move(who, 'A', 0).number(of(TTIN, TTOU), below(3), 0);
  }

  private Move rare(int who) {
    return switch (below(5)) {
      case 0 -> Move.call(0, Numbers.CLOSE).slot(slots);
      case 1 -> Move.call(who, Numbers.IOCTL).slot(slots + 1).number(TIOCNOTTY);
      case 2 -> Move.call(who, Numbers.IOCTL).slot(slots + 1).number(TIOCSCTTY, 0);
      case 3 -> Move.call(who, Numbers.EXIT).number(1);
      default -> Move.call(who, Numbers.IOCTL).slot(slots + 1).number(TCFLSH, below(3));
    };
  }

  private Move read(int process, int end) {
    return Move.call(process, Numbers.READ)
        .slot(end)
        .arena(BUFFER)
        .number(of(1, 10))
        .out(BUFFER, -1);
  }

  /// Lines and signals or not, and whether writers in the background are stopped.
  private Move settings(int process) {
    var settings = Request.buffer(36);
    int local =
        0x8000 | (int) of(0, 1, 1) | (int) of(0, 2, 2) | (int) of(0, 0x80) | (int) of(0, 0x100);
    settings.putInt(0x500).putInt(5).putInt(0xBF).putInt(local).put((byte) 0);
    settings.put(new byte[] {3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26});
    settings.put(new byte[] {0, 18, 15, 23, 22, 0, 0, 0});
    return Move.call(process, Numbers.IOCTL)
        .fill(0, settings.array())
        .slot(slots + 1)
        .number(TCSETS)
        .arena(0);
  }
}
