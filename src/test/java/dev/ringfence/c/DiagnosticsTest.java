package dev.ringfence.c;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringfence.c.lex.Diagnostic;
import dev.ringfence.c.lex.Source;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a mistake is called, what was found there, and the sentence of help.
@NullUnmarked
class DiagnosticsTest {
  private static List<Diagnostic> diagnostics(String text) {
    return new Compiler(CompilerTest.CALLS)
        .compile("t", new Source("t.c", text, false), NoFiles.PATH, Map.of())
        .diagnostics();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          uint32_t x;                 | unknown type 'uint32_t'      | not a type             | #include <stdint.h> declares it
          pthread_mutex_t m;          | unknown type 'pthread_mutex_t' | not a type           | #include <pthread.h> declares it
          unsinged x;                 | unknown type 'unsinged'      | not a type             |
          return EOF;                 | undeclared name 'EOF'        | not declared           | #include <stdio.h> declares it
          puts("x");                  | implicit declaration of function 'puts' | not declared | #include <stdio.h> declares it
          nomber++;                   | undeclared name 'nomber'     | not declared           | did you mean 'number'?
          int *r = &nowhere;          | undeclared name 'nowhere'    | not declared           |
          p.widht = 1;                | no member 'widht'            | not in struct size     | did you mean 'width'?
          p->width = 1;               | no pointer before '->'       | found struct size      | write '.' behind a structure
          q.width = 1;                | no structure before '.'      | found struct size *    | write '->' behind a pointer
          number.x = 1;               | no structure before '.'      | found int              |
          twice();                    | wrong number of arguments    | takes 1, given 0       | 'twice' is declared as int(int) in line 2
          int (*f)(char) = twice;     | pointers of other types in an initialiser | expected int (*)(char), found int (*)(int) |
          char s[2] = "abc";          | the string is too long       | does not fit char[2]   |
          return;                     | a return without a value     | should be int          |
          return else;                | expected an expression       | found 'else'           |
          """)
  void mistake_isToldWithHelp(String statement, String message, String label, String help) {
    Diagnostic first =
        diagnostics(
                """
                struct size { int width, height; };
                int twice(int n) { return n; }
                int main(void) { struct size p, *q = &p; int number = 0;
                %s
                }
                """
                    .formatted(statement))
            .getFirst();
    assertEquals(message, first.message());
    assertEquals(label, first.label());
    assertEquals(help, first.help());
    assertEquals(4, first.place().line());
  }

  @Test
  void missingSemicolon_atTheEndOfALine_isToldOnce() {
    List<Diagnostic> found =
        diagnostics(
            "int main(void) {\n  int a = 1\n  int b = 2;\n  a = b\n  return a + b;\n}\nint c\n");
    assertEquals(
        "2:12 4:8 7:6",
        found.stream()
            .map(d -> d.place().line() + ":" + d.place().column())
            .collect(Collectors.joining(" ")));
  }

  @Test
  void mistakes_inSeveralStatements_areToldOnceEach() {
    List<Diagnostic> found =
        diagnostics(
            """
            int main(void) {
              int a[3] = {1, 2 3};
              for (int i = 0; i < 3; i++ { a[i] = i; }
              if (a[0] { a[1] = 2; } else { a[2] = 3; }
              do { a[0] = 1 } while (0);
              return none;
            }
            int f(int x { return x; }
            int g(void) { return none; }
            """);
    assertEquals(List.of(2, 3, 4, 5, 6, 8, 9), found.stream().map(d -> d.place().line()).toList());
  }
}
