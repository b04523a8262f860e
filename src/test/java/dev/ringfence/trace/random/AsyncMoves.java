package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// Pipes and sockets of which processes are told by signals that are queued: of others it depends
// on
/// who runs first how many there are.
final class AsyncMoves extends Moves {
  private static final int OTHER = 41;
  private static final int QUEUED = 40;
  private static final int SETFL = 4;
  private static final int SETOWN = 8;
  private static final int GETOWN = 9;
  private static final int SETSIG = 10;
  private static final int NONBLOCK = 04000;
  private static final int ASYNC = 020000;
  private static final int DONTWAIT = 0x40;
  private static final int NOSIGNAL = 0x4000;
  private final boolean pipe;

  AsyncMoves(Rng rng, int slots) {
    super(rng, slots);
    pipe = below(3) == 0;
  }

  @Override
  List<Move> prelude() {
    // Each call on a pipe that waits tells the other end's owner first, which may be itself: were
    // it made again after the handler it would never wait.
    return listOf(
        new Move(0, 'A', 0).number(OTHER, 2, 0),
        new Move(0, 'A', 0).number(QUEUED, 2, 0),
        pipe
            ? Move.call(0, Numbers.PIPE).arena(0).toPair(slots).out(0, 8)
            : Move.call(0, Numbers.SOCKETPAIR)
                .number(1, of(1, 1, 2, 5), 0)
                .arena(0)
                .toPair(slots)
                .out(0, 8),
        signal(0, slots),
        signal(0, slots + 1),
        owner(0, slots),
        owner(0, slots + 1),
        flags(0, slots),
        flags(0, slots + 1));
  }

  private Move owner(int process, int end) {
    return Move.call(process, Numbers.FCNTL).slot(end).number(SETOWN).slot(below(2));
  }

  private Move signal(int process, int end) {
    return Move.call(process, Numbers.FCNTL).slot(end).number(SETSIG, of(OTHER, QUEUED));
  }

  private Move flags(int process, int end) {
    return Move.call(process, Numbers.FCNTL).slot(end).number(SETFL, of(ASYNC, ASYNC, 0, NONBLOCK));
  }

  @Override
  Move next(int process) {
    int end = slots + below(2);
    return switch (below(18)) {
      case 0, 1, 2, 3 ->
          pipe
              ? write(process, slots + 1)
              : Move.call(process, Numbers.SENDTO)
                  .fill(BUFFER, bytes(process, 10))
                  .slot(end)
                  .arena(BUFFER)
                  .number(of(0, 1, 10), NOSIGNAL, 0, 0);
      case 4, 5, 6 ->
          pipe
              ? Move.call(process, Numbers.READ)
                  .slot(slots)
                  .arena(BUFFER)
                  .number(of(1, 10, 5000))
                  .out(BUFFER, -1)
              // Of several who wait at a socket Linux remembers the last one alone.
              : Move.call(process, Numbers.RECVFROM)
                  .slot(end)
                  .arena(BUFFER)
                  .number(of(1, 10, 5000), DONTWAIT, 0, 0)
                  .out(BUFFER, 5);
      case 7, 8 -> owner(process, end);
      case 9, 10 -> flags(process, end);
      case 11 -> signal(process, end);
      case 12 -> Move.call(process, Numbers.FCNTL).slot(end).number(GETOWN, 0).as('p');
      case 13, 14, 15 -> new Move(process, 'N', 0).number(of(OTHER, QUEUED));
      case 16 -> write(process, end);
      default ->
          rarely()
              ? Move.call(process, Numbers.CLOSE).slot(end)
              : pipe
                  ? Move.call(process, Numbers.PAUSE)
                  : Move.call(process, Numbers.SHUTDOWN).slot(end).number(below(3));
    };
  }

  private Move write(int process, int end) {
    return Move.call(process, Numbers.WRITE)
        .fill(BUFFER, bytes(process, 5))
        .slot(end)
        .arena(BUFFER)
        .number(pipe ? 5 : of(5, 5, 4096, 65536));
  }
}
