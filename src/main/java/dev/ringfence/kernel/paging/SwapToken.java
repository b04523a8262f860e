package dev.ringfence.kernel.paging;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps the pages of one process in memory while all together thrash, so that this one at least
/// comes further: the swap token, as Linux had it (Jiang and Zhang, "Token-ordered LRU", 2005).
///
/// Processes thrash when most pages are put away before those who brought them in have brought in
/// [#FEW] others: so few do not suffice for the code, data and stack of what they are about. Then
/// whoever has to fetch a page gets the token for a while, and after him another one.
final class SwapToken {
  private static final int FEW = 16;

  /// How many of the pages that were put away last are judged, a bit each.
  private static final int SAMPLE = Long.SIZE;

  /// For how long a process has the token, in pages that the device could fetch meanwhile.
  private static final long TENURE = 256;

  /// How many pages a process has brought in.
  private static final class Loads {
    int count;
  }

  private final long tenure;
  private final Map<Occupant, Loads> loads = new IdentityHashMap<>();

  /// By whom the page in a frame was brought in, and how many he had brought in then.
  private @Nullable Loads[] loader = new Loads[64];

  private int[] before = new int[64];
  private long inVain;
  private @Nullable Occupant holder;
  private int last;
  private long until;

  /// @param latency cycles that a page takes to or from the device
  SwapToken(long latency) {
    tenure = TENURE * latency;
  }

  /// Somebody, or nobody in particular, has brought a page into a frame.
  void loaded(int frame, @Nullable Occupant who) {
    if (frame >= before.length) {
      int size = frame + 1 + frame / 4;
      loader = Arrays.copyOf(loader, size);
      before = Arrays.copyOf(before, size);
    }
    Loads own = who == null ? null : loads.computeIfAbsent(who, _ -> new Loads());
    loader[frame] = own;
    before[frame] = own == null ? 0 : own.count++;
  }

  /// The page in a frame is put away.
  void putAway(int frame) {
    Loads who = frame < loader.length ? loader[frame] : null;
    if (who != null) {
      inVain = inVain << 1 | (who.count - before[frame] <= FEW ? 1 : 0);
      loader[frame] = null;
    }
  }

  /// Somebody has to fetch a page: he gets the token if processes thrash and nobody else has it.
  void ask(@Nullable Occupant who, long now) {
    if (holder != null && now >= until) {
      holder = null;
    }
    boolean thrashing = Long.bitCount(inVain) > SAMPLE / 2;
    if (thrashing && holder == null && who != null && who.pid() != last) {
      holder = who;
      last = who.pid();
      until = now + tenure;
    }
  }

  /// Whether somebody has the token.
  boolean isHeld() {
    return holder != null;
  }

  /// Whether he has the token.
  boolean protects(Occupant who) {
    return holder == who;
  }

  /// He has ended.
  void forget(Occupant who) {
    loads.remove(who);
    if (holder == who) {
      holder = null;
    }
  }
}
