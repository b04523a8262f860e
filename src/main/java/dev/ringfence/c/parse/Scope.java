package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Local;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.core.Spelling;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names that are visible, innermost block first; tags have a name space of their own.
final class Scope {
  /// What an ordinary name can stand for.
  sealed interface Meaning {
    record Global(Symbol symbol) implements Meaning {}

    record Automatic(Local local) implements Meaning {}

    /// An array of variable length, which lies where a local points.
    record Indirect(Local pointer, Type type) implements Meaning {}

    record Typedef(Type type) implements Meaning {}

    record Constant(Type type, long value) implements Meaning {}
  }

  /// The depth outside functions.
  static final int GLOBAL = 1;

  private final Deque<Map<String, Meaning>> names = new ArrayDeque<>();
  private final Deque<Map<String, Type>> tags = new ArrayDeque<>();

  private final Library library;

  /// @param library knows where names are declared that are not in scope
  Scope(Library library) {
    this.library = library;
    enter();
  }

  void enter() {
    names.push(new HashMap<>());
    tags.push(new HashMap<>());
  }

  void leave() {
    names.pop();
    tags.pop();
  }

  /// How many blocks are open, the file's own included.
  int depth() {
    return names.size();
  }

  /// Leaves blocks until so many are open.
  void leaveTo(int depth) {
    while (names.size() > depth) {
      leave();
    }
  }

  boolean isGlobal() {
    return names.size() == GLOBAL;
  }

  @Nullable Meaning find(String name) {
    for (Map<String, Meaning> block : names) {
      Meaning meaning = block.get(name);
      if (meaning != null) {
        return meaning;
      }
    }
    return null;
  }

  /// The meaning in the innermost block.
  @Nullable Meaning here(String name) {
    return names.element().get(name);
  }

  /// Whether the innermost block is the body of a function that has a parameter of this name.
  boolean isParameter(String name) {
    if (depth() != GLOBAL + 2) {
      return false;
    }
    Iterator<Map<String, Meaning>> blocks = names.iterator();
    blocks.next();
    return blocks.next().containsKey(name);
  }

  void declare(String name, Meaning meaning) {
    names.element().put(name, meaning);
  }

  @Nullable Type tag(String name, boolean onlyHere) {
    for (Map<String, Type> block : tags) {
      Type type = block.get(name);
      if (type != null || onlyHere) {
        return type;
      }
    }
    return null;
  }

  void declareTag(String name, Type type) {
    tags.element().put(name, type);
  }

  /// What to do about a name that is not declared: include a header, or write another name; null if
  /// nothing comes to mind.
  @Nullable String help(String name) {
    String header = library.header(name);
    if (header != null) {
      return "#include <" + header + "> declares it";
    }
    Type tagged = tag(name, false);
    if (tagged != null) {
      return "write '" + tagged + "'";
    }
    String elsewhere = Elsewhere.help(name);
    if (elsewhere != null) {
      return elsewhere;
    }
    List<String> all = new ArrayList<>();
    names.forEach(block -> all.addAll(block.keySet()));
    return help(name, all);
  }

  /// The name among others that may have been meant.
  static @Nullable String help(String name, List<String> others) {
    String near = Spelling.nearest(name, others);
    return near == null ? null : "did you mean '" + near + "'?";
  }
}
