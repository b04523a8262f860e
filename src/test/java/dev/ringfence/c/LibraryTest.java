package dev.ringfence.c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Preprocessor;
import dev.ringfence.c.lex.Source;
import dev.ringfence.c.lex.Token;
import dev.ringfence.c.parse.Library;
import dev.ringfence.c.parse.Parser;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.machine.DataModel;
import dev.ringfence.scenario.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LibraryTest {
  private static final Path RESOURCES = Path.of("src/main/resources/dev/ringfence");
  private static final List<SystemCall> CALLS = Kernel.declarations(Profiles.load("x86-64"));

  private static List<String> files(String folder, String ending) throws IOException {
    Path root = RESOURCES.resolve(folder);
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(ending))
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  static List<String> headers() throws IOException {
    return files("include", ".h");
  }

  private static Map<String, Symbol> parse(Source source) {
    DataModel model = HeadersTest.modelOf(source.name());
    return Types.in(model, () -> parse(source, model));
  }

  private static Map<String, Symbol> parse(Source source, DataModel model) {
    Diagnostics diagnostics = new Diagnostics();
    Map<String, Symbol> names = new TreeMap<>();
    Preprocessor preprocessor =
        new Preprocessor(
            new Headers(CALLS, NoFiles.PATH),
            new HashMap<>(),
            Compiler.FEATURES,
            model,
            diagnostics);
    List<Token> tokens = preprocessor.process(List.of(source), source);
    new Parser(tokens, names, Library.NONE, true, diagnostics).unit();
    assertEquals(
        List.of(), diagnostics.all().stream().map(Diagnostic::render).toList(), source.name());
    return names;
  }

  /// The index says where each name is defined. `mvn verify -Dindex=write` writes it.
  @Test
  void index_ofTheLibrary_namesWhatItsFilesDefine() throws IOException {
    StringBuilder found = new StringBuilder();
    for (String file : files("lib", ".c")) {
      String names =
          parse(Objects.requireNonNull(Headers.library(file))).values().stream()
              .filter(symbol -> symbol.body != null || !symbol.isFunction() && symbol.defined)
              .map(symbol -> symbol.name)
              .collect(Collectors.joining(" "));
      found.append(file).append(": ").append(names).append('\n');
    }
    Path index = RESOURCES.resolve("lib/INDEX");
    if ("write".equals(System.getProperty("index"))) {
      Files.writeString(index, found);
    }
    assertEquals(
        Files.readString(index), found.toString(), "mvn verify -Dindex=write writes the index");
  }

  /// A header declares only what works: each function and object in it can be linked.
  @ParameterizedTest
  @MethodSource("headers")
  void header_ofTheLibrary_declaresWhatIsDefined(String header) {
    Source source = new Source(header, "#include <" + header + ">\n", true);
    for (Symbol symbol : parse(source).values()) {
      boolean call = CALLS.stream().anyMatch(c -> c.name().equals(symbol.name));
      String file = call ? "a system call" : Headers.definer(symbol.name);
      assertNotNull(file, symbol.name + " is defined nowhere");
    }
  }
}
