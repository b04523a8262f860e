package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// Two pipes and a file, between which the kernel moves bytes.
final class SpliceMoves extends Moves {
  private static final int FIONREAD = 0x541B;
  private static final int NONBLOCK = 2;
  private static final int SETPIPE_SZ = 1031;

  SpliceMoves(Rng rng, int slots) {
    super(rng, slots);
  }

  @Override
  List<Move> prelude() {
    return listOf(
        Move.call(0, Numbers.PIPE).arena(0).toPair(slots).out(0, 8),
        Move.call(0, Numbers.PIPE).arena(0).toPair(slots + 2).out(0, 8),
        Move.call(0, Numbers.OPEN).text(0, "b").arena(0).number(0102, 0600).to(slots + 4),
        Move.call(0, Numbers.SOCKETPAIR).number(1, 1, 0).arena(0).toPair(slots + 5).out(0, 8));
  }

  @Override
  Move next(int process) {
    return switch (below(16)) {
      case 0, 1, 2 -> write(process);
      case 3, 4, 5 -> read(process);
      case 6, 7, 8, 9, 10, 11 -> splice(process);
      case 12, 13 ->
          Move.call(process, Numbers.TEE).slot(any()).slot(any()).number(size(), flags());
      case 14 -> Move.call(process, Numbers.IOCTL).slot(any()).number(FIONREAD).arena(0).out(0, 4);
      default ->
          below(2) == 0
              ? Move.call(process, Numbers.FCNTL)
                  .slot(slots + below(4))
                  .number(SETPIPE_SZ, of(4096, 8192, 65536))
              : rarely()
                  ? Move.call(process, Numbers.CLOSE).slot(any())
                  : Move.call(process, Numbers.LSEEK).slot(slots + 4).number(0, 0);
    };
  }

  private int any() {
    return slots + (int) of(0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6);
  }

  private long size() {
    return of(0, 1, 3, 10, 100, 4096, 5000, 65536);
  }

  private long flags() {
    return of(0, NONBLOCK, NONBLOCK, NONBLOCK | 1);
  }

  private Move splice(int process) {
    int ends = below(5);
    int in = ends < 3 ? slots + 2 * below(2) : any();
    int out = ends < 3 ? slots + (int) of(1, 3, 4, 5) : any();
    // Whoever waits for a socket keeps the pipe locked on Linux.
    long flags = in >= slots + 5 ? NONBLOCK : flags();
    Move move = Move.call(process, Numbers.SPLICE).longs(0, below(5), below(5)).slot(in);
    given(move, 0).slot(out);
    return given(move, 8).number(size(), flags).out(0, 16);
  }

  private Move given(Move move, int offset) {
    return below(8) == 0 ? move.arena(offset) : move.number(0);
  }

  private Move write(int process) {
    int size = (int) of(1, 3, 10, 100, 4000, 4096, 8192);
    return Move.call(process, Numbers.WRITE)
        .fill(BUFFER, bytes(process, Math.min(size, 64)))
        .slot(slots + (int) of(1, 3, 1, 3, 4, 5))
        .arena(BUFFER)
        .number(size);
  }

  private Move read(int process) {
    int from = (int) of(0, 2, 0, 2, 4, 6);
    return Move.call(process, Numbers.READ)
        .slot(slots + from)
        .arena(BUFFER)
        .number(of(1, 2, 10, 100, 5000))
        .out(BUFFER, -1);
  }
}
