package dev.ringfence.c.gen;

import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Types;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of a program's functions and objects, as `dlsym(3)` and `backtrace_symbols(3)` find
/// them while it runs: an array of names, addresses and kinds, which ends with a null pointer.
final class NameTable {
  /// The object of the library that becomes the table.
  static final String NAME = "__symbols";

  private static final int FIELDS = 3;
  private static final int STATIC = 0;
  private static final int PROGRAM = 1;
  private static final int LIBRARY = 2;

  private final Map<String, Symbol> external;
  private final int word = Types.current().model().pointerSize();
  private final List<Symbol> named = new ArrayList<>();

  /// @param external the program's own names
  NameTable(Map<String, Symbol> external) {
    this.external = external;
  }

  /// The table among objects, if it is there.
  static @Nullable Symbol in(Collection<Symbol> objects) {
    return objects.stream()
        .filter(o -> o.name.equals(NAME) && o.declared.place().source().library())
        .findFirst()
        .orElse(null);
  }

  /// The text of a literal of the program's that could be a name, or null.
  static @Nullable String literal(Symbol object) {
    byte[] bytes = object.bytes;
    if (bytes == null
        || !object.readOnly
        || !object.name.isEmpty()
        || object.declared.place().source().library()) {
      return null;
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.matches("[A-Za-z_]\\w*\0") ? text.substring(0, text.length() - 1) : null;
  }

  /// Fills the table, the program's own names first.
  ///
  /// @return the texts that it points to
  List<Symbol> fill(Symbol table, Collection<Symbol> functions, Collection<Symbol> objects) {
    functions.stream().filter(f -> !f.name.isEmpty() && !f.absent).forEach(named::add);
    objects.stream().filter(o -> kind(o) == PROGRAM && !o.threadLocal).forEach(named::add);
    named.sort((a, b) -> Integer.compare(kind(a), kind(b)));
    byte[] bytes = new byte[(named.size() + 1) * FIELDS * word];
    table.bytes = bytes;
    table.relocations.clear();
    List<Symbol> texts = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      Symbol symbol = named.get(i);
      int at = i * FIELDS * word;
      Symbol text = text(symbol);
      texts.add(text);
      table.relocations.add(new Symbol.Relocation(at, text, null, 0, word));
      table.relocations.add(new Symbol.Relocation(at + word, symbol, null, 0, word));
      bytes[at + 2 * word] = (byte) kind(symbol);
      symbol.addressTaken |= kind(symbol) != STATIC;
    }
    return texts;
  }

  private int kind(Symbol symbol) {
    Symbol own = external.get(symbol.name);
    if (own != null && own.resolved() == symbol && !symbol.declared.place().source().library()) {
      return PROGRAM;
    }
    return symbol.declared.place().source().library() && !symbol.name.startsWith("_")
        ? LIBRARY
        : STATIC;
  }

  private static Symbol text(Symbol symbol) {
    byte[] bytes = (symbol.name + "\0").getBytes(StandardCharsets.ISO_8859_1);
    Symbol text = new Symbol("", Type.array(Type.CHAR, bytes.length), symbol.declared);
    text.bytes = bytes;
    text.defined = true;
    text.readOnly = true;
    return text;
  }
}
