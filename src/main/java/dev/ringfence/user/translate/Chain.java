package dev.ringfence.user.translate;

import dev.ringfence.c.Program;
import dev.ringfence.user.Body;
import dev.ringfence.user.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place in a function that bodies take in, as the calls that have come there say which: so that
/// a thread which has stopped in one can go on in one.
final class Chain {
  final List<Integer> calls;
  private final long[] links;

  /// Another one at the same instruction.
  final @Nullable Chain next;

  /// Its body, once there is one.
  @Nullable Body body;

  /// How often the thread will come here until it is hot.
  int untilHot;

  /// @param calls the outermost first
  Chain(Program program, List<Integer> calls, @Nullable Chain next, int untilHot) {
    this.calls = calls;
    this.links = new long[calls.size()];
    for (int i = 0; i < links.length; i++) {
      links[i] = Inlining.link(program, calls.get(links.length - 1 - i));
    }
    this.next = next;
    this.untilHot = untilHot;
  }

  /// Whether a thread's innermost windows are those of these calls.
  boolean isOpen(Context c) {
    return c.hasLinks(links);
  }
}
