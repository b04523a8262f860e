package dev.ringfence.c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.c.lex.Source;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningsTest {
  private static List<Diagnostic> diagnostics(String text) {
    Compiler.Result result =
        new Compiler(CompilerTest.CALLS)
            .compile("t", new Source("t.c", text, false), NoFiles.PATH, Map.of());
    return result.diagnostics();
  }

  private static List<String> messages(String text) {
    return diagnostics(text).stream().map(Diagnostic::message).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "int x; return x; ~ 'x' is used before it is set",
        "int x; if (a) x = 1; return x; ~",
        "int x; while (a--) { if (a == 1) return x; x = a; } return 0; ~",
        "int x = x; return 0; ~",
        "int x; return sizeof x; ~",
        "if (a = 1) return 1; return 0; ~ an assignment as a condition",
        "if ((a = 1)) return 1; return 0; ~",
        "if (a) return 1; ~ 'f' may end without a value",
        "for (;;) { if (a) return 1; a++; } ~",
        "for (;;) { if (a) break; } ~ 'f' may end without a value",
        "switch (a) { case 1: return 2; default: return 3; } ~",
        "do { return 1; } while (0); ~",
        "l: if (a) return 1; goto l; ~",
        "char *p = a; return !p; ~ a pointer and an integer in an initialiser"
      })
  void function_isWarnedOfWhatIsCertain(String body, @Nullable String message) {
    String text = "int f(int a) { " + body + " }\nint main(void) { return f(1); }\n";
    assertEquals(message == null ? List.of() : List.of(message), messages(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "\"%d\", 1L ~ '%d' does not fit the argument",
        "\"%s\", 1 ~ '%s' does not fit the argument",
        "\"%d %d\", 1 ~ the format has more conversions than arguments",
        "\"%d\", 1, 2 ~ the format has fewer conversions than arguments",
        "\"%*d %-5.*f%%\", 1, 2, 3, 1.0 ~",
        "\"%u %x %c %hhd %zu %p\", 1, 2, 'a', 3, sizeof 1, (void *)0 ~",
        "\"%lld %jd\", 1LL, 2L ~"
      })
  void format_isComparedWithItsArguments(String arguments, @Nullable String message) {
    String text = "#include <stdio.h>\nint main(void) { printf(" + arguments + "); return 0; }\n";
    List<String> found =
        messages(text).stream().filter(m -> m.contains("format") || m.contains("fit")).toList();
    assertEquals(message == null ? List.of() : List.of(message), found);
  }

  @Test
  void mistake_isToldOnceAndInItsPlace() {
    List<Diagnostic> found =
        diagnostics(
            """
            int main(void) {
              foo_t a = 3;
              a.b->c[2] = 4;
              int n = 5
              n++;
              unknown.x = unfound.y + unknown.z;
              return 0;
            }
            """);
    assertEquals(
        List.of("t.c:2:3", "t.c:4:12", "t.c:6:3", "t.c:6:15"),
        found.stream().map(d -> d.place().toString()).toList());
  }

  @Test
  void functionWithoutDeclaration_hasTheLibrarysType() {
    Compiler.Result result =
        new Compiler(CompilerTest.CALLS)
            .compile(
                "t",
                new Source("t.c", "int main(void) { return strlen(\"abc\") == 3; }\n", false),
                NoFiles.PATH,
                Map.of());
    assertNotNull(result.program());
    assertEquals(
        List.of("implicit declaration of function 'strlen'"),
        result.diagnostics().stream().map(Diagnostic::message).toList());
  }
}
