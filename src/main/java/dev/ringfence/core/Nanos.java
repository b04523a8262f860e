package dev.ringfence.core;

import java.util.Locale;

/// Writes times.
public final class Nanos {
  private Nanos() {}

  /// A time with the unit that fits it, such as `1.25 ms`.
  public static String text(long nanos) {
    String[] units = {"ns", "us", "ms", "s"};
    double value = nanos;
    int unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    String number = String.format(Locale.ROOT, unit == 0 ? "%.0f" : "%.3f", value);
    return (unit == 0 ? number : number.replaceAll("\\.?0+$", "")) + " " + units[unit];
  }
}
