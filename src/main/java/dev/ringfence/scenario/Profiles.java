package dev.ringfence.scenario;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.ringfence.machine.Addressing;
import dev.ringfence.machine.Costs;
import dev.ringfence.machine.DataModel;
import dev.ringfence.machine.Paging;
import dev.ringfence.machine.Profile;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads machine profiles from `conf/machines`.
public final class Profiles {
  private static final Pattern CLOCK = Pattern.compile("([0-9.]+) *(GHz|MHz|Hz)");

  private static final Map<String, Paging> PAGING =
      Map.of(
          "none",
          Paging.SEGMENT,
          "two-levels",
          Paging.TWO_LEVELS,
          "four-levels",
          Paging.FOUR_LEVELS);

  private Profiles() {}

  /// The names of all profiles.
  public static List<String> names() {
    return List.of("8086", "80286", "80386", "80486", "x86-64");
  }

  /// The profile with this name, in the mode that is usual for it.
  ///
  /// @throws com.typesafe.config.ConfigException when it is missing or malformed, with its place
  public static Profile load(String name) {
    return load(name, usualAddressing(name));
  }

  /// How the machine with this name makes addresses unless a scenario says so.
  public static Addressing usualAddressing(String name) {
    Config config = config(name);
    if (!config.hasPath("mode")) {
      return Addressing.PAGED;
    }
    if (!config.getString("mode").equals("real")) {
      return Addressing.PROTECTED;
    }
    long lines = config.getInt("physical-bits");
    return 1L << lines <= Addressing.REAL_8086.reach()
        ? Addressing.REAL_8086
        : Addressing.REAL_80286;
  }

  private static Config config(String name) {
    return ConfigFactory.parseResources("machines/" + name + ".conf").resolve();
  }

  /// The profile with this name.
  ///
  /// @param addressing how it makes addresses
  /// @throws com.typesafe.config.ConfigException when it is missing or malformed, with its place
  public static Profile load(String name, Addressing addressing) {
    Config config = config(name);
    if (addressing.isReal() && config.hasPath("real-mode")) {
      config = config.getConfig("real-mode").withFallback(config);
    }
    Config costs = config.getConfig("costs");
    return new Profile(
        config.getString("name"),
        hertz(config.getString("clock")),
        choice(config, "paging", PAGING),
        config.getInt("physical-bits"),
        config.getBoolean("write-protect"),
        addressing,
        config.getEnum(DataModel.class, "data-model"),
        new Costs(
            costs.getLong("instruction"),
            costs.getLong("multiply"),
            costs.getLong("divide"),
            costs.getLong("floating"),
            costs.getLong("load"),
            costs.getLong("store"),
            costs.getLong("branch"),
            costs.getLong("call"),
            costs.getLong("walk"),
            costs.getLong("system-call"),
            costs.getLong("fault"),
            costs.getLong("context-switch"),
            costs.getLong("interrupt"),
            costs.getLong("copy-line"),
            costs.getLong("page-zero"),
            costs.getLong("page-copy"),
            costs.getLong("atomic"),
            costs.getLong("kernel-work"),
            costs.getLong("fork"),
            costs.getLong("exec"),
            costs.getLong("interrupt-gate"),
            costs.getLong("table-switch"),
            costs.getLong("port"),
            costs.hasPath("segment-load") ? costs.getLong("segment-load") : 0));
  }

  private static <T> T choice(Config config, String key, Map<String, T> meanings) {
    T meaning = meanings.get(config.getString(key));
    if (meaning == null) {
      throw new ConfigException.BadValue(
          config.getValue(key).origin(),
          key,
          "expected one of " + new TreeSet<>(meanings.keySet()));
    }
    return meaning;
  }

  private static long hertz(String clock) {
    Matcher matcher = CLOCK.matcher(clock);
    if (!matcher.matches()) {
      throw new ConfigException.Generic("clock = " + clock + " is no frequency");
    }
    double unit =
        switch (matcher.group(2)) {
          case "GHz" -> 1e9;
          case "MHz" -> 1e6;
          default -> 1;
        };
    return Math.round(Double.parseDouble(matcher.group(1)) * unit);
  }
}
