package dev.ringfence.c;

import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Type;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.gen.Instrumentation;
import dev.ringfence.c.gen.Linker;
import dev.ringfence.c.gen.Startup;
import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Features;
import dev.ringfence.c.lex.IncludePath;
import dev.ringfence.c.lex.Place;
import dev.ringfence.c.lex.Preprocessor;
import dev.ringfence.c.lex.Source;
import dev.ringfence.c.lex.Token;
import dev.ringfence.c.parse.Library;
import dev.ringfence.c.parse.Parser;
import dev.ringfence.c.parse.Supported;
import dev.ringfence.core.Spelling;
import dev.ringfence.machine.DataModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Compiles a C file, with what it needs of the library, to a program.
public final class Compiler {
  /// A program, unless there were errors; and everything that was found.
  public record Result(@Nullable Program program, List<Diagnostic> diagnostics) {}

  private static final Source PRELUDE =
      new Source(
          "<prelude>",
          """
          #include <errno.h>
          #include <fcntl.h>
          #include <limits.h>
          #include <pthread.h>
          #include <ringfence.h>
          #include <sched.h>
          #include <semaphore.h>
          #include <signal.h>
          #include <stdbool.h>
          #include <stdint.h>
          #include <stdio.h>
          #include <stdlib.h>
          #include <string.h>
          #include <sys/wait.h>
          #include <time.h>
          #include <unistd.h>
          int main(int argc, char **argv) {
          """,
          true);
  private static final Source POSTLUDE = new Source("<postlude>", "return 0; }", true);

  static final Features FEATURES = new Supported();

  private final List<SystemCall> calls;
  private final DataModel model;
  private final boolean sanitize;

  /// For x86-64.
  ///
  /// @param calls the kernel's calls, which the headers then declare
  public Compiler(List<SystemCall> calls) {
    this(calls, DataModel.LP64, false);
  }

  /// @param sanitize whether programs shall have their accesses to the heap checked
  public Compiler(List<SystemCall> calls, DataModel model, boolean sanitize) {
    this.calls = calls;
    this.model = model;
    this.sanitize = sanitize;
  }

  /// Compiles one program.
  ///
  /// @param local finds files included in quotes
  /// @param defines macros and their values
  public Result compile(String name, Source main, IncludePath local, Map<String, String> defines) {
    return compile(name, List.of(main), main, local, defines);
  }

  /// Compiles a program whose text is the body of `main`, with the usual headers included.
  public Result compileBody(
      String name, Source body, IncludePath local, Map<String, String> defines) {
    return compile(name, List.of(PRELUDE, body, POSTLUDE), body, local, defines);
  }

  private Result compile(
      String name,
      List<Source> texts,
      Source main,
      IncludePath local,
      Map<String, String> defines) {
    Diagnostics diagnostics = new Diagnostics();
    try {
      Job job = new Job(local, defines, diagnostics);
      Program program = Types.in(model, () -> job.run(name, texts, main));
      return new Result(diagnostics.hasErrors() ? null : program, diagnostics.all());
    } catch (Diagnostics.TooMany _) {
      return new Result(null, diagnostics.all());
    }
  }

  /// The compilation of one program.
  private final class Job implements Library {
    private final Headers path;
    private final Map<String, String> defines;
    private final Diagnostics diagnostics;
    private final Map<String, Symbol> external = new LinkedHashMap<>();
    private final Map<String, Symbol> library = new HashMap<>();
    private final List<Symbol> startup = new ArrayList<>();
    private final Set<String> loaded = new HashSet<>();

    Job(IncludePath local, Map<String, String> defines, Diagnostics diagnostics) {
      this.path = new Headers(calls, local);
      this.defines = defines;
      this.diagnostics = diagnostics;
    }

    @Nullable Program run(String name, List<Source> texts, Source main) {
      Instrumentation instrumentation = sanitize ? sanitizer() : null;
      parse(texts, main, defines, external);
      Symbol entry = external.get("main");
      if (entry == null || entry.body == null) {
        if (!diagnostics.hasErrors()) {
          diagnostics.error(
              new Place(main, 0, 1),
              "there is no function 'main'",
              main.text().isEmpty() ? "the file is empty" : "in this file",
              helpWithMain());
        }
        return null;
      }
      if (diagnostics.hasErrors()) {
        return null;
      }
      handleForks();
      Symbol prepare = find("__start", entry);
      Symbol exit = find("exit", entry);
      Type type = Type.function(Type.VOID);
      Symbol start = new Symbol("_start", type, entry.declared);
      Startup begin = new Startup(prepare, entry, exit, find("atexit", entry), startup);
      Predicate<String> offered = wanted -> Headers.definer(wanted) != null;
      return new Linker(calls, external, this::find, offered, instrumentation, diagnostics)
          .link(name, start, begin);
    }

    private @Nullable String helpWithMain() {
      List<String> defined =
          external.values().stream().filter(Symbol::isDefined).map(symbol -> symbol.name).toList();
      String near = Spelling.nearest("main", defined);
      return near == null ? null : "is it '" + near + "' that was meant?";
    }

    /// Where a program calls `pthread_atfork(3)`, its `fork` is one that calls the handlers.
    private void handleForks() {
      Symbol setting = external.get("pthread_atfork");
      Symbol fork = external.get("fork");
      if (setting != null && setting.used && fork != null && !fork.isDefined()) {
        fork.definition = find("__fork_handled", fork);
      }
    }

    private void parse(
        List<Source> texts, Source source, Map<String, String> macros, Map<String, Symbol> names) {
      List<Token> tokens =
          new Preprocessor(path, macros, FEATURES, model, diagnostics).process(texts, source);
      Parser parser = new Parser(tokens, names, this, source.library(), diagnostics);
      parser.unit();
      startup.addAll(parser.startup());
    }

    @Override
    public @Nullable String header(String name) {
      return path.declaring(name);
    }

    @Override
    public @Nullable Type function(String name) {
      String file = Headers.definer(name);
      Symbol symbol = file == null ? null : load(file).get(name);
      return symbol == null ? null : symbol.type;
    }

    /// Takes the sanitizer's heap for the library's.
    private Instrumentation sanitizer() {
      Source heap = Headers.sanitizer();
      parse(List.of(heap), heap, new HashMap<>(), library);
      loaded.add(Headers.definer("malloc"));
      Set<Symbol> defined = new HashSet<>(library.values());
      defined.removeIf(symbol -> symbol.body == null);
      return new Instrumentation(
          Objects.requireNonNull(library.get("__check_access")),
          symbol -> defined.contains(symbol) || symbol.declared.place().source() == heap);
    }

    private Symbol find(Symbol declared) {
      return find(declared.name, declared);
    }

    /// The library's symbol of a name, for which the program's declaration stands if the library
    /// has none.
    private Symbol find(String name, Symbol declared) {
      String file = Headers.definer(name);
      if (file == null && calls.stream().noneMatch(call -> call.name().equals(name))) {
        Source source = declared.declared.place().source();
        file = source.library() ? Headers.definitions(source) : null;
      }
      if (file != null) {
        load(file);
      }
      return library.computeIfAbsent(name, _ -> declared);
    }

    /// The library's symbols, with those of a file.
    private Map<String, Symbol> load(String file) {
      Source source = loaded.add(file) ? Headers.library(file) : null;
      if (source != null) {
        parse(List.of(source), source, new HashMap<>(), library);
      }
      return library;
    }
  }
}
