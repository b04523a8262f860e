package dev.ringfence.scenario.read;

import dev.ringfence.kernel.inet.NetworkSettings;
import dev.ringfence.scenario.NetworkSpec;
import dev.ringfence.scenario.NetworkSpec.HostSpec;
import dev.ringfence.scenario.Scenario;
import dev.ringfence.scenario.Scenario.FileSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the keys `hosts` and `network`.
final class NetworkReader {
  /// What a host name may be (`hostname(7)`): it also stands in `/etc/hosts`.
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  private static final Pattern ADDRESS =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern BANDWIDTH = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kMG]?)bit");
  private static final Pattern LOSS = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*%");
  private static final Map<String, BigDecimal> UNITS =
      Map.of(
          "",
          BigDecimal.ONE,
          "k",
          BigDecimal.valueOf(1000),
          "M",
          BigDecimal.valueOf(1_000_000),
          "G",
          BigDecimal.valueOf(1_000_000_000));

  /// The first address that is given to hosts without one: 10.0.0.1.
  private static final int FIRST_ADDRESS = 0x0A00_0001;

  private static final int MOST_HOSTS = 64;

  private final Function<Keys, Map<String, FileSpec>> files;
  private final List<HostSpec> hosts = new ArrayList<>();

  private NetworkReader(Function<Keys, Map<String, FileSpec>> files) {
    this.files = files;
  }

  /// @param root the scenario's keys
  /// @param given the defaults
  /// @param files reads a `files` block
  static NetworkSpec read(
      Keys root, NetworkSpec given, Function<Keys, Map<String, FileSpec>> files) {
    NetworkReader reader = new NetworkReader(files);
    reader.hosts(root, root.object("hosts"));
    if (root.has("network") && reader.hosts.isEmpty()) {
      root.wrong("network", "there are no hosts between which it could lie");
    }
    return reader.network(root.object("network"), given);
  }

  private void hosts(Keys root, Keys keys) {
    Set<Integer> addresses = new HashSet<>();
    List<String> names = keys.names();
    if (names.size() > MOST_HOSTS) {
      root.wrong("hosts", "more than " + MOST_HOSTS + " hosts");
      return;
    }
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        keys.wrong(name, "a host needs a name of letters, digits and '-'");
      }
      Keys one = keys.object(name);
      int cpus = (int) one.integer("cpus", 1, Scenario.Hardware.MOST_CPUS, 1);
      int address = FIRST_ADDRESS + hosts.size();
      if (one.has("address")) {
        address = address(one, address);
      }
      if (!addresses.add(address)) {
        one.wrong("address", "another host has the same address");
      }
      Map<String, FileSpec> own = files.apply(one.object("files"));
      one.finish();
      hosts.add(new HostSpec(name, cpus, address, own));
    }
    if (hosts.stream().mapToInt(HostSpec::cpus).sum() > Scenario.Hardware.MOST_CPUS) {
      root.wrong("hosts", "more than " + Scenario.Hardware.MOST_CPUS + " CPUs");
    }
  }

  private static int address(Keys keys, int otherwise) {
    Matcher matcher = ADDRESS.matcher(keys.string("address", ""));
    long address = 0;
    boolean right = matcher.matches();
    for (int i = 1; right && i <= 4; i++) {
      int part = Integer.parseInt(matcher.group(i));
      right = part <= 255;
      address = address << 8 | part;
    }
    long first = address >>> 24;
    if (!right || first == 0 || first == 127 || first >= 224) {
      keys.wrong("address", "expected an address of one host such as 10.0.0.1");
      return otherwise;
    }
    return (int) address;
  }

  private NetworkSpec network(Keys keys, NetworkSpec given) {
    List<NetworkSettings.Partition> partitions = new ArrayList<>();
    for (Keys one : keys.objects("partitions")) {
      partition(one, partitions);
    }
    NetworkSpec network =
        new NetworkSpec(
            List.copyOf(hosts),
            keys.duration("latency", 0, given.latency()),
            keys.duration("jitter", 0, given.jitter()),
            keys.has("bandwidth") ? bandwidth(keys, given.bits()) : given.bits(),
            keys.has("loss") ? loss(keys) : given.loss(),
            (int) keys.integer("syn-retries", 1, 127, given.synRetries()),
            (int) keys.integer("retries", 1, 100, given.retries()),
            partitions);
    keys.finish();
    return network;
  }

  /// Bits a second, or 0 for any number.
  static long bandwidth(Keys keys, long otherwise) {
    String text = keys.string("bandwidth", "");
    if (text.equals("none")) {
      return 0;
    }
    Matcher matcher = BANDWIDTH.matcher(text);
    BigDecimal unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    BigDecimal bits =
        unit == null ? BigDecimal.ZERO : new BigDecimal(matcher.group(1)).multiply(unit);
    if (bits.compareTo(BigDecimal.valueOf(1000)) < 0
        || bits.compareTo(BigDecimal.valueOf(1_000_000_000_000L)) > 0) {
      keys.wrong("bandwidth", "expected 1 kbit to 1000 Gbit a second, or none");
      return otherwise;
    }
    return bits.longValue();
  }

  /// Packets of a million.
  static int loss(Keys keys) {
    Matcher matcher = LOSS.matcher(keys.string("loss", ""));
    BigDecimal loss = matcher.matches() ? new BigDecimal(matcher.group(1)) : BigDecimal.valueOf(-1);
    if (loss.signum() < 0 || loss.compareTo(BigDecimal.valueOf(100)) > 0) {
      keys.wrong("loss", "expected 0 % to 100 %");
      return 0;
    }
    return loss.multiply(BigDecimal.valueOf(10_000)).intValue();
  }

  private void partition(Keys keys, List<NetworkSettings.Partition> partitions) {
    List<Integer> between = new ArrayList<>();
    for (Keys.Item item : keys.items("between")) {
      int index = hosts.stream().map(HostSpec::name).toList().indexOf(item.text());
      if (index < 0) {
        item.wrong("there is no host '" + item.text() + "'");
      } else {
        between.add(index);
      }
    }
    long from = keys.duration("from", 0, 0);
    long until = keys.duration("until", 0, Long.MAX_VALUE);
    if (!keys.has("between")) {
      keys.missing("between");
    } else if (keys.items("between").size() < 2) {
      keys.wrong("between", "expected at least two hosts");
    }
    if (until <= from) {
      keys.wrong("until", "it is over before it begins");
    }
    keys.finish();
    // Each of the hosts is separated from each other one.
    for (int one : between) {
      List<Integer> others = between.stream().filter(other -> other > one).toList();
      partitions.add(new NetworkSettings.Partition(List.of(one), others, from, until));
    }
  }

  /// The host that a process is on, by its place.
  static int hostOf(Keys keys, NetworkSpec network) {
    if (!keys.has("host")) {
      return 0;
    }
    String name = keys.string("host", "");
    int index = network.hosts().stream().map(HostSpec::name).toList().indexOf(name);
    if (index < 0) {
      keys.wrong("host", "there is no host '" + name + "'");
    }
    return Math.max(0, index);
  }
}
