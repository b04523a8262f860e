package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
  void strace_beforeTheProgram_takesNoWord() {
    CommandTest.Outcome outcome = CommandTest.execute("exec", "--strace", program, "--", "x");
    assertEquals("[--][x]", outcome.output());
    assertTrue(outcome.errors().contains("exit_group(0)"), outcome.errors());
  }
}
