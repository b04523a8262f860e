package dev.ringfence.analysis.livelock;

import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.process.Task;
import dev.ringfence.kernel.sched.Scheduler;
import dev.ringfence.kernel.sched.Scheduler.Next;
import dev.ringfence.user.Context;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Looks whether the state of a whole machine comes back. If it does, and nothing on the way
/// depended on the time of day, the run would go on so for ever, as all is determined: that is a
/// proof, and the run ends.
///
/// Nothing is looked at as long as bytes are copied to or from files, pipes, sockets, queues and
/// terminals. When none have been for a while, all that is handled is seen for a 64th of that
/// while, and again whenever it has become half as long again. A short fingerprint, of the task
/// whose turn it is, says when a state may have come back; then whole states are compared, byte by
/// byte (Brent's algorithm: the one that is compared with is replaced ever more rarely).
public final class LivelockSearch {
  /// Why a kernel was stopped when its state had come back.
  public static final String REASON = "livelock";

  /// The least that is seen at a time, in things handled.
  private static final int LEAST = 4096;

  /// The part of the time for which all is seen.
  private static final int PART = 64;

  /// So many states are written whatever they cost; more only for so many cycles executed a byte.
  private static final int FREE = 16;

  private static final int CYCLES_FOR_BYTE = 1024;

  /// The registers of so many functions are part of a fingerprint: counters of a loop are often not
  /// in the innermost ones, and then no state need be written to see that it is another.
  private static final int FUNCTIONS = 8;

  private final Kernel kernel;
  private final long after;
  private final long window;
  private final TimelessCalls timeless;
  private final Map<Object, Integer> fixed = new IdentityHashMap<>();
  private @Nullable Round round;
  private String undecided = "";

  private long quietSince;
  private long copied;

  /// When all began to be seen, or -1 while only some is, and how much that has been.
  private long began = -1;

  private long seen;

  /// Whether something may have depended meanwhile on when CPUs met.
  private boolean meeting;

  /// Whether something may have depended on when time slices ended, which then is part of the
  /// state.
  private boolean slicing;

  /// The fingerprint that is waited for, how many others there have been since, and after how
  /// many it is replaced; 0 for none.
  private long awaited;

  private long others;
  private long patience;

  /// The state when it was there, how often it has been there since, and after how often that is
  /// replaced.
  private @Nullable StateBytes state;

  private long matches;
  private long mostMatches;

  /// When that was, and the way from there.
  private long from;

  private Way way;

  /// How many states have been written, and their bytes.
  private long states;

  private long bytes;

  private LivelockSearch(Kernel kernel, long after, long window) {
    this.kernel = kernel;
    this.after = after;
    this.window = window;
    timeless = new TimelessCalls(kernel);
    way = new Way(kernel, timeless, false);
  }

  /// A search in the run of a kernel that has not booted.
  ///
  /// @param after cycles without progress after which it begins, or 0 for never
  /// @param window cycles after which CPUs meet that are busy together
  public static LivelockSearch of(Kernel kernel, long after, long window) {
    LivelockSearch search = new LivelockSearch(kernel, after, window);
    if (after > 0) {
      kernel.probes().scout(after, search::see);
    }
    return search;
  }

  /// The way that the machine goes round for ever, or null if none was found.
  public @Nullable Round round() {
    return round;
  }

  /// What it was that left open whether states were the same, or the empty string.
  public String undecided() {
    return undecided;
  }

  private void see(Next next, boolean atRest) {
    if (began < 0 || copied != kernel.counters().bytesCopied) {
      look();
      return;
    }
    seen++;
    if (atRest) {
      compare(next);
    }
    way.add(next);
    meeting |= way.dependsOnWindow();
    if (!slicing && way.dependsOnSlices()) {
      slicing = true;
      drop();
    }
    if (!way.isTimeless()) {
      drop();
    }
    long now = kernel.now();
    if (seen >= LEAST && (now - began) * PART > now - quietSince) {
      began = -1;
      forget();
      kernel.probes().scout(now + (now - quietSince) / 2, this::see);
    }
  }

  /// Whether there has been progress since it last looked; if not, all is seen from now on.
  private void look() {
    long now = kernel.now();
    if (copied != kernel.counters().bytesCopied) {
      copied = kernel.counters().bytesCopied;
      quietSince = now;
      began = -1;
      forget();
      kernel.probes().scout(now + after, this::see);
    } else {
      began = now;
      seen = 0;
      meeting = false;
      slicing = false;
      forget();
      kernel.probes().scout(0, this::see);
    }
  }

  private void forget() {
    patience = 0;
    drop();
  }

  private void drop() {
    state = null;
    way = new Way(kernel, timeless, false);
  }

  private void compare(Next next) {
    long print = fingerprint(next);
    if (patience > 0 && print == awaited) {
      others = 0;
      meet(next);
    } else if (++others > patience) {
      awaited = print;
      others = 0;
      patience = Math.max(1, patience * 2);
      mostMatches = 1;
      drop();
    }
  }

  /// The fingerprint has come back.
  private void meet(Next next) {
    long now = kernel.now();
    StateBytes before = state;
    if (!isAffordable() || countsCpuTime()) {
      drop();
    } else if (before == null) {
      anchor(next);
    } else if ((!meeting || (now - from) % window == 0) && write(next, before) != null) {
      round = new Round(from, now - from, way.steps());
      kernel.probes().scout(Long.MAX_VALUE, this::see);
      kernel.stop(REASON);
    } else if (++matches >= mostMatches) {
      mostMatches *= 2;
      anchor(next);
    }
  }

  private void anchor(Next next) {
    state = write(next, null);
    way = new Way(kernel, timeless, true);
    from = kernel.now();
    matches = 0;
  }

  /// Whether a timer or a limit on CPU time will end what only computes: states do not tell how
  /// much was used.
  private boolean countsCpuTime() {
    return kernel.processes().all().stream()
        .anyMatch(process -> process.signals.cpuTimers.areSet());
  }

  private boolean isAffordable() {
    long executed = 0;
    for (Scheduler.Work work : kernel.parts().work()) {
      executed += work.all();
    }
    return states < FREE || bytes < executed / CYCLES_FOR_BYTE;
  }

  /// The present state, or null if it is not the expected one.
  private @Nullable StateBytes write(Next next, @Nullable StateBytes expected) {
    StateBytes out = new StateBytes(expected);
    try {
      StateWriter.write(out, kernel.now(), slicing, fixed, next, kernel);
    } catch (UnknownStateException e) {
      undecided = Objects.requireNonNullElse(e.getMessage(), "");
      kernel.probes().scout(Long.MAX_VALUE, this::see);
    }
    states++;
    bytes += out.size();
    boolean asExpected = expected == null || out.isComplete();
    return undecided.isEmpty() && asExpected ? out : null;
  }

  /// Is the same for the same state, and likely to be another one for another.
  private long fingerprint(Next next) {
    Task task =
        switch (next) {
          case Next.Trap(Task trapped) -> trapped;
          case Next.Expiry(Task waiter) -> waiter;
          case Next.Ring _ -> null;
        };
    if (task == null) {
      return 1;
    }
    Context context = task.context();
    long print = 31L * task.tid() + task.state.ordinal();
    print = 31 * print + (meeting ? kernel.now() % window : 0);
    print = 31 * print + context.pc();
    print = 31 * print + context.stackPointer();
    return 31 * print + context.windowHash(FUNCTIONS);
  }
}
