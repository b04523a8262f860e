package dev.ringfence.analysis;

import dev.ringfence.kernel.call.Call;
import dev.ringfence.kernel.call.Foreseen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A stretch of a thread's future: instructions up to a call, a branch or a return.
final class Step {
  private static final Foreseen NOTHING = new Foreseen(new long[0], 0);

  final Frame frame;
  final int place;
  final Knowledge knowledge;

  /// The system call at its end, or null.
  @Nullable Call call;

  Foreseen arguments = NOTHING;

  /// What may be done at its end ([dev.ringfence.kernel.process.Act]).
  long acts;

  /// Whether the thread may end in it: by a call, or as an instruction may fault.
  boolean ends;

  /// Whether anything may follow that its program still can come to.
  boolean wild;

  /// Whether its call is on a descriptor that the process has closed before.
  boolean isVoid;

  final List<Step> next = new ArrayList<>(2);

  /// A function that is being executed.
  static final class Frame {
    final @Nullable Frame caller;

    /// Where its caller goes on, and the register that gets the result, or -1.
    final int returnPlace;

    final int result;
    final int depth;

    /// What its caller knows when it calls.
    @Nullable Knowledge callers;

    final Map<Integer, Frame> callees = new HashMap<>();
    final Map<Integer, Step> steps = new HashMap<>();

    /// The steps in which it returns.
    final Set<Step> returns = new LinkedHashSet<>();

    Frame(@Nullable Frame caller, int returnPlace, int result) {
      this.caller = caller;
      this.returnPlace = returnPlace;
      this.result = result;
      depth = caller == null ? 0 : caller.depth + 1;
    }
  }

  Step(Frame frame, int place, Knowledge knowledge) {
    this.frame = frame;
    this.place = place;
    this.knowledge = knowledge;
  }

  void clear() {
    call = null;
    arguments = NOTHING;
    acts = 0;
    ends = false;
    wild = false;
    isVoid = false;
    next.clear();
  }
}
