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
/// follow until the next such place, also in functions that the body takes in and behind them.
final class Stretches {
  /// The most cycles of a stretch of several blocks: what a slice's last part is interpreted for.
  private static final long LONGEST = 500;

  private final HotCode hot;
  private final NavigableSet<Integer> blocks;
  private final long tail;
  private final long longest;
  private final Set<Integer> starts = new HashSet<>();
  private final Map<Integer, Long> cycles = new HashMap<>();

  private Stretches(HotCode hot, NavigableSet<Integer> blocks, long tail, long longest) {
    this.hot = hot;
    this.blocks = blocks;
    this.tail = tail;
    this.longest = longest;
    blocks.forEach(this::findStarts);
  }

  /// Those of some blocks of the function that a body begins in.
  static Stretches of(HotCode hot, NavigableSet<Integer> blocks, Start start) {
    Stretches all = new Stretches(hot, blocks, 0, LONGEST);
    if (start.calls().isEmpty()) {
      all.starts.add(start.instruction());
    }
    return all.measured();
  }

  /// Those of some blocks of a function that is taken in where an instruction calls it.
  ///
  /// @param start where the body begins, if it does in one of them, or -1
  Stretches within(int call, NavigableSet<Integer> taken, int start) {
    Stretches all = new Stretches(hot, taken, goesOn(call + 1), Long.MAX_VALUE);
    if (start >= 0) {
      all.starts.add(start);
    }
    return all.measured();
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

  /// All successors but starts lie behind a block, and have been measured before it.
  private Stretches measured() {
    blocks.descendingSet().forEach(this::measure);
    return this;
  }

  private void measure(int block) {
    int last = hot.flow.last(block);
    long most = following(block, last);
    if (hot.flow.cyclesFrom(block) + most > longest) {
      starts.addAll(hot.flow.successors(block));
      most = following(block, last);
    }
    cycles.put(block, hot.flow.cyclesFrom(block) + most);
  }

  /// The most cycles of a stretch that follow a block.
  private long following(int block, int last) {
    Function taken = hot.inlining.taken(last);
    if (taken != null) {
      return within(last, hot.taken(last, taken, taken.entry()), -1).cycles(taken.entry());
    }
    if (Op.op(hot.program.code()[last]) == Op.RET) {
      return tail;
    }
    long most = 0;
    for (int next : hot.flow.successors(block)) {
      most = Math.max(most, goesOn(next));
    }
    return most;
  }

  private long goesOn(int block) {
    return blocks.contains(block) && !begins(block) ? cycles(block) : 0;
  }
}
