package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who waits for ever for descriptors is found, and nobody else.
class EventWaitTest {
  private static final String HEADERS =
      """
      #include <poll.h>
      #include <pthread.h>
      #include <signal.h>
      #include <sys/epoll.h>
      #include <sys/eventfd.h>
      #include <sys/pidfd.h>
      #include <sys/signalfd.h>
      #include <sys/wait.h>
      #include <unistd.h>
      struct epoll_event event = {EPOLLIN, {.fd = 0}};
      int ends[2], set;
      char buffer[200];
      sigset_t usr1;
      """;

  @TempDir Path folder = Path.of("");

  private CommandTest.Outcome run(String before, String main) throws IOException {
    Path file = folder.resolve("p.c");
    String start =
        "pipe(ends); set = epoll_create1(0); sigemptyset(&usr1); sigaddset(&usr1, SIGUSR1);\n";
    Files.writeString(file, HEADERS + before + "int main(void) {\n" + start + main + "\n}\n");
    return CommandTest.execute("exec", file.toString());
  }

  private void assertStuck(String main) throws IOException {
    CommandTest.Outcome outcome = run("", main);
    assertEquals(1, outcome.status(), outcome.errors());
    assertTrue(outcome.errors().contains("Inevitable when"), outcome.errors());
  }

  private void assertEnds(String before, String main) throws IOException {
    CommandTest.Outcome outcome = run(before, main + "\nreturn 0;");
    assertEquals(0, outcome.status(), outcome.errors());
  }

  private static final String WATCH_PIPE = "epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &event);\n";
  private static final String AWAIT = "epoll_wait(set, &event, 1, -1);\n";

  @Test
  void epollWait_withNothingToWatch_isStuck() throws IOException {
    assertStuck(AWAIT);
  }

  @Test
  void epollWait_forAPipeOfItsOwn_isStuck() throws IOException {
    assertStuck(WATCH_PIPE + AWAIT);
  }

  @Test
  void epollWait_forANestedOneOfAPipeOfItsOwn_isStuck() throws IOException {
    assertStuck(
        WATCH_PIPE
            + "int outer = epoll_create1(0);\n"
            + "epoll_ctl(outer, EPOLL_CTL_ADD, set, &event);\n"
            + "epoll_wait(outer, &event, 1, -1);");
  }

  @Test
  void epollWait_forWhatWasToldOnce_isStuck() throws IOException {
    assertStuck(
        "event.events |= EPOLLET;\n" + WATCH_PIPE + "write(ends[1], \"x\", 1);\n" + AWAIT + AWAIT);
  }

  @Test
  void epollWait_forAPipeThatAChildWrites_ends() throws IOException {
    assertEnds(
        "",
        WATCH_PIPE
            + "if (fork() == 0) { usleep(1000); write(ends[1], \"x\", 1); _exit(0); }\n"
            + AWAIT);
  }

  @Test
  void epollWait_toWhichAThreadAddsWhatIsReady_ends() throws IOException {
    assertEnds(
        "void *add(void *arg) { usleep(1000); write(ends[1], \"x\", 1);\n"
            + WATCH_PIPE
            + "return arg; }\n",
        "pthread_t thread; pthread_create(&thread, NULL, add, NULL);\n" + AWAIT);
  }

  @Test
  void epollWait_withATimeout_ends() throws IOException {
    assertEnds("", WATCH_PIPE + "epoll_wait(set, &event, 1, 100);");
  }

  @Test
  void signalfd_forASignalThatNobodySends_isStuck() throws IOException {
    assertStuck("sigprocmask(SIG_BLOCK, &usr1, NULL);\nread(signalfd(-1, &usr1, 0), buffer, 128);");
  }

  @Test
  void poll_ofASignalfdForASignalThatNobodySends_isStuck() throws IOException {
    assertStuck(
        "sigprocmask(SIG_BLOCK, &usr1, NULL);\n"
            + "struct pollfd one = {signalfd(-1, &usr1, 0), POLLIN};\npoll(&one, 1, -1);");
  }

  @Test
  void signalfd_forASignalThatAChildSends_ends() throws IOException {
    assertEnds(
        "",
        "sigprocmask(SIG_BLOCK, &usr1, NULL);\n"
            + "if (fork() == 0) { usleep(1000); kill(getppid(), SIGUSR1); _exit(0); }\n"
            + "read(signalfd(-1, &usr1, 0), buffer, 128);");
  }

  @Test
  void poll_ofAProcessThatIsStuck_isStuck() throws IOException {
    assertStuck(
        "pid_t child = fork();\n"
            + "if (child == 0) { read(ends[0], buffer, 1); _exit(0); }\n"
            + "struct pollfd one = {pidfd_open(child, 0), POLLIN};\npoll(&one, 1, -1);");
  }

  @Test
  void poll_ofAProcessThatEnds_ends() throws IOException {
    assertEnds(
        "",
        "pid_t child = fork();\n"
            + "if (child == 0) { usleep(1000); _exit(0); }\n"
            + "struct pollfd one = {pidfd_open(child, 0), POLLIN};\npoll(&one, 1, -1);");
  }
}
