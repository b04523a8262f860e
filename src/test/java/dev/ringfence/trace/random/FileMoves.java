package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// A file that is open twice, and one without a name that can be sealed.
final class FileMoves extends Moves {
  private static final int OPEN = 0102;
  private static final int APPEND = 02000;
  private static final int ALLOW_SEALING = 2;
  private static final int ADD_SEALS = 1033;
  private static final int GET_SEALS = 1034;
  private static final int SETFL = 4;

  FileMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        open(slots, OPEN),
        open(slots + 1, OPEN | (int) of(0, APPEND)),
        Move.call(0, Numbers.MEMFD).text(0, "m").arena(0).number(of(0, 2, 2, 3)).to(slots + 2));
  }

  private static Move open(int slot, int flags) {
    return Move.call(0, Numbers.OPEN).text(0, "a").arena(0).number(flags, 0600).to(slot);
  }

  private long size() {
    return of(0, 1, 3, 10, 100, 4096, 5000);
  }

  private long offset() {
    return of(0, 0, 1, 5, 100, 4096, 10000, -1);
  }

  @Override
  Move next(int process) {
    int file = slots + below(3);
    return switch (below(20)) {
      case 0, 1, 2 -> write(process, Numbers.WRITE, file);
      case 3 -> write(process, Numbers.PWRITE, file).number(offset());
      case 4, 5, 6 -> read(process, Numbers.READ, file);
      case 7 -> read(process, Numbers.PREAD, file).number(offset());
      case 8, 9 -> Move.call(process, Numbers.LSEEK).slot(file).number(offset(), of(0, 1, 2, 5));
      case 10 -> Move.call(process, Numbers.FTRUNCATE).slot(file).number(offset());
      case 11 ->
          Move.call(process, Numbers.FALLOCATE)
              .slot(file)
              .number(of(0, 0, 1, 2, 3, file == slots + 2 ? 16 : 8), offset(), size());
      case 12, 13 -> copy(process, file);
      case 14, 15 -> Move.call(process, Numbers.FCNTL).slot(slots + 2).number(ADD_SEALS, seals());
      case 16 -> Move.call(process, Numbers.FCNTL).slot(slots + 2).number(GET_SEALS, 0);
      case 17 ->
          Move.call(process, Numbers.MMAP)
              .number(0, 4096, of(1, 3), of(1, 2))
              .slot(file)
              .number(0)
              .as('o');
      case 18 -> Move.call(process, Numbers.FCNTL).slot(file).number(SETFL, of(0, APPEND));
      default ->
          below(3) == 0
              ? Move.call(process, Numbers.CLOSE).slot(file)
              : Move.call(process, Numbers.FCNTL).slot(file).number(3, 0);
    };
  }

  private long seals() {
    return of(1, 2, 4, 8, 16, 32, ALLOW_SEALING | 4, 0, 64);
  }

  private Move write(int process, int number, int file) {
    int size = (int) size();
    return Move.call(process, number)
        .fill(BUFFER, bytes(process, Math.min(size, 64)))
        .slot(file)
        .arena(BUFFER)
        .number(size);
  }

  private Move read(int process, int number, int file) {
    return Move.call(process, number).slot(file).arena(BUFFER).number(size()).out(BUFFER, -1);
  }

  /// Copies within the kernel, with an offset or without.
  private Move copy(int process, int from) {
    Move move = Move.call(process, Numbers.COPY_RANGE).longs(0, offset(), offset()).slot(from);
    return given(given(move, 0).slot(slots + below(3)), 8).number(size(), 0).out(0, 16);
  }

  private Move given(Move move, int offset) {
    return below(2) == 0 ? move.arena(offset) : move.number(0);
  }
}
