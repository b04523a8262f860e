package dev.ringfence.scenario;

import dev.ringfence.kernel.inet.NetworkSettings;
import dev.ringfence.machine.Profile;
import dev.ringfence.scenario.Scenario.FileSpec;
import dev.ringfence.scenario.read.Defaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The hosts of a scenario and the network between them. Times are nanoseconds.
///
/// @param hosts empty when the scenario names none: then the machine is one
/// @param bits that a link takes a second; 0 for any number
/// @param loss of a million packets, so many get lost
public record NetworkSpec(
    List<HostSpec> hosts,
    long latency,
    long jitter,
    long bits,
    int loss,
    int synRetries,
    int retries,
    List<NetworkSettings.Partition> partitions) {
  /// A host.
  ///
  /// @param address as a number of 32 bits
  /// @param files by name, which its processes find where they begin
  public record HostSpec(String name, int cpus, int address, Map<String, FileSpec> files) {}

  /// One computer alone.
  public static NetworkSpec alone() {
    return Defaults.network();
  }

  /// How many CPUs the hosts have, 0 without hosts.
  public int cpus() {
    return hosts.stream().mapToInt(HostSpec::cpus).sum();
  }

  /// The same on a machine, in cycles.
  NetworkSettings of(Profile profile) {
    List<NetworkSettings.Host> made = new ArrayList<>();
    int first = 0;
    for (HostSpec host : hosts) {
      long cpus = (host.cpus() == Long.SIZE ? -1 : (1L << host.cpus()) - 1) << first;
      made.add(new NetworkSettings.Host(host.name(), host.address(), cpus));
      first += host.cpus();
    }
    return new NetworkSettings(
        profile.cycles(latency),
        profile.cycles(jitter),
        bits == 0 ? 0 : profile.cycles(8_000_000L * 1_000_000_000 / bits),
        loss,
        synRetries,
        retries,
        partitions.stream().map(partition -> inCycles(partition, profile)).toList(),
        made.isEmpty() ? NetworkSettings.ALONE.hosts() : made);
  }

  private static NetworkSettings.Partition inCycles(
      NetworkSettings.Partition partition, Profile profile) {
    boolean ends = partition.until() != Long.MAX_VALUE;
    return new NetworkSettings.Partition(
        partition.one(),
        partition.other(),
        profile.cycles(partition.from()),
        ends ? profile.cycles(partition.until()) : Long.MAX_VALUE);
  }
}
