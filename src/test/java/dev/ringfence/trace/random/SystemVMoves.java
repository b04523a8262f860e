package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import dev.ringfence.trace.Request;
import java.util.List;

/// Message queues, semaphores and shared memory of System V.
final class SystemVMoves extends Moves {
  private static final int NOWAIT = 04000;
  private static final int MODE = 0600;
  private static final int STAT = 2;
  private static final int UNDO = 0x1000;
  private final int what;

  /// @param what 0 for message queues, 1 for semaphores, 2 for shared memory
  SystemVMoves(Rng rng, int slots, int what) {
    super(rng, slots);
    this.what = what;
  }

  @Override
  List<Move> prelude() {
    return switch (what) {
      case 0 -> listOf(Move.call(0, Numbers.MSGGET).number(0, MODE).to(slots).as('o'));
      case 1 -> listOf(Move.call(0, Numbers.SEMGET).number(0, 3, MODE).to(slots).as('o'));
      default ->
          listOf(
              Move.call(0, Numbers.SHMGET).number(0, of(1, 4096, 10000), MODE).to(slots).as('o'),
              Move.call(0, Numbers.SHMAT).slot(slots).number(0, 0).to(slots + 1).as('o'));
    };
  }

  @Override
  Move next(int process) {
    return switch (what) {
      case 0 -> message(process);
      case 1 -> semaphore(process);
      default -> segment(process);
    };
  }

  private Move message(int process) {
    switch (below(12)) {
      case 0, 1, 2, 3 -> {
        int size = (int) of(0, 1, 10, 100, 1000, 4000, 8000, 8192, 8193);
        return Move.call(process, Numbers.MSGSND)
            .longs(BUFFER - 8, of(1, 1, 2, 3, 4, 0, -1))
            .fill(BUFFER, bytes(process, Math.min(size, 16)))
            .slot(slots)
            .arena(BUFFER - 8)
            .number(size, below(3) == 0 ? NOWAIT : 0);
      }
      case 4, 5, 6, 7, 8 -> {
        return Move.call(process, Numbers.MSGRCV)
            .slot(slots)
            .arena(BUFFER - 8)
            .number(of(8192, 8192, 5, 0, 100), of(0, 0, 1, 2, 3, -1, -2, -3), receiveFlags())
            .out(BUFFER - 8, -9);
      }
      case 9 -> {
        // The bytes and messages in the queue, and its room.
        return Move.call(process, Numbers.MSGCTL).slot(slots).number(STAT).arena(0).out(72, 24);
      }
      case 10 -> {
        // Another owner's mode, and room for other messages.
        return Move.call(process, Numbers.MSGCTL)
            .ints(0, 0, 0, 0, 0, 0, MODE)
            .longs(88, of(1, 100, 1000, 8192, 16384))
            .slot(slots)
            .number(1)
            .arena(0);
      }
      default -> {
        return rarely()
            ? Move.call(process, Numbers.MSGCTL).slot(slots).number(0, 0)
            : Move.call(process, Numbers.MSGCTL).slot(slots).number(STAT).arena(0).out(20, 2);
      }
    }
  }

  private long receiveFlags() {
    return of(0, 0, NOWAIT, 010000, 010000 | NOWAIT, 020000, 020000 | NOWAIT, 040000 | NOWAIT);
  }

  private Move semaphore(int process) {
    switch (below(14)) {
      case 0, 1, 2, 3, 4, 5, 6 -> {
        int count = 1 + (below(3) == 0 ? 1 + below(2) : 0);
        var operations = Request.buffer(6 * count);
        for (int i = 0; i < count; i++) {
          operations.putShort((short) (below(100) == 0 ? of(3, -1) : below(3)));
          operations.putShort((short) of(-2, -1, -1, 0, 1, 1, 2));
          operations.putShort((short) of(0, 0, 0, NOWAIT, UNDO, UNDO, UNDO | NOWAIT));
        }
        return Move.call(process, Numbers.SEMOP)
            .fill(0, operations.array())
            .slot(slots)
            .arena(0)
            .number(count);
      }
      case 7 -> {
        return Move.call(process, Numbers.SEMCTL)
            .slot(slots)
            .number(below(3), 16, of(0, 1, 2, 5, 32767, 32768, -1));
      }
      case 8, 9 -> {
        // GETVAL, GETNCNT and GETZCNT.
        return Move.call(process, Numbers.SEMCTL).slot(slots).number(below(3), of(12, 14, 15), 0);
      }
      case 10, 11 -> {
        return Move.call(process, Numbers.SEMCTL).slot(slots).number(0, 13).arena(0).out(0, 6);
      }
      case 12 -> {
        return Move.call(process, Numbers.SEMCTL)
            .ints(0, below(3) | below(3) << 16, below(3))
            .slot(slots)
            .number(0, 17)
            .arena(0);
      }
      default -> {
        return rarely()
            ? Move.call(process, Numbers.SEMCTL).slot(slots).number(0, 0, 0)
            : Move.call(process, Numbers.SEMCTL).slot(slots).number(below(3), 11, 0).as('p');
      }
    }
  }

  private Move segment(int process) {
    switch (below(9)) {
      case 0, 1, 2 -> {
        Move poke = new Move(process, 'P', 0);
        return poke.slot(slots + 1).fill(0, bytes(process, 4));
      }
      case 3, 4, 5 -> {
        return new Move(process, 'G', 0).slot(slots + 1).out(0, 4);
      }
      case 6 -> {
        // How many have attached it.
        return Move.call(process, Numbers.SHMCTL).slot(slots).number(STAT).arena(0).out(88, 8);
      }
      case 7 -> {
        return rarely()
            ? Move.call(process, Numbers.SHMCTL).slot(slots).number(0, 0)
            : Move.call(process, Numbers.SHMCTL).slot(slots).number(STAT).arena(0).out(48, 8);
      }
      default -> {
        return below(3) == 0
            ? Move.call(process, Numbers.SHMDT).slot(slots + 1)
            : Move.call(process, Numbers.SHMAT)
                .slot(slots)
                .number(0, of(0, 010000))
                .to(slots + 1)
                .as('o');
      }
    }
  }
}
