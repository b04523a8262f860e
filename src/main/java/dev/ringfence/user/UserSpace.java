package dev.ringfence.user;

import dev.ringfence.machine.Mmu;
import dev.ringfence.machine.PhysicalMemory;
import dev.ringfence.machine.Profile;
import dev.ringfence.machine.segment.SegmentedMemory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The user side of one process: its MMU, and those of its threads that are on a CPU.
///
/// The kernel places contexts, lends them, and gets them all back together.
public final class UserSpace {
  /// How far, in cycles, one thread may run ahead of another thread of its process.
  private static final long STRIDE = 64;

  /// From so many cycles on a slice without a trap counts as computing.
  private static final long LONG = 10_000;

  private final Mmu mmu;
  private final Processor processor;
  private final List<Context> placed = new ArrayList<>(1);
  private boolean computing;
  private @Nullable AccessLog log;

  public UserSpace(PhysicalMemory memory, Profile profile, Translations translations) {
    mmu = new Mmu(memory, profile);
    if (profile.addressing().isSegmented()) {
      mmu.far(SegmentedMemory.of(memory, profile.addressing()));
    }
    processor = new Processor(mmu, profile, translations);
  }

  public Mmu mmu() {
    return mmu;
  }

  /// Has the accesses of threads to memory be noted from now on, or no longer.
  public void note(boolean accesses) {
    if (accesses && log == null) {
      log = new AccessLog();
    }
    processor.note(accesses ? log : null);
  }

  /// The accesses that have been noted, or null if there are none.
  public @Nullable AccessLog accesses() {
    return log;
  }

  /// Puts a thread on the CPU that its context names, for the next run.
  public void place(Context context) {
    context.wake();
    placed.add(context);
  }

  /// The threads that the last run had, or the next one will have.
  public List<Context> placed() {
    return placed;
  }

  /// Takes all threads off their CPUs.
  public void clear() {
    placed.clear();
  }

  /// Whether its last slice was long and ended without a trap, so that the next one may be so, too.
  public boolean isComputing() {
    return computing;
  }

  /// Runs the placed threads until one of them traps or reaches the end of its slice.
  ///
  /// Several threads take turns by virtual time, ties by CPU number.
  ///
  /// @param gate where a thread that runs alone may make system calls without ending its slice
  public void run(Gate gate) {
    if (placed.size() == 1) {
      Context alone = placed.getFirst();
      processor.run(alone, gate);
      computing = alone.cause == Cause.PREEMPTED && alone.time - processor.begun() >= LONG;
      return;
    }
    for (Context context : placed) {
      context.cause = Cause.PREEMPTED;
    }
    while (true) {
      Context first = earliest(null);
      Context second = earliest(first);
      processor.interpret(first, Math.min(first.until, second.time + STRIDE));
      if (first.cause != Cause.PREEMPTED || first.time >= first.until) {
        return;
      }
    }
  }

  private Context earliest(@Nullable Context except) {
    Context found = null;
    for (Context context : placed) {
      if (context != except && (found == null || isBefore(context, found))) {
        found = context;
      }
    }
    if (found == null) {
      throw new IllegalStateException("a process was lent without a thread on a CPU");
    }
    return found;
  }

  private static boolean isBefore(Context one, Context other) {
    return one.time < other.time || one.time == other.time && one.cpu < other.cpu;
  }
}
