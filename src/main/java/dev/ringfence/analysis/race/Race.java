package dev.ringfence.analysis.race;

import java.util.List;

/// Two places that access the same memory while nothing orders them.
///
/// @param on the memory, as the program calls it where that is known
/// @param orders how it first happened, for all orders of two threads in which it did
/// @param count how many accesses came to light that are not ordered with an earlier one
/// @param remedy what would order them, as a sentence
public record Race(
    String on, Side first, Side second, List<Order> orders, long count, String remedy) {
  /// Which thread came first, and when each came, in cycles.
  ///
  /// @param turned whether it came from the second place
  public record Order(int first, long firstAt, int second, long secondAt, boolean turned) {
    boolean isLike(Order other) {
      return first == other.first && second == other.second && turned == other.turned;
    }
  }

  /// How it first happened: from the first place to the second.
  public Order order() {
    return orders.getFirst();
  }

  /// One of the two.
  ///
  /// @param atomic whether all accesses were
  /// @param tid the thread that made the last one
  /// @param place the line
  /// @param locks what the thread held at the last one
  public record Side(
      boolean reads, boolean writes, boolean atomic, int tid, String place, List<String> locks) {}
}
