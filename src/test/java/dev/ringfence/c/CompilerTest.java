package dev.ringfence.c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Source;
import dev.ringfence.core.Rng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompilerTest {
  static final List<SystemCall> CALLS =
      List.of(
          call(0, "write", "long write(int fd, const void *buf, unsigned long count)", "unistd.h"),
          call(1, "_exit", "void _exit(int status)", "unistd.h"),
          call(2, "__brk", "void *__brk(void *addr)", "unistd.h"),
          call(3, "kill", "int kill(int pid, int sig)", "signal.h"),
          call(4, "getpid", "int getpid(void)", "unistd.h"));

  private static SystemCall call(int number, String name, String prototype, String header) {
    return new SystemCall(number, name, prototype, header, SystemCall.Failure.ERRNO);
  }

  private static Compiler.Result compile(String text) {
    return new Compiler(CALLS).compile("t", new Source("t.c", text, false), NoFiles.PATH, Map.of());
  }

  @Test
  void program_withoutErrors_hasLinesAndNoDiagnostics() {
    Compiler.Result result = compile("int main(void)\n{\n  return 42;\n}\n");
    Program program = result.program();
    assertNotNull(program);
    assertEquals(List.of(), result.diagnostics());
    assertEquals("_start", program.functions().getFirst().name());
    Function main =
        program.functions().stream().filter(f -> f.name().equals("main")).findFirst().orElseThrow();
    assertEquals("t.c:3", program.place(main.entry()));
  }

  @Test
  void error_isShownWithItsLineAndACaret() {
    Compiler.Result result = compile("int main(void) {\n  int count = 1;\n  return cuont;\n}\n");
    assertNull(result.program());
    assertEquals(
        """
        error: undeclared name 'cuont'
         --> t.c:3:10
          |
        3 |   return cuont;
          |          ^^^^^ not declared
          = help: did you mean 'count'?
        """
            .replaceAll("(?m)^ ", ""),
        result.diagnostics().getFirst().render().replaceAll("(?m)^ ", ""));
  }

  @Test
  void twoErrors_areBothTold() {
    Compiler.Result result =
        compile("int main(void) {\n  int a = ;\n  nothing();\n  return a.b;\n}\n");
    assertEquals(
        List.of(2, 3, 4), result.diagnostics().stream().map(d -> d.place().line()).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "double _Imaginary d;",
        "union u { int a; } __attribute__((transparent_union));",
        "struct s { __int128 wide : 100; };",
        "int f(int n) { int a[n]; int g(void) { return a[0]; } return g(); }",
        "int f(int n) { __label__ x; int a[n]; void g(void) { goto x; } g(); x: return 0; }",
        "int f(void) { asm(\"cli\"); return 0; }"
      })
  void construct_thatIsNotSupported_isAnError(String text) {
    Compiler.Result result = compile(text + "\nint main(void) { return 0; }\n");
    assertNull(result.program());
    assertEquals(1, result.diagnostics().getFirst().place().line());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void f(void) { const int x = 1; x = 2; }",
        "void f(const char *p) { *p = 0; }",
        "void f(char *const p) { p++; }",
        "int f(void) { const int a[2] = {1}; return a[1] += 2; }"
      })
  void assignment_toWhatIsConst_isAnError(String text) {
    assertNull(compile(text + "\nint main(void) { return 0; }\n").program());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "int f(void);", "/*", "#if 1\nint x;", "int main(void) { f(); }"})
  void text_thatIsNoProgram_isADiagnostic(String text) {
    Compiler.Result result = compile(text);
    assertNull(result.program());
    assertTrue(!result.diagnostics().isEmpty());
  }

  @Test
  void nesting_withoutEnd_isADiagnostic() {
    for (String open : List.of("(", "{", "[", "-", "*", "sizeof ", "if (1) ", "x = ")) {
      Compiler.Result result = compile("int main(void) { int x; " + open.repeat(100_000));
      assertNull(result.program(), open);
    }
  }

  @Test
  void macros_ofTheStandardsExamples_expand() {
    String text =
        """
        #define x 3
        #define f(a) f(x * (a))
        #undef x
        #define x 2
        #define g f
        #define z z[0]
        #define h g(~
        #define m(a) a(w)
        #define w 0,1
        #define t(a) a
        #define p() int
        #define q(x) x
        #define r(x,y) x ## y
        #define str(x) # x
        p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };
        const char *s = str(strncmp("abc\\0d", "abc", '\\4') == 0);
        int main(void) { return sizeof i / sizeof i[0] + i[1] + i[3]; }
        """;
    Compiler.Result result = compile(text);
    assertEquals(List.of(), result.diagnostics());
    assertNotNull(result.program());
  }

  @Test
  void mutatedPrograms_neverThrow() throws IOException {
    String text = Files.readString(Path.of("src/test/c/language.c"));
    Rng rng = new Rng(42);
    int rejected = 0;
    for (int i = 0; i < 1500; i++) {
      StringBuilder mutant = new StringBuilder(text);
      for (int changes = (int) rng.below(4) + 1; changes > 0; changes--) {
        int at = (int) rng.below(mutant.length());
        switch ((int) rng.below(3)) {
          case 0 -> mutant.deleteCharAt(at);
          case 1 -> mutant.insert(at, (char) (32 + rng.below(95)));
          default -> mutant.setLength(Math.max(1, at));
        }
      }
      Compiler.Result result = compile(mutant.toString());
      assertTrue(result.diagnostics().size() <= 4 * Diagnostics.LIMIT);
      rejected += result.program() == null ? 1 : 0;
    }
    assertTrue(rejected > 100, rejected + " rejected");
  }
}
