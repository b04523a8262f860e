package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who waits for ever for a lock on a file or for the other end of a FIFO is found.
class FileWaitTest {
  private static final String HEADERS =
      "#include <fcntl.h>\n#include <sys/file.h>\n#include <sys/stat.h>\n#include <unistd.h>\n";

  @TempDir Path folder = Path.of("");

  private String stuck(String main) throws IOException {
    Path file = folder.resolve("p.c");
    Files.writeString(file, HEADERS + "int main(void) {\n" + main + "\n}\n");
    CommandTest.Outcome outcome = CommandTest.execute("exec", file.toString());
    assertEquals(1, outcome.status(), outcome.errors());
    return outcome.errors();
  }

  @Test
  void flock_onWhatAnotherDescriptorHas_isStuckOnItself() throws IOException {
    String told =
        stuck(
            """
            int one = open("file", O_RDWR | O_CREAT, 0600), other = open("file", O_RDWR);
            flock(one, LOCK_EX);
            flock(other, LOCK_EX);
            """);
    assertTrue(told.contains("STUCK ON ITSELF"), told);
    assertTrue(told.contains("which it holds itself"), told);
  }

  @Test
  void flock_crosswise_isADeadlock() throws IOException {
    String told =
        stuck(
            """
            int ends[2];
            char c;
            pipe(ends);
            if (fork() == 0) {
              flock(open("b", O_RDWR | O_CREAT, 0600), LOCK_EX);
              write(ends[1], "x", 1);
              flock(open("a", O_RDWR | O_CREAT, 0600), LOCK_EX);
              _exit(0);
            }
            flock(open("a", O_RDWR | O_CREAT, 0600), LOCK_EX);
            read(ends[0], &c, 1);
            flock(open("b", O_RDWR | O_CREAT, 0600), LOCK_EX);
            """);
    assertTrue(told.contains("DEADLOCK"), told);
  }

  @Test
  void open_ofAFifoThatNobodyElseOpens_isStuck() throws IOException {
    String told = stuck("mkfifo(\"f\", 0600);\nopen(\"f\", O_RDONLY);");
    assertTrue(told.contains("STUCK since"), told);
    assertTrue(told.contains("the other end of the FIFO f"), told);
  }
}
