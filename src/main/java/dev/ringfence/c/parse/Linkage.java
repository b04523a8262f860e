package dev.ringfence.c.parse;

import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Type.Kind;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The functions and objects of a translation unit that have linkage (C11 section 6.2.2), and their
/// definitions.
final class Linkage {
  private final Scope scope;
  private final Map<String, Symbol> external;
  private final Library library;
  private final Diagnostics diagnostics;
  private final Map<String, Symbol> internals = new HashMap<>();
  private final Map<Symbol, Token> tentative = new LinkedHashMap<>();
  private final Map<Symbol, Token> aliases = new LinkedHashMap<>();

  /// The functions that were called before any declaration.
  private final Set<Symbol> implicit = new HashSet<>();

  private final List<Symbol> startup = new ArrayList<>();

  /// @param external the symbols with external linkage so far, to which this unit's are added
  Linkage(Scope scope, Map<String, Symbol> external, Library library, Diagnostics diagnostics) {
    this.scope = scope;
    this.external = external;
    this.library = library;
    this.diagnostics = diagnostics;
  }

  /// A library function that the program need not have declared, or null.
  @Nullable Symbol known(String name, Token at) {
    if (scope.find(name) instanceof Scope.Meaning.Global g && g.symbol().isFunction()) {
      return g.symbol();
    }
    Type type = library.function(name);
    return type == null ? null : external.computeIfAbsent(name, n -> new Symbol(n, type, at));
  }

  /// Declares a function that is called without a declaration, as C89 had it: it returns an `int`,
  /// unless the library knows better.
  Symbol implicitFunction(Token name) {
    Type found = library.function(name.text());
    Type type = found == null ? Type.function(Type.signedInt()) : found;
    type.unprototyped |= found == null;
    Symbol symbol = external.computeIfAbsent(name.text(), n -> new Symbol(n, type, name));
    symbol.implicit |= symbol.declared == name;
    implicit.add(symbol);
    return symbol;
  }

  /// Declares a function or object at file scope or by `extern`.
  ///
  /// @param link the name by which other declarations mean the same, its own unless `asm` gives one
  /// @param internal whether its linkage is: it is `static`
  Symbol declare(Token name, String link, Type type, boolean internal) {
    Scope.Meaning before = scope.here(name.text());
    Symbol symbol = before instanceof Scope.Meaning.Global g ? g.symbol() : null;
    if (symbol == null && !internal && before == null) {
      symbol = internals.get(name.text());
    }
    if (symbol == null && before != null) {
      diagnostics.error(
          name.place(), "'" + name.text() + "' is declared as something else", "here");
    }
    if (symbol == null) {
      symbol = internal ? new Symbol(name.text(), type, name) : external(name, link, type);
    }
    if (internal) {
      internals.put(name.text(), symbol);
    }
    if (implicit.remove(symbol) && type.is(Kind.FUNCTION)) {
      symbol.type = type;
    }
    if (!symbol.type.matches(type) && symbol.type.base != null && symbol.type.kind == type.kind
        || symbol.type.kind != type.kind) {
      diagnostics.error(
          name.place(), "'" + name.text() + "' has another type", "declared as " + symbol.type);
    }
    if (symbol.type.size < 0 || symbol.type.unprototyped) {
      symbol.type = type;
    }
    Type known = type.unprototyped && !internal ? library.function(name.text()) : null;
    if (known != null && known.variadic && known.base().matches(type.base())) {
      symbol.type = known;
    }
    scope.declare(name.text(), new Scope.Meaning.Global(symbol));
    return symbol;
  }

  private Symbol external(Token name, String link, Type type) {
    Symbol symbol = external.computeIfAbsent(link, n -> new Symbol(n, type, name));
    if (symbol.type.kind == type.kind && (type.size >= 0 || type.is(Kind.FUNCTION))) {
      // Another unit may have declared it first, with structures that are incomplete there.
      symbol.type = type;
    }
    return symbol;
  }

  /// Has a function or an object be what the attributes of its declaration say.
  void attribute(Symbol symbol, Attributes attributes) {
    attributes.apply(symbol);
    if ((symbol.constructor >= 0 || symbol.destructor >= 0) && !startup.contains(symbol)) {
      startup.add(symbol);
    }
    Token fixedForm = attributes.fixedForm();
    if (fixedForm != null) {
      symbol.fixedForm = external.get(fixedForm.text());
    }
    Token target = attributes.aliased();
    if (target != null && attributes.isWeakReference()) {
      symbol.definition =
          external.computeIfAbsent(target.bytes(), n -> new Symbol(n, symbol.type, target));
      symbol.definition.weak = true;
    } else if (target != null) {
      aliases.put(symbol, target);
    }
  }

  /// Finds what the aliases mean, which may be defined behind them.
  private void resolve(Symbol alias, Token target) {
    Symbol internal = internals.get(target.bytes());
    Symbol meant = internal == null ? external.get(target.bytes()) : internal;
    if (meant == null || !meant.isDefined() && !aliases.containsKey(meant)) {
      diagnostics.error(
          target.place(), "an alias of '" + target.bytes() + "'", "not defined in this file");
    } else {
      alias.definition = meant;
    }
  }

  /// The functions that run before `main` or at the end.
  List<Symbol> startup() {
    return startup;
  }

  /// Notes that an object is defined, as far as its type is known by now.
  void define(Symbol symbol, Token name) {
    if (symbol.type.size < 0) {
      tentative.put(symbol, name);
    } else {
      complete(name, symbol.type);
    }
  }

  /// Ends the tentative definitions of incomplete type (C11 section 6.9.2), and finds what aliases
  /// stand for.
  void complete() {
    aliases.forEach(this::resolve);
    tentative.forEach(
        (symbol, name) -> {
          Type type = symbol.type;
          if (type.is(Kind.ARRAY) && type.size < 0 && type.base().size >= 0) {
            symbol.type = Type.array(type.base(), 1);
          }
          complete(name, symbol.type);
        });
  }

  /// Demands that the type of an object that is defined is complete.
  void complete(Token name, Type type) {
    if (type.size < 0 || type.is(Kind.VOID)) {
      diagnostics.error(name.place(), "a variable of incomplete type", "is " + type);
    }
  }
}
