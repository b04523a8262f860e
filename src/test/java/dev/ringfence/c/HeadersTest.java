package dev.ringfence.c;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringfence.c.ast.Symbol;
import dev.ringfence.c.ast.Types;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.IncludePath;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A header compiles by itself, may be included twice, and declares only what is defined.
class HeadersTest {
  static final Path FOLDER = Path.of("src/main/resources/dev/ringfence/include");
  static final List<SystemCall> CALLS = Kernel.declarations(Profiles.load("x86-64"));

  static List<String> headers() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> FOLDER.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("headers")
  void header_declares_onlyWhatIsDefined(String header) {
    String include = "#include <" + header + ">\n";
    String all =
        declared(header).stream()
            .map(name -> "(void *)&" + name + ",\n")
            .collect(Collectors.joining("", "void *all[] = {\n", "0};\n"));
    Source program = new Source("all.c", include + include + all + "int main(void) {}\n", false);
    Compiler.Result result =
        new Compiler(CALLS, modelOf(header), false).compile("all", program, NoFiles.PATH, Map.of());
    assertEquals(List.of(), result.diagnostics().stream().map(Object::toString).toList());
  }

  /// The machines that a header or a source file of the library is for: those of 64 bits also stand
  /// for all others.
  static DataModel modelOf(String file) {
    return file.contains("dos.") ? DataModel.IP16 : DataModel.LP64;
  }

  /// What a header declares itself, names for its own use apart.
  static List<String> declared(String header) {
    return Types.in(modelOf(header), () -> declaredThere(header));
  }

  private static List<String> declaredThere(String header) {
    IncludePath path = new Headers(CALLS, NoFiles.PATH);
    Source source = Objects.requireNonNull(path.system(header));
    Diagnostics diagnostics = new Diagnostics();
    List<Token> tokens =
        new Preprocessor(path, Map.of(), Compiler.FEATURES, modelOf(header), diagnostics)
            .process(List.of(source), source);
    Map<String, Symbol> external = new TreeMap<>();
    new Parser(tokens, external, Library.NONE, true, diagnostics).unit();
    assertEquals(List.of(), diagnostics.all(), header);
    return external.values().stream()
        .filter(symbol -> symbol.declared.place().source().name().equals(source.name()))
        .map(symbol -> symbol.name)
        .filter(name -> !name.startsWith("__"))
        .toList();
  }
}
