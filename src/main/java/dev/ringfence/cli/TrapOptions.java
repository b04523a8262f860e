package dev.ringfence.cli;

import dev.ringfence.actor.ActorRun.Traps;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--traps`: how processes enter the kernel. It changes how fast a run is, and nothing else, so
/// that it is for measuring only, and no help tells of it.
final class TrapOptions {
  /// One message for each trap, or in place.
  enum Way {
    messages,
    slices
  }

  @Option(names = "--traps", hidden = true)
  private @Nullable Way way;

  /// @param threads how many threads kernel and processes share
  Traps way(int threads) {
    return way == null || threads > 1
        ? Traps.quickest(threads)
        : way == Way.messages ? Traps.AS_MESSAGES : Traps.IN_PLACE;
  }
}
