package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import dev.ringfence.trace.Request;
import java.util.List;

/// Locks on a file, of both kinds.
final class LockMoves extends Moves {
  private static final int CREATE = 0102;
  private static final int NONBLOCKING = 4;
  private static final int HIGH = 40;

  /// What is locked: a pipe, a pair of sockets, event counters, or mostly a file.
  private final int kind;

  LockMoves(Rng rng, int slots) {
    super(rng, slots);
    kind = below(6);
  }

  @Override
  List<Move> prelude() {
    int low = slots + 3;
    return switch (kind) {
      case 0 -> ends(Move.call(0, Numbers.PIPE).arena(0).toPair(slots));
      case 1 -> ends(Move.call(0, Numbers.SOCKETPAIR).number(1, 1, 0).arena(0).toPair(slots));
      case 2 ->
          listOf(
              Move.call(0, Numbers.EVENTFD).number(0, 0).to(low),
              high(low, slots),
              high(low, slots + 1),
              Move.call(0, Numbers.EVENTFD).number(0, 0).to(low),
              high(low, slots + 2));
      default -> ofFile(low);
    };
  }

  private List<Move> ends(Move pair) {
    return listOf(pair, high(slots, slots + 2), high(slots + 1, slots + 1), high(slots, slots));
  }

  private List<Move> ofFile(int low) {
    return listOf(
        open(0, low), high(low, slots), high(low, slots + 1), open(0, low), high(low, slots + 2));
  }

  /// A descriptor that nothing else ever has, in no process.
  private Move high(int from, int slot) {
    return Move.call(0, Numbers.FCNTL).slot(from).number(0, HIGH + slots).to(slot);
  }

  private Move open(int process, int slot) {
    return Move.call(process, Numbers.OPEN)
        .fill(0, (byte) 'a', (byte) 0)
        .arena(0)
        .number(CREATE, 0600)
        .to(slot);
  }

  @Override
  Move next(int process) {
    switch (below(8)) {
      case 0, 1, 2 -> {
        return Move.call(process, Numbers.FLOCK)
            .slot(slots + below(3))
            .number(of(1, 2, 2, 8) | (below(2) == 0 ? NONBLOCKING : 0));
      }
      case 3, 4, 5, 6 -> {
        return record(process);
      }
      default -> {
        return rarely()
            ? Move.call(process, Numbers.CLOSE).slot(slots + below(3))
            : Move.call(process, Numbers.FLOCK).slot(slots + below(3)).number(8);
      }
    }
  }

  /// A lock on bytes: asks for one, sets it, or waits for it.
  private Move record(int process) {
    var lock = Request.buffer(32);
    lock.putShort(0, (short) below(3));
    lock.putLong(8, below(4)).putLong(16, of(0, 1, 1, 2, 3));
    // Of a process, or of an open file description.
    int command = (int) of(5, 6, 6, 7, 7, 36, 37, 37, 38, 38);
    return Move.call(process, Numbers.FCNTL)
        .fill(0, lock.array())
        .slot(slots + below(3))
        .number(command)
        .arena(0)
        .out(0, command == 5 || command == 36 ? 2 : 0);
  }
}
