package dev.ringfence.scenario.read;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.ringfence.kernel.fs.Peripheral;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads which devices of its own a scenario's machine has: the keys under `devices`.
final class DevicesReader {
  private DevicesReader() {}

  static List<Peripheral.Spec> read(Keys keys) {
    List<Peripheral.Spec> devices = new ArrayList<>();
    for (String name : keys.names()) {
      Keys one = keys.object(name);
      String path = one.string("path", "/dev/" + name);
      if (!path.matches("/(dev|tmp)/[^/]{1,255}")) {
        one.wrong("path", "expected a path in /dev or /tmp");
      }
      boolean exclusive = one.truth("exclusive", false);
      long rate = rate(one);
      one.finish();
      devices.add(new Peripheral.Spec(name, path, exclusive, rate));
    }
    keys.finish();
    return devices;
  }

  /// Bytes per second, written as a size with `/s` behind it; 0 where there is no limit.
  private static long rate(Keys keys) {
    String text = keys.string("rate", "");
    if (text.isEmpty()) {
      return 0;
    }
    try {
      String bytes = text.replaceFirst("\\s*/\\s*s$", "");
      long rate = ConfigFactory.parseMap(Map.of("rate", bytes)).getBytes("rate");
      if (text.endsWith("s") && rate > 0) {
        return rate;
      }
    } catch (ConfigException _) {
      // Told below.
    }
    keys.wrong("rate", "expected bytes per second, such as 1000 B/s or 2 MiB/s");
    return 0;
  }
}
