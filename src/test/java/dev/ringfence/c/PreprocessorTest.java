package dev.ringfence.c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ringfence.c.lex.IncludePath;
import dev.ringfence.c.lex.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessorTest {
  /// Every file that is included in quotes includes itself twice.
  private static final IncludePath ENDLESS =
      new IncludePath() {
        @Override
        public @Nullable Source system(String name) {
          return null;
        }

        @Override
        public @Nullable Source local(Source from, String name) {
          return new Source(name, "#include \"a.h\"\n#include \"a.h\"\n", false);
        }
      };

  private static Compiler.Result compile(String text) {
    return new Compiler(CompilerTest.CALLS)
        .compile("t", new Source("t.c", text, false), ENDLESS, Map.of());
  }

  private static String first(String text) {
    Compiler.Result result = compile(text);
    assertNull(result.program());
    return result.diagnostics().getFirst().message();
  }

  private static String doubling(String last) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append("#define A%d A%d A%d\n".formatted(i, i + 1, i + 1));
    }
    return text + "#define A40 " + last + "\nint x = A0 0;\n";
  }

  @Test
  void macrosThatDouble_areRefusedSoon() {
    for (String bomb :
        List.of(
            doubling("1 +"),
            doubling(""),
            "#define f(x) x x\nint x = " + "f(".repeat(60) + "1" + ")".repeat(60) + ";",
            "#define S(x) #x #x\n#define X(x) S(x)\nchar *s = "
                + "X(".repeat(60)
                + "1"
                + ")".repeat(60)
                + ";")) {
      Assertions.assertTimeout(
          Duration.ofSeconds(5), () -> assertEquals("macro expansion is too large", first(bomb)));
    }
  }

  @Test
  void fileThatIncludesItself_isRefused() {
    assertEquals("#include nested too deeply", first("#include \"a.h\"\nint main(void) {}\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "#if 1 / 0\\n#endif ~ division by zero in a condition",
        "#if (1\\n#endif ~ malformed condition",
        "#if 1 2\\n#endif ~ malformed condition",
        "#if\\n#endif ~ #if with no expression",
        "#elif 1 ~ #elif without #if",
        "#ifdef\\n#endif ~ missing macro name",
        "#include <none.h> ~ file not found: none.h",
        "#include_next <a.h> ~ #include_next is not supported",
        "#define f(a ~ malformed macro parameters",
        "#define f(a, a) a ~ two macro parameters of one name",
        "#define f(a) #b ~ '#' is not followed by a parameter",
        "#define f ## a ~ '##' at the end of a macro",
        "#define f(a) a ## +\\n int f(b); ~ pasting 'b' and '+' makes no token",
        "#define f(a) a\\n int f(b, c); ~ wrong number of arguments for macro 'f'",
        "#define f(a) a\\n int f(b; ~ unterminated call of macro 'f'",
        "#error no way ~ #error no way",
        "#nonsense ~ unknown directive '#nonsense'",
        "int a = 0x; ~ invalid digit in a constant",
        "int a = 09; ~ invalid digit in a constant",
        "int a = 0xe+1; ~ invalid suffix '+1' on an integer constant",
        "int a = 99999999999999999999; ~ the integer constant is too large",
        "int a = 'b; ~ unterminated character constant",
        "int a = ''; ~ empty character constant",
        "int a @; ~ this character has no meaning in C: @"
      })
  void mistake_isTold(String text, String message) {
    assertEquals(message, first(text.replace("\\n", "\n") + "\n"));
  }

  @Test
  void mistakes_inSkippedPartsAreNone() {
    String text =
        """
        #if 0
        don't @ 0x "unterminated
        #if 1 / 0
        #nonsense
        #elif 1 +
        #endif
        #elif 1
        int main(void) { return 0; }
        #elif 1 / 0
        #endif
        """;
    assertEquals(List.of(), compile(text).diagnostics());
  }
}
