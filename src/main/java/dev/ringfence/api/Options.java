package dev.ringfence.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a scenario is to be another way than its file says. Immutable.
///
/// @param variant of those that the scenario has, or null for none
/// @param seed of all random choices, or null for the scenario's own
/// @param settings "path=value" each, such as `machine.cpus=2`, as `-D` of the command line
/// @param sanitize whether each access to the heap is checked
public record Options(
    @Nullable String variant, @Nullable Long seed, List<String> settings, boolean sanitize) {
  /// All is as the file says.
  public static final Options NONE = new Options(null, null, List.of(), false);

  public Options {
    settings = List.copyOf(settings);
  }

  /// The same for a variant.
  public Options withVariant(@Nullable String other) {
    return new Options(other, seed, settings, sanitize);
  }

  /// The same with a seed.
  public Options withSeed(long other) {
    return new Options(variant, other, settings, sanitize);
  }

  /// The same with one more key set.
  ///
  /// @param key such as `machine.cpus`
  public Options with(String key, Object value) {
    List<String> more = new ArrayList<>(settings);
    more.add(key + "=" + value);
    return new Options(variant, seed, more, sanitize);
  }

  /// All settings, that of the seed included.
  List<String> all() {
    List<String> all = new ArrayList<>(settings);
    if (seed != null) {
      all.add("seed=" + seed);
    }
    return all;
  }
}
