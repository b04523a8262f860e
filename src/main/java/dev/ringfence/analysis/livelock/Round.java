package dev.ringfence.analysis.livelock;

import java.util.List;

/// The way that a machine goes round: its state at the end is that at the beginning.
///
/// @param from when it was seen to begin, in cycles
/// @param length cycles of virtual time
/// @param steps what happens on the way, in the order in which each thing first does
public record Round(long from, long length, List<Step> steps) {
  /// What a task does on the way.
  ///
  /// @param call the call that it makes, or the empty string if it computes and makes none
  /// @param line as [dev.ringfence.c.Program#lines] packs it
  /// @param times how often
  public record Step(int tid, String call, int line, long times) {}
}
