package dev.ringfence.scenario;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
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
      Map.of("two-levels", Paging.TWO_LEVELS, "four-levels", Paging.FOUR_LEVELS);

  private Profiles() {}

  /// The names of all profiles.
  public static List<String> names() {
    return List.of("80386", "80486", "x86-64");
  }

  /// The profile with this name.
  ///
  /// @throws com.typesafe.config.ConfigException when it is missing or malformed, with its place
  public static Profile load(String name) {
    Config config = ConfigFactory.parseResources("machines/" + name + ".conf").resolve();
    Config costs = config.getConfig("costs");
    return new Profile(
        config.getString("name"),
        hertz(config.getString("clock")),
        choice(config, "paging", PAGING),
        config.getInt("physical-bits"),
        config.getBoolean("write-protect"),
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
            costs.getLong("port")));
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
