package dev.ringfence.kernel.inet;

import java.util.List;

/// What a network between hosts is like. Times are cycles.
///
/// @param latency that each packet takes
/// @param jitter the most that one takes beyond it
/// @param cyclesPerMegabyte that a million bytes take to be put on a link, 0 for none
/// @param loss of a million packets, so many get lost
/// @param synRetries how often a request for a connection is sent again: `net.ipv4.tcp_syn_retries`
/// @param retries how often data is: `net.ipv4.tcp_retries2`
/// @param hosts in the order in which the scenario has them; empty for one that nobody has named
public record NetworkSettings(
    long latency,
    long jitter,
    long cyclesPerMegabyte,
    int loss,
    int synRetries,
    int retries,
    List<Partition> partitions,
    List<Host> hosts) {
  /// A computer of the network.
  ///
  /// @param address of its interface beside the loopback one, or 0 for none
  /// @param cpus the machine's CPUs that are its own, as bits; 0 for all
  public record Host(String name, int address, long cpus) {}

  /// A time in which no packet passes between two groups of hosts.
  ///
  /// @param one hosts by their place in the list
  /// @param until excluded; `Long.MAX_VALUE` for ever
  public record Partition(List<Integer> one, List<Integer> other, long from, long until) {
    boolean separates(int left, int right, long now) {
      return now >= from
          && now < until
          && (one.contains(left) && other.contains(right)
              || one.contains(right) && other.contains(left));
    }
  }

  /// One computer alone.
  public static final NetworkSettings ALONE =
      new NetworkSettings(0, 0, 0, 0, 6, 15, List.of(), List.of(new Host("ringfence", 0, 0)));
}
