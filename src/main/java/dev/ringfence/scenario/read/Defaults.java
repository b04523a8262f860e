package dev.ringfence.scenario.read;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringfence.kernel.Crossing;
import dev.ringfence.kernel.deadlock.DeadlockPolicy;
import dev.ringfence.kernel.ipc.IpcLimits;
import dev.ringfence.kernel.memory.Overcommit;
import dev.ringfence.kernel.paging.ReplacementPolicy;
import dev.ringfence.kernel.tty.TerminalSpec;
import dev.ringfence.machine.Addressing;
import dev.ringfence.scenario.NetworkSpec;
import dev.ringfence.scenario.Paging;
import dev.ringfence.scenario.Profiles;
import dev.ringfence.scenario.Scenario.Hardware;
import dev.ringfence.scenario.Scenario.Limit;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// What `conf/ringfence.conf` says, for where a scenario says nothing.
public final class Defaults {
  private static final Config CONFIG = ConfigFactory.parseResources("ringfence.conf").resolve();

  private static final String TEMPORARY = System.getProperty("java.io.tmpdir");

  private Defaults() {}

  public static Hardware machine() {
    return machine(CONFIG.getString("machine.profile"));
  }

  /// A machine of a profile. One of 16 bits has as much memory as its programs can reach, and one
  /// way into its kernel.
  public static Hardware machine(String profile) {
    Config machine = CONFIG.getConfig("machine");
    Addressing addressing = Profiles.usualAddressing(profile);
    boolean segmented = addressing.isSegmented();
    return new Hardware(
        profile,
        machine.getInt("cpus"),
        segmented ? addressing.reach() : machine.getMemorySize("memory").toBytes(),
        machine.getDuration("quantum").toNanos(),
        machine.getDuration("window").toNanos(),
        new Crossing(
            segmented || machine.getString("system-call").equals("int80"),
            machine.getBoolean("kernel-page-table-isolation"),
            machine.getBoolean("smep"),
            machine.getBoolean("smap")),
        addressing,
        paging(machine));
  }

  private static Paging paging(Config machine) {
    Config swap = machine.getConfig("swap");
    return new Paging(
        swap.getMemorySize("size").toBytes(),
        Paging.Device.valueOf(constant(swap, "device")),
        Path.of(swap.hasPath("folder") ? swap.getString("folder") : TEMPORARY),
        swap.getDuration("latency").toNanos(),
        Objects.requireNonNull(ReplacementPolicy.of(machine.getString("replacement"))),
        machine.getDuration("working-set-window").toNanos(),
        Overcommit.valueOf(constant(machine, "overcommit")),
        machine.getInt("huge-pages"),
        machine.getBoolean("aslr"));
  }

  private static String constant(Config config, String key) {
    return config.getString(key).toUpperCase(Locale.ROOT);
  }

  /// Whether address line 20 of a machine that has it to switch is on.
  static boolean hasA20() {
    return CONFIG.getBoolean("machine.a20");
  }

  /// The machine of a load that has so many processes at once: with memory for them.
  static Hardware machine(String profile, int crowd) {
    Hardware usual = machine(profile);
    if (usual.addressing().isSegmented()) {
      return usual;
    }
    long each = CONFIG.getMemorySize("load.memory-per-process").toBytes();
    return new Hardware(
        usual.profile(),
        usual.cpus(),
        usual.memory() + crowd * each,
        usual.quantum(),
        usual.window(),
        usual.crossing(),
        usual.addressing(),
        usual.paging());
  }

  /// How much there may be of the means by which processes communicate.
  public static IpcLimits ipc() {
    return IpcReader.defaults(CONFIG.getConfig("ipc"));
  }

  /// What is done about deadlocks.
  public static DeadlockPolicy deadlock() {
    return DeadlockReader.defaults(Keys.of(CONFIG.getConfig("deadlock")));
  }

  /// A terminal at which nobody types.
  static TerminalSpec terminal() {
    Config terminal = CONFIG.getConfig("terminal");
    return new TerminalSpec(
        "", terminal.getInt("rows"), terminal.getInt("columns"), List.of(), TerminalSpec.NEVER);
  }

  /// Whether hot code is translated to JVM classes.
  public static boolean translates() {
    return CONFIG.getBoolean("ringfence.translate");
  }

  /// The environment of processes, by name, in its order.
  public static Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String variable : CONFIG.getStringList("environment")) {
      int equals = variable.indexOf('=');
      variables.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return variables;
  }

  /// The network between hosts, without hosts.
  public static NetworkSpec network() {
    Config network = CONFIG.getConfig("network");
    Keys keys = Keys.of(network);
    return new NetworkSpec(
        List.of(),
        network.getDuration("latency").toNanos(),
        network.getDuration("jitter").toNanos(),
        NetworkReader.bandwidth(keys, 0),
        NetworkReader.loss(keys),
        network.getInt("syn-retries"),
        network.getInt("retries"),
        List.of());
  }

  public static Limit limit() {
    Config limit = CONFIG.getConfig("limit");
    return new Limit(
        limit.getDuration("time").toNanos(),
        limit.getDuration("cpu").toNanos(),
        limit.getLong("events"),
        limit.getDuration("livelock").toNanos());
  }
}
