package dev.ringfence.scenario.read;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Place;
import dev.ringfence.c.lex.Source;
import dev.ringfence.core.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The keys of one object of a scenario: each is read once, with its type and range, and those that
/// nobody asked for are errors.
///
/// After a substitution a value has the origin of its definition, so places come from the tree as
/// it was before.
final class Keys {
  /// Where settings of the command line come from, in the place of a file.
  static final String COMMAND_LINE = "the command line";

  private final Source source;
  private final Diagnostics diagnostics;
  private final String path;
  private final ConfigObject object;
  private final @Nullable ConfigObject unresolved;
  private final Set<String> known = new TreeSet<>();

  /// @param path with a final dot, or the empty string
  /// @param unresolved the same object before substitution, if it is one then
  Keys(
      Source source,
      Diagnostics diagnostics,
      String path,
      ConfigObject object,
      @Nullable ConfigObject unresolved) {
    this.source = source;
    this.diagnostics = diagnostics;
    this.path = path;
    this.object = object;
    this.unresolved = unresolved;
  }

  /// Those of the defaults, in which nothing is wrong.
  static Keys of(Config config) {
    Source none = new Source("", "", false);
    return new Keys(none, new Diagnostics(), "", config.root(), null);
  }

  private @Nullable ConfigValue find(String key) {
    known.add(key);
    return object.get(key);
  }

  Config config() {
    return object.toConfig();
  }

  /// Whether the key's value is an object in braces.
  boolean isObject(String key) {
    return find(key) instanceof ConfigObject;
  }

  /// Whether the key's value is a list in brackets.
  boolean isList(String key) {
    return find(key) instanceof ConfigList;
  }

  boolean has(String key) {
    return find(key) != null;
  }

  /// The keys, in the order of their lines.
  List<String> names() {
    List<String> names = new ArrayList<>(object.keySet());
    names.sort(Comparator.<String>comparingInt(this::line).thenComparing(name -> name));
    known.addAll(names);
    return names;
  }

  /// The line on which the key's value ends.
  int line(String key) {
    ConfigValue before = unresolved(key);
    ConfigValue value = before == null ? object.get(key) : before;
    ConfigOrigin origin = value == null ? object.origin() : value.origin();
    return Math.max(1, origin.lineNumber());
  }

  private @Nullable ConfigValue unresolved(String key) {
    try {
      return unresolved == null ? null : unresolved.get(key);
    } catch (ConfigException.NotResolved _) {
      return null;
    }
  }

  Keys object(String key) {
    ConfigValue value = find(key);
    if (value != null && !(value instanceof ConfigObject)) {
      wrong(key, "expected an object in braces");
    }
    ConfigObject inner = value instanceof ConfigObject found ? found : ConfigFactory.empty().root();
    ConfigObject before = unresolved(key) instanceof ConfigObject found ? found : null;
    return new Keys(source, diagnostics, path + key + ".", inner, before);
  }

  String string(String key, String otherwise) {
    ConfigValue value = find(key);
    if (value == null) {
      return otherwise;
    }
    if (value.valueType() == ConfigValueType.OBJECT
        || value.valueType() == ConfigValueType.LIST
        || value.valueType() == ConfigValueType.NULL) {
      wrong(key, "expected a string");
      return otherwise;
    }
    return String.valueOf(value.unwrapped());
  }

  long integer(String key, long least, long most, long otherwise) {
    ConfigValue value = find(key);
    if (value == null) {
      return otherwise;
    }
    long number;
    try {
      number = config().getLong(ConfigUtil.quoteString(key));
    } catch (ConfigException _) {
      wrong(key, "expected a whole number");
      return otherwise;
    }
    return inRange(key, number, least, most, "", otherwise);
  }

  /// A count of bytes, such as `64 MiB`.
  long bytes(String key, long least, long most, long otherwise) {
    ConfigValue value = find(key);
    if (value == null) {
      return otherwise;
    }
    long number;
    try {
      number = config().getMemorySize(ConfigUtil.quoteString(key)).toBytes();
    } catch (ConfigException _) {
      wrong(key, "expected a size such as 64 MiB");
      return otherwise;
    }
    return inRange(key, number, least, most, " bytes", otherwise);
  }

  /// A time in nanoseconds, such as `1 ms`, whose unit must be given.
  long duration(String key, long least, long otherwise) {
    ConfigValue value = find(key);
    if (value == null) {
      return otherwise;
    }
    long number;
    try {
      if (value.valueType() == ConfigValueType.NUMBER) {
        wrong(key, "expected a time with its unit, such as 1 ms");
        return otherwise;
      }
      number = config().getDuration(ConfigUtil.quoteString(key)).toNanos();
    } catch (ConfigException | ArithmeticException _) {
      wrong(key, "expected a time such as 1 ms");
      return otherwise;
    }
    return inRange(key, number, least, Long.MAX_VALUE, " ns", otherwise);
  }

  private long inRange(
      String key, long number, long least, long most, String unit, long otherwise) {
    if (number < least || number > most) {
      String range =
          most == Long.MAX_VALUE
              ? "at least " + least + unit
              : "from " + least + " to " + most + unit;
      wrong(key, "out of range: " + range);
      return otherwise;
    }
    return number;
  }

  /// Yes or no: `true` and `false`, or `on` and `off`.
  boolean truth(String key, boolean otherwise) {
    String text = string(key, otherwise ? "true" : "false");
    if (!List.of("true", "false", "on", "off").contains(text)) {
      wrong(key, "expected on or off");
    }
    return text.equals("true") || text.equals("on");
  }

