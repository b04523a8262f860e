package dev.ringfence.trace.random;

import dev.ringfence.core.Rng;
import java.util.List;

/// Processes of several users, and whom the objects of System V belong to.
final class UserMoves extends Moves {
  private static final int KEY = 1234;
  private static final int CREATE = 01000;
  private static final int EXCLUSIVE = 02000;
  private static final int SET = 1;
  private static final int STAT = 2;
  private final int kind;

  UserMoves(Rng rng, int slots) {
    super(rng, slots);
    kind = below(3);
  }

  @Override
  List<Move> prelude() {
    return listOf(get(0, CREATE | mode()), change(0, 1 + below(2)));
  }

  private long mode() {
    return of(0600, 0660, 0666, 0606, 0640, 0, 0400, 0020, 0002);
  }

  private long user() {
    return of(0, 1000, 1000, 1001, 1002, -1);
  }

  private Move get(int process, long flags) {
    return switch (kind) {
      case 0 -> Move.call(process, Numbers.MSGGET).number(KEY, flags).to(slots).as('o');
      case 1 -> Move.call(process, Numbers.SEMGET).number(KEY, 1, flags).to(slots).as('o');
      default -> Move.call(process, Numbers.SHMGET).number(KEY, 4096, flags).to(slots).as('o');
    };
  }

  private Move control(int process, int command) {
    Move move =
        switch (kind) {
          case 0 -> Move.call(process, Numbers.MSGCTL).slot(slots);
          case 1 -> Move.call(process, Numbers.SEMCTL).slot(slots).number(0);
          default -> Move.call(process, Numbers.SHMCTL).slot(slots);
        };
    return move.number(command).arena(0);
  }

  /// Another owner, another group, other permissions.
  private Move change(int process, int what) {
    return what == 0
        ? control(process, SET).ints(0, 0, (int) user(), 1000)
        : control(process, SET)
            .fill(0, new byte[128])
            .ints(4, (int) of(0, 1000, 1001), (int) of(0, 1000, 1001))
            .ints(20, (int) mode())
            .longs(88, of(16384, 100, 1));
  }

  @Override
  Move next(int process) {
    return switch (below(16)) {
      case 0, 1, 2 -> Move.call(process, Numbers.SETRESUID).number(user(), user(), user());
      case 3 -> Move.call(process, Numbers.SETRESGID).number(user(), user(), user());
      case 4, 5, 6 -> get(process, mode());
      case 7 -> get(process, CREATE | mode() | of(0, EXCLUSIVE));
      case 8, 9 -> control(process, STAT).out(4, 18);
      case 10 -> change(process, 1);
      case 11 -> rarely() ? control(process, 0) : change(process, below(2));
      case 12 -> Move.call(process, Numbers.KILL).slot(below(4)).number(0);
      default -> use(process);
    };
  }

  private Move use(int process) {
    return switch (kind) {
      case 0 ->
          below(2) == 0
              ? Move.call(process, Numbers.MSGSND).longs(0, 1).slot(slots).arena(0).number(5, 04000)
              : Move.call(process, Numbers.MSGRCV).slot(slots).arena(0).number(9, 0, 04000);
      case 1 ->
          below(2) == 0
              ? Move.call(process, Numbers.SEMCTL)
                  .slot(slots)
                  .number(0, of(11, 12, 14, 16), 1)
                  .as('o')
              : Move.call(process, Numbers.SEMOP)
                  .longs(0, of(0x1_0000, 0, 0xFFFF_0000L) | 04000L << 32)
                  .slot(slots)
                  .arena(0)
                  .number(1);
      default -> Move.call(process, Numbers.SHMAT).slot(slots).number(0, of(0, 010000)).as('o');
    };
  }
}
