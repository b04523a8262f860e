package dev.ringfence.scenario.read;

import dev.ringfence.kernel.Crossing;
import dev.ringfence.machine.Addressing;
import dev.ringfence.scenario.LoadSpec;
import dev.ringfence.scenario.Paging;
import dev.ringfence.scenario.Profiles;
import dev.ringfence.scenario.Scenario.Hardware;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what the machine is made of.
final class HardwareReader {
  /// The instruction that makes a system call.
  private enum Entry {
    SYSCALL,
    INT80
  }

  private HardwareReader() {}

  /// @param ofHosts how many CPUs the hosts have, 0 without hosts
  static Hardware read(Keys keys, @Nullable LoadSpec load, int ofHosts) {
    String profile = keys.string("profile", Defaults.machine().profile());
    if (!Profiles.names().contains(profile)) {
      keys.wrong("profile", "expected one of " + String.join(", ", Profiles.names()));
      profile = Defaults.machine().profile();
    }
    Hardware given =
        load == null ? Defaults.machine(profile) : Defaults.machine(profile, load.crowd());
    if (!keys.string("scheduler", "round-robin").equals("round-robin")) {
      keys.wrong("scheduler", "expected round-robin");
    }
    int cpus = (int) keys.integer("cpus", 1, Hardware.MOST_CPUS, given.cpus());
    if (ofHosts > 0) {
      if (keys.has("cpus")) {
        keys.wrong("cpus", "the hosts have the CPUs");
      }
      cpus = Math.min(ofHosts, Hardware.MOST_CPUS);
    }
    Addressing addressing = AddressingReader.mode(keys, given);
    long memory = AddressingReader.memory(keys, given, addressing);
    long quantum = keys.duration("quantum", 1000, given.quantum());
    long window = keys.duration("window", 100, given.window());
    Crossing crossing = crossing(keys, profile, addressing, given.crossing());
    Paging paging = PagingReader.read(keys, given.paging());
    PagingReader.checkPool(keys, Profiles.load(profile, addressing), memory, paging);
    if (addressing.isSegmented() && paging.swap() > 0) {
      keys.wrong("swap", "the " + profile + " has no pages that could be put away");
    }
    if (addressing.isSegmented() && paging.randomised()) {
      keys.wrong("aslr", "the parts of a segment of the " + profile + " cannot be moved");
    }
    keys.finish();
    return new Hardware(profile, cpus, memory, quantum, window, crossing, addressing, paging);
  }

  private static Crossing crossing(
      Keys keys, String profile, Addressing addressing, Crossing given) {
    Entry usual = given.byGate() ? Entry.INT80 : Entry.SYSCALL;
    Entry entry = keys.choice("system-call", Entry.class, usual);
    boolean isolates = keys.truth("kernel-page-table-isolation", given.isolates());
    boolean smep = keys.truth("smep", given.smep());
    boolean smap = keys.truth("smap", given.smap());
    if (addressing.isSegmented() && entry == Entry.SYSCALL) {
      keys.wrong("system-call", "the " + profile + " has no syscall instruction");
    }
    if (addressing.isSegmented() && isolates) {
      keys.wrong("kernel-page-table-isolation", "the " + profile + " has no page tables");
    }
    for (String later : List.of("smep", "smap")) {
      if (keys.has(later) && !profile.equals("x86-64")) {
        keys.wrong(later, "only x86-64 has it");
      }
    }
    return new Crossing(entry == Entry.INT80, isolates, smep, smap);
  }
}
