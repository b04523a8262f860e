package dev.ringfence.kernel.tty;

import java.util.List;

/// A terminal of the scenario's, with a user who types.
///
/// @param name of its file in `/dev`
/// @param input what is typed, in the order of time
/// @param hangup when the line is cut off, in nanoseconds, or [#NEVER]
public record TerminalSpec(String name, int rows, int columns, List<Typed> input, long hangup) {
  /// For a line that is not cut off.
  public static final long NEVER = Long.MAX_VALUE;

  /// What is typed at once.
  ///
  /// @param at when, in nanoseconds
  public record Typed(long at, String text) {}
}
