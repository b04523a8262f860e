package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// A directory and its files that are watched while they are changed.
final class InotifyMoves extends Moves {
  private static final int ALL = 0xFFF;
  private static final int NONBLOCK = 04000;
  private static final int FIONREAD = 0x541B;
  private static final String[] PATHS = {"c/a", "c/b", "c/c", "d", "c", "c/a", "c/b"};

  InotifyMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        Move.call(0, Numbers.MKDIR).text(0, "c").arena(0).number(0700),
        open(0, "c/a", 0102).to(slots),
        Move.call(0, Numbers.INOTIFY).number(of(0, NONBLOCK)).to(slots + 1),
        watch(0, "c", ALL),
        watch(0, "c/a", ALL));
  }

  private static Move open(int process, String path, int flags) {
    return Move.call(process, Numbers.OPEN).text(0, path).arena(0).number(flags, 0600);
  }

  private Move watch(int process, String path, long mask) {
    return Move.call(process, Numbers.INOTIFY_ADD)
        .text(0, path)
        .slot(slots + 1)
        .arena(0)
        .number(mask);
  }

  private String path() {
    return PATHS[below(PATHS.length)];
  }

  @Override
  Move next(int process) {
    return switch (below(20)) {
      case 0, 1, 2, 3, 4, 5, 6 -> read(process);
      case 7 -> open(process, path(), (int) of(0102, 01102, 0, 0302)).to(slots);
      case 8 -> Move.call(process, Numbers.CLOSE).slot(slots);
      case 9 ->
          Move.call(process, Numbers.WRITE)
              .fill(BUFFER, bytes(process, 3))
              .slot(slots)
              .arena(BUFFER)
              .number(of(0, 3, 3));
      case 10 -> Move.call(process, Numbers.READ).slot(slots).arena(BUFFER).number(of(0, 3));
      case 11, 12 -> rename(process);
      case 13, 14, 15 -> Move.call(process, Numbers.UNLINK).text(0, path()).arena(0);
      case 16 ->
          below(2) == 0
              ? Move.call(process, Numbers.MKDIR).text(0, path()).arena(0).number(0700)
              : Move.call(process, Numbers.RMDIR).text(0, "d").arena(0);
      case 17 ->
          below(2) == 0
              ? Move.call(process, Numbers.CHMOD).text(0, path()).arena(0).number(of(0600, 0700))
              : Move.call(process, Numbers.TRUNCATE).text(0, path()).arena(0).number(below(2));
      case 18 -> watch(process, path(), mask());
      default ->
          below(2) == 0
              ? Move.call(process, Numbers.INOTIFY_REMOVE).slot(slots + 1).number(1 + below(3))
              : Move.call(process, Numbers.IOCTL)
                  .slot(slots + 1)
                  .number(FIONREAD)
                  .arena(0)
                  .out(0, 4);
    };
  }

  private long mask() {
    return of(ALL, 2, 0x20, 0x300)
        | of(0, 0, 1L << 31, 0x2000_0000, 0x1000_0000, 0x0100_0000, 0x0400_0000);
  }

  /// One event, or two without names: its watch and what has happened.
  private Move read(int process) {
    return Move.call(process, Numbers.READ)
        .slot(slots + 1)
        .arena(BUFFER)
        .number(of(32, 32, 32, 16, 64))
        .out(BUFFER, 8);
  }

  private Move rename(int process) {
    return Move.call(process, Numbers.RENAME).text(0, path()).text(100, path()).arena(0).arena(100);
  }
}
