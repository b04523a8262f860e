package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `--strace` prints of arguments is what strace(1) prints.
class StraceTest {
  @Test
  void wait_ofChildThatStopsAndGoesOn_tellsItsStatus(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("waits.c");
    Files.writeString(
        file,
        """
        #include <signal.h>
        #include <sys/wait.h>
        #include <unistd.h>
        int main(void) {
          int status;
          pid_t child = fork();
          if (child == 0) {
            raise(SIGTSTP);
            _exit(3);
          }
          waitpid(child, &status, WUNTRACED);
          kill(child, SIGCONT);
          waitpid(child, &status, WCONTINUED);
          waitpid(child, &status, 0);
          if (fork() == 0)
            raise(SIGTERM);
          wait(&status);
        }
        """);
    CommandTest.Outcome outcome = CommandTest.execute("exec", "--strace", file.toString());
    List<String> statuses =
        (outcome.output() + outcome.errors())
            .lines()
            .filter(line -> line.contains("[{"))
            .map(line -> line.substring(line.indexOf("[{") + 2, line.indexOf("}]")))
            .toList();
    assertTrue(statuses.size() == 4, outcome.output() + outcome.errors());
    assertEquals(
        List.of(
            "WIFSTOPPED(s) && WSTOPSIG(s) == SIGTSTP",
            "WIFCONTINUED(s)",
            "WIFEXITED(s) && WEXITSTATUS(s) == 3",
            "WIFSIGNALED(s) && WTERMSIG(s) == SIGTERM"),
        statuses);
  }
}
