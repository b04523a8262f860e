package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExecArgumentsTest {
  @TempDir private Path folder = Path.of("");
  private String program = "";

  @BeforeEach
  void makeProgram() throws IOException {
    program =
        Files.writeString(
                folder.resolve("list.c"),
                """
                #include <stdio.h>
                int main(int argc, char **argv) {
                  for (int i = 1; i < argc; i++)
                    printf("[%s]", argv[i]);
                }
                """)
            .toString();
  }

  @Test
  void options_behindTheProgram_areItsArguments() {
    CommandTest.Outcome outcome =
        CommandTest.execute(
            "exec", "-D", "X", program, "-v", "--help", "-ofile", "--", "@file", "--file=x");
    assertEquals("[-v][--help][-ofile][--][@file][--file=x]", outcome.output());
    assertEquals("", outcome.errors());
  }

  @Test
  void strace_behindTheProgram_isItsArgumentAndTold() {
    CommandTest.Outcome outcome = CommandTest.execute("exec", program, "--strace");
    assertEquals("[--strace]", outcome.output());
    assertTrue(outcome.errors().contains("--strace behind " + program), outcome.errors());
  }

  @Test
  void sources_behindTheProgram_areToldWhenSomethingIsMissing() throws IOException {
    Path more = Files.writeString(folder.resolve("more.c"), "int more(void) { return 1; }\n");
    Path main =
        Files.writeString(
            folder.resolve("main.c"), "int more(void);\nint main(void) { return more(); }\n");
    CommandTest.Outcome outcome =
        CommandTest.execute("exec", main.toString(), more.toString(), "absent.c");
    assertEquals(3, outcome.status());
    assertTrue(outcome.errors().contains("undefined function 'more'"), outcome.errors());
    assertTrue(outcome.errors().contains("#include \"" + more + "\""), outcome.errors());
    assertFalse(outcome.errors().contains("absent.c"), outcome.errors());
  }

  @Test
  void strace_beforeTheProgram_takesNoWord() {
    CommandTest.Outcome outcome = CommandTest.execute("exec", "--strace", program, "--", "x");
    assertEquals("[--][x]", outcome.output());
    assertTrue(outcome.errors().contains("exit_group(0)"), outcome.errors());
  }

  /// With a mark of the byte order at the beginning, as some editors write it.
  @Test
  void program_withByteOrderMark_runs() throws IOException {
    byte[] text = "\uFEFFint main(void) { return 7; }".getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("mark.c"), text);
    assertEquals(7, CommandTest.execute("exec", file.toString()).status());
  }

  @Test
  void file_thatIsNoText_isToldAsWhatItIs() throws IOException {
    rejected("\u007FELF\2\1\1", "is a compiled program: name its source");
    rejected("\u00FF\u00FEi\0n\0t\0", "is UTF-16: save it as UTF-8");
    rejected("", "there is no function 'main'", "the file is empty");
  }

  private void rejected(String bytes, String... words) throws IOException {
    Path file = Files.writeString(folder.resolve("x.c"), bytes, StandardCharsets.ISO_8859_1);
    CommandTest.Outcome outcome = CommandTest.execute("exec", file.toString());
    assertEquals(3, outcome.status());
    for (String word : words) {
      assertTrue(outcome.errors().contains(word), outcome.errors());
    }
    assertFalse(outcome.errors().contains(" | "), outcome.errors());
  }

  @Test
  void output_thatNobodyReads_endsTheProgramAsByASignal() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("flood.c"),
            """
            #include <stdio.h>
            int main(void) {
              for (;;)
                puts("again and again");
            }
            """);
    PrintStream before = System.out;
    System.setOut(
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("nobody reads");
              }
            },
            false,
            StandardCharsets.UTF_8));
    try {
      assertEquals(141, Main.execute("exec", file.toString()));
    } finally {
      System.setOut(before);
    }
  }
}
