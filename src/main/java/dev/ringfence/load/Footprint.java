package dev.ringfence.load;

import dev.ringfence.scenario.LoadSpec;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How much of the JVM's heap a load needs, as far as that can be told before it starts.
public final class Footprint {
  /// Bytes of heap for a process that lives: measured with a crowd whose processes have run,
  /// touched their stacks and wait, everything counted, with the room that the collector needs.
  public static final long PROCESS_BYTES = 3_000;

  /// Bytes of heap for everything else.
  public static final long BASE_BYTES = 64L << 20;

  private Footprint() {}

  /// What a load needs, in bytes.
  public static long needed(LoadSpec load) {
    return BASE_BYTES + crowd(load) * PROCESS_BYTES;
  }

  /// As many as may live at once: of an open load not more than arrive.
  private static long crowd(LoadSpec load) {
    return load.open()
        ? Math.min(load.most(), (long) Math.ceil(ArrivalTimes.total(load.stages())))
        : load.crowd();
  }

  /// What is wrong with starting a load where there is so much heap, or null.
  public static @Nullable String problem(LoadSpec load, long heap) {
    long needed = needed(load);
    return needed <= heap
        ? null
        : String.format(
            Locale.ROOT,
            "the load needs about %,d MiB of heap (%,d processes at once of %,d bytes each, and"
                + " %,d MiB besides), and there are %,d MiB; give the JVM more, as with"
                + " RINGFENCE_JAVA_OPTS=-Xmx%dm",
            mib(needed),
            crowd(load),
            PROCESS_BYTES,
            mib(BASE_BYTES),
            mib(heap),
            mib(needed) + 1);
  }

  private static long mib(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
