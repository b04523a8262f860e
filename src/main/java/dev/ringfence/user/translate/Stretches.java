package dev.ringfence.user.translate;

import dev.ringfence.c.Function;
import dev.ringfence.c.Op;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;

/// Where a body looks whether its slice lasts: at its start, at heads of loops, behind calls of
/// other bodies and of the kernel, and on the way where that is long. A stretch is all that can
/// follow until the next such place.
final class Stretches {
  /// The most cycles of a stretch of several blocks: what a slice's last part is interpreted for.
  private static final long LONGEST = 500;

  private final HotCode hot;
  private final NavigableSet<Integer> blocks;
  private final Set<Integer> starts = new HashSet<>();
  private final Map<Integer, Long> cycles = new HashMap<>();

  private Stretches(HotCode hot, NavigableSet<Integer> blocks, int start, long longest) {
    this.hot = hot;
    this.blocks = blocks;
    starts.add(start);
    blocks.forEach(this::findStarts);
    blocks.descendingSet().forEach(block -> measure(block, longest));
  }

  /// Those of a body's blocks.
  static Stretches of(HotCode hot, NavigableSet<Integer> blocks, int start) {
    return new Stretches(hot, blocks, start, LONGEST);
  }

  /// Whether a stretch begins at a block.
  boolean begins(int block) {
    return starts.contains(block);
  }

  /// The most cycles from a block to the end of its stretch.
  long cycles(int block) {
    return cycles.getOrDefault(block, 0L);
  }

  private void findStarts(int block) {
    int last = hot.flow.last(block);
    int op = Op.op(hot.program.code()[last]);
    if (op == Op.CALLR || op == Op.SYSCALL || op == Op.CALL && hot.inlining.taken(last) == null) {
      starts.add(last + 1);
    }
    hot.flow.successors(block).stream().filter(next -> next <= block).forEach(starts::add);
  }

  /// All successors but starts lie behind the block, and have been measured.
  private void measure(int block, long longest) {
    Function taken = hot.inlining.taken(hot.flow.last(block));
    long own = hot.flow.cyclesFrom(block) + (taken == null ? 0 : most(taken));
    long rest = 0;
    for (int next : hot.flow.successors(block)) {
      if (blocks.contains(next) && !begins(next)) {
        rest = Math.max(rest, cycles(next));
      }
    }
    if (own + rest > longest) {
      starts.addAll(hot.flow.successors(block));
      rest = 0;
    }
    cycles.put(block, own + rest);
  }

  /// The most cycles that a function takes which a body takes in.
  private long most(Function function) {
    NavigableSet<Integer> all = hot.inlining.blocks(function);
    return new Stretches(hot, all, function.entry(), Long.MAX_VALUE).cycles(function.entry());
  }
}
