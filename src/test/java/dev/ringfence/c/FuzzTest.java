package dev.ringfence.c;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.IncludePath;
import dev.ringfence.c.lex.Source;
import dev.ringfence.core.Rng;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Feeds the front end with what is no C, or hardly. Whatever comes in, a program or diagnostics
/// come out, soon. `-Dfuzz.inputs=100000` runs as many inputs, `-Dfuzz.seed=N` others.
class FuzzTest {
  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 1500);
  private static final long SEED = Long.getLong("fuzz.seed", 20261124);
  private static final long SLOWEST_NANOS = 10_000_000_000L;
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*|\\d+|\"[^\"\n]*\"|\\S|\\s+");

  private static final List<String> VOCABULARY =
      """
      int char long double void struct s { } ( ) [ ] ; , = == + - * / % & | ^ ~ ! && || < > << >>
      ? : . -> ++ -- += <<= 0 1 2 1.5 'a' "x" L"w" x y f if else while for do switch case default
      break continue return goto l sizeof typedef static extern const volatile unsigned signed short
      float union enum e _Generic _Alignas(8) _Atomic _Thread_local _Static_assert typeof
      __attribute__((packed)) __attribute__((aligned(8))) __auto_type __label__ asm("")
      __builtin_clz __builtin_va_arg __builtin_offsetof __builtin_add_overflow
      __sync_fetch_and_add __builtin_types_compatible_p __builtin_choose_expr
      4294967295u -1 0x7fffffff
      """
          .lines()
          .flatMap(line -> Stream.of(line.split(" ")))
          .toList();

  private static final List<String> LINES =
      List.of(
          "\n#define M(a, b) a##b #a\n",
          "\n#define N(...) __VA_OPT__(x) __VA_ARGS__\n",
          "\n#if 1 + x\n",
          "\n#else\n",
          "\n#endif\n",
          "\n#include <stdio.h>\n",
          "\n#pragma pack(1)\n",
          "\n#undef M\n",
          " M(1, 2) ",
          " N(x, (y)) ",
          "int main(void) {",
          "int f(int x, ...) {");

  /// A file that is included in quotes is a macro bomb that includes itself.
  private static final IncludePath SELF =
      new IncludePath() {
        @Override
        public @Nullable Source system(String name) {
          return null;
        }

        @Override
        public @Nullable Source local(Source from, String name) {
          return new Source(name, "#include \"" + name + "\"\n", false);
        }
      };

  private static void check(String text, String what) {
    long start = System.nanoTime();
    try {
      Compiler.Result result =
          new Compiler(CompilerTest.CALLS)
              .compile("t", new Source("t.c", text, false), SELF, Map.of());
      result.diagnostics().forEach(d -> assertTrue(!d.render().isEmpty()));
      assertTrue(
          result.diagnostics().size() <= 2 * Diagnostics.LIMIT,
          what + ": " + result.diagnostics().size() + " diagnostics");
      assertTrue(result.program() != null || !result.diagnostics().isEmpty(), what);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(what + " makes the front end fail on:\n" + text, e);
    }
    long nanos = System.nanoTime() - start;
    assertTrue(nanos < SLOWEST_NANOS, what + " takes " + nanos / 1_000_000 + " ms:\n" + text);
  }

  private static List<String> programs() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/c"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".c")).sorted().toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }

  private static String bytes(Rng rng) {
    byte[] bytes = new byte[(int) rng.below(400)];
    boolean text = rng.below(2) == 0;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (text ? 32 + rng.below(96) : rng.below(256));
    }
    return text ? new String(bytes, StandardCharsets.ISO_8859_1) : Source.decode(bytes);
  }

  private static String soup(Rng rng) {
    StringBuilder text = new StringBuilder(rng.below(2) == 0 ? "int main(void) { " : "");
    for (int words = (int) rng.below(120); words > 0; words--) {
      List<String> from = rng.below(12) == 0 ? LINES : VOCABULARY;
      text.append(from.get((int) rng.below(from.size()))).append(' ');
    }
    return text.toString();
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  private static String mutant(Rng rng, List<String> texts) {
    List<String> words = words(texts.get((int) rng.below(texts.size())));
    for (int changes = (int) rng.below(6) + 1; changes > 0 && !words.isEmpty(); changes--) {
      int at = (int) rng.below(words.size());
      int other = (int) rng.below(words.size());
      switch ((int) rng.below(6)) {
        case 0 -> words.remove(at);
        case 1 -> words.add(at, words.get(other));
        case 2 -> words.set(at, words.get(other));
        case 3 -> words.add(at, VOCABULARY.get((int) rng.below(VOCABULARY.size())));
        case 4 -> words.set(at, " " + VOCABULARY.get((int) rng.below(VOCABULARY.size())) + " ");
        default -> {
          int from = Math.min(at, other);
          int to = Math.min(words.size(), from + (int) rng.below(40));
          words.subList(from, to).clear();
        }
      }
    }
    return String.join("", words);
  }

  @Test
  void input_ofAnyKind_givesAProgramOrDiagnostics() throws IOException {
    System.out.println("fuzz.seed=" + SEED + " fuzz.inputs=" + INPUTS);
    List<String> texts = programs();
    for (int i = 0; i < INPUTS; i++) {
      Rng rng = new Rng(SEED + i);
      String text =
          switch ((int) rng.below(5)) {
            case 0 -> bytes(rng);
            case 1, 2 -> soup(rng);
            default -> mutant(rng, texts);
          };
      check(text, "input " + i + " of seed " + SEED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int a[1 << 30][1 << 30];",
        "char x[1000000000] = {1};",
        "char x[1000000000];",
        "int x[] = {[999999999] = 1};",
        "int x[] = {[0 ... 999999999] = 1};",
        "int x[2147483647] = {[2147483646] = 1};",
        "int a[-1];",
        "int f(int *p, double d) { return p ? p : d; }",
        "static const int d[4][] = {{0, 1}, {1, 0}};",
        "struct s { struct s s; } x;",
        "struct s { char a[1 << 30]; char b[1 << 30]; char c[1 << 30]; } x[1 << 10];",
        "enum { A = 0x7fffffffffffffff, B, C };",
        "int main(void) { char a[1 << 30]; return a[0]; }",
        "int main(void) { switch (0) { case 0 ... 0x7fffffffffffffff: ; } }",
        "#include \"self.h\"",
        "int f(int a[f(1)]) { return 0; }",
        "typedef int t; t t; t t;",
        "int main(void) { goto *&&l; }",
        "_Static_assert(sizeof(int[1 << 28][1 << 28]), \"\");",
        "int x = 1 / 0; int y = 1 % 0; int z = (-2147483647 - 1) / -1; long w = 1l << 100;",
        "_Alignas(1 << 30) int x;",
        "struct s { int a : 40; int : 0; int b : 0; };",
        "int (*(*f)(int (*)(int)))[3] = f;",
        "double d = 1e999999999; float f = 1e-99999999f; long double l = 0x1p-99999999l;",
        "char *s = \"\\xffffffffffffffffffffff\"; int c = '\\777777';"
      })
  void input_thatAsksForTooMuch_givesAProgramOrDiagnostics(String text) {
    check(text + "\nint main2(void) { return 0; }\n", text);
  }

  @Test
  void input_thatIsLong_givesAProgramOrDiagnostics() {
    int many = 30_000;
    check("enum {" + "A,".repeat(many) + "};", "a long enumeration");
    check("int x = " + "1+".repeat(many) + "1;", "a long sum");
    check("int x = " + "1,".repeat(many) + "1;", "a long comma expression");
    check("int f(" + "int,".repeat(many) + "int);", "many parameters");
    check("int main(void) {" + "int x;{".repeat(many), "many blocks");
    check("int main(void) { return " + "f(".repeat(many), "many calls");
    check("int x[] = {" + "{".repeat(many), "many braces");
    check("int x[] = {" + "1,".repeat(many) + "};", "a long array");
    check("struct a {".repeat(many), "many structures");
    check("int " + "*".repeat(many) + "x;", "many stars");
    check("int x" + "[1]".repeat(many) + ";", "many dimensions");
    check("int " + "(".repeat(many) + "x", "many parentheses");
    check("#if 1\n".repeat(many), "many conditionals");
    check("#if " + "(".repeat(many) + "\n#endif", "a deep condition");
    check("#if " + "!".repeat(many) + "1\n#endif", "a long condition");
    check("#define f(x) x\nint x = " + "f(".repeat(many), "many macro calls");
    check("\\\n".repeat(many) + "int x;", "many splices");
    check("int main(void) { int x; x " + "= x ".repeat(many) + "; }", "many assignments");
    check("int main(void) { if (1) " + "else if (1) ".repeat(many) + "; }", "many branches");
    check("int main(void) { return " + "1 ? 1 : ".repeat(many) + "1; }", "many conditions");
    check("int main(void) {" + "l: ".repeat(many) + "; }", "many labels");
    check("int main(void) { switch (1) {" + "case 1: ".repeat(many) + "; } }", "many cases");
    check("int main(void) { return " + "({".repeat(many), "many statement expressions");
    check("typeof(".repeat(many), "many typeofs");
    check("int main(void) { return x" + ".y".repeat(many) + "; }", "many members");
    check("int main(void) { return x" + "[0]".repeat(many) + "; }", "many elements");
    check("char *s = " + "\"x\" ".repeat(many) + ";", "many literals");
    check("int f(void) { return 0; }\n".repeat(many / 10), "many definitions");
  }
}