  <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    String text = string(key, otherwise.name().toLowerCase(Locale.ROOT));
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      names.add(constant.name().toLowerCase(Locale.ROOT));
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    wrong(key, "expected one of " + String.join(", ", names));
    return otherwise;
  }

  List<String> strings(String key) {
    ConfigValue value = find(key);
    if (value == null) {
      return List.of();
    }
    try {
      return config().getStringList(ConfigUtil.quoteString(key));
    } catch (ConfigException _) {
      wrong(key, "expected a list of strings in brackets");
      return List.of();
    }
  }

  double real(String key, double least, double most, double otherwise) {
    if (find(key) == null) {
      return otherwise;
    }
    double number;
    try {
      number = config().getDouble(ConfigUtil.quoteString(key));
    } catch (ConfigException _) {
      wrong(key, "expected a number");
      return otherwise;
    }
    if (!(number >= least && number <= most)) {
      wrong(key, "out of range: from " + least + " to " + most);
      return otherwise;
    }
    return number;
  }

  /// One string of a list.
  record Item(Keys keys, String key, String text, Place place) {
    /// Tells that it will not do.
    void wrong(String message) {
      wrong(message, null);
    }

    /// Tells that it will not do, and what may be meant.
    void wrong(String message, @Nullable String help) {
      keys.diagnostics.error(place, "wrong value of '" + keys.pathOf(key) + "'", message, help);
    }
  }

  /// A string with its place.
  Item item(String key) {
    return new Item(this, key, string(key, ""), place(key));
  }

  /// A list of strings, each with its place.
  List<Item> items(String key) {
    List<String> texts = strings(key);
    ConfigValue value = unresolved(key) instanceof ConfigList list ? list : object.get(key);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Place place = place(key);
      if (value instanceof ConfigList list && list.size() == texts.size()) {
        ConfigOrigin origin = list.get(i).origin();
        boolean inFile = !origin.description().startsWith(COMMAND_LINE);
        place = inFile ? item(origin.lineNumber(), texts, i) : place;
      }
      items.add(new Item(this, key, texts.get(i), place));
    }
    return items;
  }

  /// The place of a string of a list on a line, where the same string may stand more than once.
  private Place item(int line, List<String> texts, int index) {
    Place place = source.place(line, "\"" + texts.get(index) + "\"");
    for (int i = 0; i < index; i++) {
      int next = source.text().indexOf("\"" + texts.get(index) + "\"", place.offset() + 1);
      if (texts.get(i).equals(texts.get(index)) && next >= 0 && source.line(next) == line) {
        place = new Place(source, next, place.length());
      }
    }
    return place;
  }

  /// A list of objects in braces.
  List<Keys> objects(String key) {
    List<Keys> objects = new ArrayList<>();
    ConfigValue value = find(key);
    if (value == null) {
      return objects;
    }
    ConfigList before = unresolved(key) instanceof ConfigList list ? list : null;
    if (!(value instanceof ConfigList list)
        || !list.stream().allMatch(ConfigObject.class::isInstance)) {
      wrong(key, "expected a list of objects in braces");
      return objects;
    }
    for (int i = 0; i < list.size(); i++) {
      ConfigObject own =
          before != null && before.size() == list.size() && before.get(i) instanceof ConfigObject o
              ? o
              : null;
      objects.add(new Keys(source, diagnostics, path + key + ".", (ConfigObject) list.get(i), own));
    }
    return objects;
  }

  /// Tells of a key that names nothing.
  void unknown(String key, String message, Collection<String> names) {
    String near = Spelling.nearest(key, names);
    String help =
        near != null
            ? "did you mean '" + near + "'?"
            : names.isEmpty() || names.size() > 10 ? null : "known: " + String.join(", ", names);
    diagnostics.error(place(key), "wrong name '" + pathOf(key) + "'", message, help);
  }

  /// The whole path of a key.
  String pathOf(String key) {
    return path + key;
  }

  /// Tells of a key whose value will not do.
  void wrong(String key, String message) {
    diagnostics.error(place(key), "wrong value of '" + path + key + "'", message);
  }

  /// Tells that a key is missing, at one that looks like it if there is one.
  void missing(String key) {
    String near = Spelling.nearest(key, object.keySet());
    if (near != null && !known.contains(near)) {
      String help = "is '" + key + "' meant by '" + near + "'?";
      diagnostics.error(place(near), "'" + path + key + "' is missing", "not known here", help);
      return;
    }
    int line = Math.max(1, object.origin().lineNumber());
    Place place = source.place(line, path.replaceAll(".*?([^.]*)\\.$", "$1"));
    diagnostics.error(place, "'" + path + key + "' is missing", "in here");
  }

  Place place(String key) {
    ConfigValue before = unresolved(key);
    ConfigValue value = before == null ? object.get(key) : before;
    if (value != null && value.origin().description().startsWith(COMMAND_LINE)) {
      Source line = new Source(COMMAND_LINE, path + key + " = " + value.unwrapped(), false);
      return new Place(line, 0, path.length() + key.length());
    }
    String included = value == null ? null : Includes.nameIn(value.origin());
    if (included != null && !included.equals(source.name())) {
      // Of a file that was included only the name and the line are known.
      Source line = new Source(included, "\n".repeat(line(key) - 1) + path + key, false);
      return line.place(line(key), path + key);
    }
    return source.place(line(key), key);
  }

  /// Tells of all keys that were not asked for.
  void finish() {
    for (String name : object.keySet()) {
      if (known.contains(name)) {
        continue;
      }
      String near = Spelling.nearest(name, known);
      diagnostics.error(
          place(name),
          "unknown key '" + path + name + "'",
          "not known here",
          near == null
              ? "known keys: " + String.join(", ", known)
              : "did you mean '" + near + "'?");
    }
  }
}
