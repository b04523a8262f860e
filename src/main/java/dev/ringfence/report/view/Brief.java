package dev.ringfence.report.view;

import java.util.Locale;

/// Numbers for columns of tables.
final class Brief {
  private Brief() {}

  /// A time to three digits with its unit, such as `12.3 ms`; `-` for none.
  static String time(long nanos) {
    String[] units = {"ns", "us", "ms", "s"};
    double value = nanos;
    int unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    int digits = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    return nanos == 0
        ? "-"
        : String.format(Locale.ROOT, "%." + digits + "f %s", value, units[unit]);
  }

  /// A part of a whole, such as `12.3%`; `-` for none.
  static String share(long part, long whole) {
    return part == 0 || whole == 0
        ? "-"
        : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
  }

  /// A place without the folders of its file.
  static String place(String place) {
    return place.substring(place.lastIndexOf('/') + 1);
  }

  static String count(long count) {
    return count == 0 ? "-" : String.format(Locale.ROOT, "%,d", count);
  }

  /// A name in so many columns, its middle left out if it is longer.
  static String name(String name, int columns) {
    if (name.length() <= columns) {
      return name;
    }
    int half = (columns - 2) / 2;
    return name.substring(0, columns - 2 - half) + ".." + name.substring(name.length() - half);
  }
}
