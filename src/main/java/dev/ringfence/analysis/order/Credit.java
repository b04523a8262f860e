package dev.ringfence.analysis.order;

import java.util.List;
import java.util.Set;

/// Tasks that send to each other in a circle, through channels of limited room: whoever sends more
/// than there is room for before it receives may wait for one that does the same.
///
/// @param channels through which they do
public record Credit(Set<Integer> tasks, List<Channel> channels) {
  /// A pipe or a queue.
  ///
  /// @param capacity how much goes in, in bytes or, for queues of messages, messages
  /// @param most how much was in it at most
  public record Channel(String name, long capacity, long most) {}
}
