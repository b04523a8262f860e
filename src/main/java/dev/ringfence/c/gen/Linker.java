package dev.ringfence.c.gen;

import dev.ringfence.c.Program;
import dev.ringfence.c.SystemCall;
import dev.ringfence.c.ast.FunctionBody;
import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Source;
import dev.ringfence.c.lex.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Generates whatever can be reached from `main`, and has it laid out as a program.
public final class Linker {
  /// Finds definitions in the library, whose names are apart from the program's: a program may
  /// define what the library also has, and the library still uses its own.
  public interface Library {
    /// The library's symbol for one that the program or the library itself only declares, with its
    /// definition if there is one.
    Symbol find(Symbol declared);
  }

  private final Map<String, SystemCall> calls = new HashMap<>();
  private final Map<String, Symbol> external;
  private final Library library;
  private final Predicate<String> offered;
  private final @Nullable Instrumentation instrumentation;
  private final Diagnostics diagnostics;
  private final Map<Symbol, Code> functions = new LinkedHashMap<>();
  private final List<Symbol> objects = new ArrayList<>();
  private final Deque<Symbol> waiting = new ArrayDeque<>();
  private final List<Source> sources = new ArrayList<>();

  /// @param offered whether the library defines a name
  /// @param instrumentation what is put into the code, if anything is
  public Linker(
      List<SystemCall> calls,
      Map<String, Symbol> external,
      Library library,
      Predicate<String> offered,
      @Nullable Instrumentation instrumentation,
      Diagnostics diagnostics) {
    this.instrumentation = instrumentation;
    calls.forEach(call -> this.calls.put(call.name(), call));
    this.external = external;
    this.library = library;
    this.offered = offered;
    this.diagnostics = diagnostics;
  }

  private int lineOf(Token token) {
    Source source = token.place().source();
    int index = sources.indexOf(source);
    if (index < 0) {
      index = sources.size();
      sources.add(source);
    }
    return index << 20 | Math.min(token.place().line(), 0xFFFFF);
  }

  /// @param start the symbol `_start`, where a process begins
  public @Nullable Program link(String name, Symbol start, Startup startup) {
    Code first = startup.code();
    functions.put(start, first);
    first.fixups.forEach(fixup -> need(fixup.symbol(), start.declared));
    // All of the user's functions are generated, so that errors in them are found.
    for (Symbol symbol : List.copyOf(external.values())) {
      FunctionBody body = symbol.body;
      if (body != null && !body.library) {
        need(symbol, symbol.declared);
      }
    }
    needOthers();
    Symbol names = NameTable.in(objects);
    if (names != null) {
      needWhatIsNamed();
      objects.addAll(new NameTable(external).fill(names, functions.keySet(), List.copyOf(objects)));
    }
    return diagnostics.hasErrors()
        ? null
        : new ProgramLayout(functions, objects, sources, diagnostics).program(name, start);
  }

  private void needOthers() {
    while (!waiting.isEmpty()) {
      Symbol symbol = waiting.remove();
      Code code = functions.get(symbol);
      if (code != null) {
        code.fixups.forEach(fixup -> need(fixup.symbol(), symbol.declared));
      }
      symbol.relocations.forEach(r -> need(r.target(), symbol.declared));
    }
  }

  /// Links the functions of the library that literals of the program name, which it may look up
  /// while it runs.
  private void needWhatIsNamed() {
    for (Symbol object : List.copyOf(objects)) {
      String name = NameTable.literal(object);
      if (name != null && (calls.containsKey(name) || offered.test(name))) {
        Token at = object.declared;
        need(library.find(new Symbol(name, Type.function(Type.signedInt()), at)), at);
      }
    }
    needOthers();
  }

  private void need(Symbol named, Token user) {
    if (named.labelOf != null) {
      need(named.labelOf.symbol, user);
      return;
    }
    if (!named.isDefined() && named.definition == null) {
      named.definition = library.find(named);
    } else if (named.weak && named.declared.place().source().library()) {
      named.definition = replacement(named);
    }
    Symbol symbol = named.resolved();
    symbol.addressTaken |= named.addressTaken;
    if (symbol.isFunction() ? functions.containsKey(symbol) : objects.contains(symbol)) {
      return;
    }
    SystemCall call = calls.get(symbol.name);
    FunctionBody body = symbol.body;
    if (!symbol.isFunction()) {
      if (!symbol.defined && symbol.weak) {
        symbol.absent = true;
        return;
      }
      objects.add(symbol);
      if (!symbol.defined) {
        undefined(symbol, "object", user);
      }
    } else if (symbol.trampoline != null) {
      functions.put(symbol, Stubs.trampoline(symbol.trampoline));
    } else if (body != null) {
      Code code = Statements.generate(body, this::lineOf, diagnostics);
      functions.put(
          symbol, instrumentation == null ? code : instrumentation.of(symbol, code, body.library));
    } else if (call != null) {
      functions.put(symbol, Stubs.wrapper(call, symbol));
    } else {
      functions.put(symbol, Stubs.absent());
      symbol.absent = symbol.weak;
      if (!symbol.weak) {
        undefined(symbol, "function", user);
      }
    }
    waiting.add(symbol);
  }

  /// The program's object in place of the library's, where the library lets a program define it.
  private @Nullable Symbol replacement(Symbol weak) {
    Symbol own = external.get(weak.name);
    return own != null && own.defined ? own : weak.definition;
  }

  private void undefined(Symbol symbol, String what, Token user) {
    Token at = symbol.declared.place().source().library() ? user : symbol.declared;
    diagnostics.error(
        at.place(),
        "undefined " + what + " '" + symbol.name + "'",
        symbol.implicit ? "neither declared nor defined" : "declared, but defined nowhere");
  }
}
