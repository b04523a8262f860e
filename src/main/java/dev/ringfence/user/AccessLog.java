package dev.ringfence.user;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The accesses to memory that the threads of a process have made since somebody looked, in the
/// order in which they were made.
public final class AccessLog {
  /// What an access does, as bits.
  public static final int WRITES = 1;

  public static final int ATOMIC = 2;

  /// It hands on what came before, by [dev.ringfence.c.AccessOrder#SEQUENTIAL].
  public static final int ORDERS = 4;

  /// It reads as well as writes, in one step.
  public static final int EXCHANGES = 8;

  /// The most bytes that are one access; longer ones are noted as several.
  private static final int MOST = 1 << 15;

  private static final int WORDS = 3;

  /// Is shown accesses.
  public interface Reader {
    /// @param place the line of the user's program, as [dev.ringfence.c.Program#lines] packs it
    /// @param time of its beginning, in cycles
    void access(Context thread, long address, int size, int how, int place, long time);
  }

  private long[] words = new long[256];
  private int size;
  private final List<Context> threads = new ArrayList<>();
  private int[] begins = new int[4];

  void add(Context thread, long address, int bytes, int how, int place, long time) {
    if (threads.isEmpty() || threads.getLast() != thread) {
      if (threads.size() == begins.length) {
        begins = Arrays.copyOf(begins, 2 * begins.length);
      }
      begins[threads.size()] = size;
      threads.add(thread);
    }
    long at = address;
    for (int left = bytes; left > 0; left -= MOST) {
      int part = Math.min(left, MOST);
      if (size + WORDS > words.length) {
        words = Arrays.copyOf(words, 2 * words.length);
      }
      words[size] = at;
      words[size + 1] = (long) how << 48 | (long) part << 32 | place & 0xFFFF_FFFFL;
      words[size + 2] = time;
      size += WORDS;
      at += part;
    }
  }

  /// Shows all accesses, and forgets them.
  public void take(Reader reader) {
    int turn = -1;
    for (int at = 0; at < size; at += WORDS) {
      while (turn + 1 < threads.size() && begins[turn + 1] <= at) {
        turn++;
      }
      long what = words[at + 1];
      reader.access(
          threads.get(turn),
          words[at],
          (int) (what >>> 32) & 0xFFFF,
          (int) (what >>> 48),
          (int) what,
          words[at + 2]);
    }
    threads.clear();
    size = 0;
  }
}
