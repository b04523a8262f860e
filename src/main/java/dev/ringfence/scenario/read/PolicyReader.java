package dev.ringfence.scenario.read;

import dev.ringfence.core.Spelling;
import dev.ringfence.kernel.access.Policy;
import dev.ringfence.kernel.access.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads the `policy` block of a scenario: which processes may reach which others, and how.
final class PolicyReader {
  private static final List<String> WAYS = Arrays.stream(Way.values()).map(Way::word).toList();

  private final Collection<String> names;

  private PolicyReader(Collection<String> names) {
    this.names = names;
  }

  /// The rules.
  ///
  /// @param names of all process definitions
  static List<Policy.Rule> read(Keys keys, Collection<String> names) {
    List<Policy.Rule> rules = new ArrayList<>();
    for (Keys one : keys.objects("allow")) {
      rules.add(new PolicyReader(names).rule(one));
    }
    keys.finish();
    return rules;
  }

  /// The way of a name, or null.
  static @Nullable Way way(String word) {
    int index = WAYS.indexOf(word);
    return index < 0 ? null : Way.values()[index];
  }

  private Policy.Rule rule(Keys keys) {
    Set<String> from = processes(keys, "from");
    Set<String> to = processes(keys, "to");
    Set<Way> by = EnumSet.noneOf(Way.class);
    if (!keys.has("by")) {
      keys.missing("by");
    }
    for (Keys.Item item : items(keys, "by")) {
      Way way = way(item.text());
      if (way == null) {
        item.wrong(advice("there is no way '" + item.text() + "'", item.text(), WAYS));
      } else {
        by.add(way);
      }
    }
    keys.finish();
    return new Policy.Rule(from, to, by);
  }

  private Set<String> processes(Keys keys, String key) {
    Set<String> known = new TreeSet<>();
    if (!keys.has(key)) {
      keys.missing(key);
    }
    for (Keys.Item item : items(keys, key)) {
      if (names.contains(item.text()) || item.text().equals(Policy.ANY)) {
        known.add(item.text());
      } else {
        item.wrong(advice("there is no process '" + item.text() + "'", item.text(), names));
      }
    }
    return known;
  }

  /// One string, or a list of them.
  private static List<Keys.Item> items(Keys keys, String key) {
    return keys.isList(key) || !keys.has(key) ? keys.items(key) : List.of(keys.item(key));
  }

  private static String advice(String message, String name, Collection<String> known) {
    String near = Spelling.nearest(name, known);
    return message
        + (near == null
            ? ": one of " + String.join(", ", known)
            : ": did you mean '" + near + "'?");
  }
}
