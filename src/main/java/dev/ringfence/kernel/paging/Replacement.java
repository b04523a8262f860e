package dev.ringfence.kernel.paging;

import dev.ringfence.core.Rng;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/// Chooses the page that gives its frame to another: a policy over all frames of the machine.
abstract sealed class Replacement {
  /// What a policy may know of frames.
  interface View {
    /// Frames have numbers from 0 to this (excluded).
    int frames();

    /// Whether the frame holds a page that can be put away now.
    boolean isEvictable(int frame);

    /// Whether the page has been used since this was last asked: the accessed bits of all entries
    /// that map it, which are cleared.
    boolean takeAccessed(int frame);

    /// Cycles for which the process that uses the page has executed.
    long virtualTime(int frame);
  }

  /// What [#victim] returns when no page can be put away.
  static final int NONE = -1;

  final View view;

  private Replacement(View view) {
    this.view = view;
  }

  /// A policy by its name in scenarios.
  ///
  /// @param window cycles of execution without use after which a page leaves the working set
  static Replacement of(ReplacementPolicy policy, View view, long seed, long window) {
    return switch (policy) {
      case LRU_CLOCK -> new Clock(view);
      case FIFO -> new Fifo(view);
      case RANDOM -> new Random(view, seed);
      case WORKING_SET -> new WorkingSet(view, window);
    };
  }

  /// A page has come into the frame.
  void loaded(int frame) {}

  /// The frame whose page goes next, or [#NONE].
  abstract int victim();

  /// Least recently used, as the clock approximates it: the hand goes over the frames and takes the
  /// first whose page has not been used since it came by last.
  static final class Clock extends Replacement {
    private int hand;

    private Clock(View view) {
      super(view);
    }

    @Override
    int victim() {
      for (int turns = 2 * view.frames() + 1; turns > 0; turns--) {
        hand = hand + 1 < view.frames() ? hand + 1 : 0;
        if (view.isEvictable(hand) && !view.takeAccessed(hand)) {
          return hand;
        }
      }
      return NONE;
    }
  }

  /// The page that has been in memory longest, used or not.
  static final class Fifo extends Replacement {
    private record Arrival(int frame, long number) {}

    private final Deque<Arrival> order = new ArrayDeque<>();
    private long[] last = new long[64];
    private long count;

    private Fifo(View view) {
      super(view);
    }

    @Override
    void loaded(int frame) {
      if (frame >= last.length) {
        last = Arrays.copyOf(last, frame + 1 + frame / 4);
      }
      last[frame] = ++count;
      order.add(new Arrival(frame, count));
    }

    @Override
    int victim() {
      for (Iterator<Arrival> all = order.iterator(); all.hasNext(); ) {
        Arrival oldest = all.next();
        if (last[oldest.frame] != oldest.number) {
          all.remove();
        } else if (view.isEvictable(oldest.frame)) {
          all.remove();
          return oldest.frame;
        }
      }
      return NONE;
    }
  }

  /// Any page.
  static final class Random extends Replacement {
    /// How often one is drawn before the next best is taken.
    private static final int DRAWS = 64;

    private final Rng random;

    private Random(View view, long seed) {
      super(view);
      random = new Rng(seed);
    }

    @Override
    int victim() {
      int frame = 0;
      for (int tries = 0; tries < DRAWS; tries++) {
        frame = (int) random.below(view.frames());
        if (view.isEvictable(frame)) {
          return frame;
        }
      }
      for (int i = 0; i < view.frames(); i++) {
        frame = frame + 1 < view.frames() ? frame + 1 : 0;
        if (view.isEvictable(frame)) {
          return frame;
        }
      }
      return NONE;
    }
  }

  /// The clock over working sets (WSClock): a page goes when its process has executed for longer
  /// than a window without using it; if there is none, the one that was used longest ago.
  static final class WorkingSet extends Replacement {
    private final long window;
    private long[] used = new long[64];
    private int hand;

    private WorkingSet(View view, long window) {
      super(view);
      this.window = window;
    }

    @Override
    void loaded(int frame) {
      if (frame >= used.length) {
        used = Arrays.copyOf(used, frame + 1 + frame / 4);
      }
      used[frame] = view.virtualTime(frame);
    }

    @Override
    int victim() {
      int oldest = NONE;
      long oldestAge = -1;
      for (int turns = view.frames(); turns > 0; turns--) {
        hand = hand + 1 < view.frames() ? hand + 1 : 0;
        if (hand >= used.length || !view.isEvictable(hand)) {
          continue;
        }
        long now = view.virtualTime(hand);
        if (view.takeAccessed(hand)) {
          used[hand] = now;
        }
        long age = Math.max(0, now - used[hand]);
        if (age > window) {
          return hand;
        }
        if (age > oldestAge) {
          oldestAge = age;
          oldest = hand;
        }
      }
      return oldest;
    }
  }
}
