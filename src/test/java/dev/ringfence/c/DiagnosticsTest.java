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
          else number = 1;            | 'else' without 'if'          | here                   | several statements between 'if' and 'else' stand in braces
          pust("x");                  | undefined function 'pust'    | neither declared nor defined |
          char s[3]; s = "ab";        | an array cannot be assigned to | is char[3]           | copy the text: strcpy, strncpy
          int a[2], b[2]; a = b;      | an array cannot be assigned to | is int[2]            | copy it: memcpy
          int a[-1];                  | an array with fewer than no elements | is -1          |
          if (number);                | an 'if' that does nothing    | this ';' is its whole body | leave the ';' out
          while (number); { }         | a loop around nothing, before a block | this ';' is its whole body | leave the ';' out
          number == 4;                | a comparison without effect  | here                   | write '=' to assign
          char *s = “x”;              | this character has no meaning in C: U+201C | here     | write "
          size *n;                    | unknown type 'size'          | not a type             | write 'struct size'
          string n;                   | unknown type 'string'        | not a type             | C has no such type: an array of char, or char *
          number = new;               | undeclared name 'new'        | not declared           | 'new' is a word of another language; programs are written in C
          Sleep(5);                   | undefined function 'Sleep'   | neither declared nor defined | 'Sleep' is not of this library; here: sleep or nanosleep
          number = 3；                | this character has no meaning in C: U+FF1B | here     | write ;
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

  private static List<String> told(String text) {
    return diagnostics(text).stream().map(d -> d.place().line() + ": " + d.message()).toList();
  }

  @Test
  void semicolon_missingBehindAStructure_isToldThere() {
    assertEquals(
        List.of("1: expected ';'"),
        told("struct p { int x; }\nint main(void) { struct p q = {3}; return q.x; }"));
    assertEquals(List.of(), told("struct p { int x; }\nq; int main(void) { return q.x; }"));
  }

  @Test
  void undeclaredName_usedOften_isToldOnceInEachFunction() {
    assertEquals(
        List.of("1: undeclared name 'i'", "2: undeclared name 'i'"),
        told("int f(void) { i = 1; return i + i; }\nint main(void) { i++; return i; }"));
  }

  @Test
  void misspeltFunction_isToldWithTheNameThatWasMeant() {
    Diagnostic found =
        diagnostics("#include <stdio.h>\nint main(void) { pirntf(\"x\"); }").getFirst();
    assertEquals("undefined function 'pirntf'", found.message());
    assertEquals("neither declared nor defined", found.label());
    assertEquals("did you mean 'printf'?", found.help());
  }

  @ParameterizedTest
  @CsvSource({
    "stdoi.h,did you mean <stdio.h>?",
    "iostream,this is a header of C++; programs are written in C",
    "nothing_like_it.h,"
  })
  void header_thatIsNot_isToldWithHelp(String name, String help) {
    assertEquals(
        help, diagnostics("#include <" + name + ">\nint main(void) { }").getFirst().help());
  }

  @Test
  void line_withTextThatIsNoToken_isToldOnce() {
    assertEquals(
        List.of("3: unterminated string literal", "4: unterminated character constant"),
        told(
            """
            #include <stdio.h>
            int main(void) {
              printf("hello);
              char c = 'ab;
              return 0;
            }
            """));
  }

  @Test
  void parameter_declaredAnew_isToldUnlessInAnInnerBlock() {
    assertEquals(
        List.of("1: 'x' is declared twice"),
        told("int f(int x) { int x = 2; return x; }\nint main(void) { return f(1); }"));
    assertEquals(
        List.of(),
        told("int f(int x) { { int x = 2; return x; } }\nint main(void) { return f(1); }"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"return &x;", "return a;", "return &a[1];", "return (int *)&x;"})
  void address_ofALocalVariable_isToldWhenReturned(String statement) {
    assertEquals(
        List.of("2: the address of a local variable is returned"),
        told(
            "int *f(void) { static int s; int x = s, a[2] = {x};\n"
                + statement
                + " }\nint main(void) { return f() != 0; }"));
  }

  @Test
  void mainFunction_misspelt_isToldWithTheNameThatThereIs() {
    Diagnostic found = diagnostics("int Main(void) { return 0; }").getFirst();
    assertEquals("there is no function 'main'", found.message());
    assertEquals("is it 'Main' that was meant?", found.help());
  }
}
