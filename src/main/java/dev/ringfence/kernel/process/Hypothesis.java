package dev.ringfence.kernel.process;

import java.util.Map;
import java.util.Set;

/// What a run supposes of the objects of its programs, other than they are: for the question what
/// would be if.
///
/// @param freeLocks the names of mutexes, spin locks, read-write locks and POSIX semaphores that
///     all take at once, whoever else has them
/// @param growth by how much queues of that name have more room: messages of POSIX message queues,
///     bytes of System V's, pages of 4 KiB of pipes and FIFOs
public record Hypothesis(Set<String> freeLocks, Map<String, Integer> growth) {
  /// All is as it is.
  public static final Hypothesis NONE = new Hypothesis(Set.of(), Map.of());

  /// Whether all take the lock at once.
  public boolean frees(String name) {
    return !freeLocks.isEmpty() && freeLocks.contains(name);
  }

  /// How much more goes into the queue.
  public int growthOf(String name) {
    return growth.isEmpty() ? 0 : growth.getOrDefault(name, 0);
  }
}
