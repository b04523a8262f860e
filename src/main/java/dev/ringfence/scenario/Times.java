package dev.ringfence.scenario;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads times.
public final class Times {
  private Times() {}

  /// A time with its unit, such as `5ms`, in nanoseconds; null if the text is none.
  public static @Nullable Long nanos(String text) {
    if (!text.strip().matches("-?[0-9]+(\\.[0-9]+)? *[a-z]+")) {
      return null;
    }
    try {
      Config one = ConfigFactory.parseMap(Map.of("time", text.strip()));
      return one.getDuration("time").toNanos();
    } catch (ConfigException | ArithmeticException _) {
      return null;
    }
  }
}
