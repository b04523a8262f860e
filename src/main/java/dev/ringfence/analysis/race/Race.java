package dev.ringfence.analysis.race;

import java.util.List;

/// Two places that access the same memory while nothing orders them.
///
/// @param on the memory, as the program calls it where that is known
/// @param at when it first happened, in cycles
/// @param count how many accesses came to light that are not ordered with an earlier one
/// @param remedy what would order them, as a sentence
public record Race(String on, Side first, Side second, long at, long count, String remedy) {
  /// One of the two.
  ///
  /// @param atomic whether all accesses were
  /// @param tid the thread that made the last one
  /// @param place the line
  /// @param locks what the thread held at the last one
  public record Side(
      boolean reads, boolean writes, boolean atomic, int tid, String place, List<String> locks) {}
}
