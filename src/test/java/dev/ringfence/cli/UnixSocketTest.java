package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known of sockets of `AF_UNIX` beyond what Linux tells: who can still end a wait, and
// what
/// scenarios may set.
class UnixSocketTest {
  private static final String HEADERS =
      """
      #include <fcntl.h>
      #include <poll.h>
      #include <stdio.h>
      #include <string.h>
      #include <sys/socket.h>
      #include <sys/un.h>
      #include <sys/wait.h>
      #include <unistd.h>
      union control { char bytes[CMSG_SPACE(sizeof(int))]; struct cmsghdr align; } control;
      char text[100];
      struct msghdr *message(void) {
        static struct iovec part = {text, 1};
        static struct msghdr all;
        all = (struct msghdr){NULL, 0, &part, 1, &control, sizeof control, 0};
        return &all;
      }
      void pass(int to, int fd) {
        struct msghdr *all = message();
        struct cmsghdr *header = CMSG_FIRSTHDR(all);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof fd);
        memcpy(CMSG_DATA(header), &fd, sizeof fd);
        sendmsg(to, all, 0);
      }
      int s[2], p[2], q[2];
      """;

  @TempDir Path folder = Path.of("");

  private CommandTest.Outcome run(String functions, String main, String... settings)
      throws IOException {
    Path program = folder.resolve("p.c");
    Files.writeString(program, HEADERS + functions + "int main(void) {\n" + main + "\n}\n");
    Path scenario = folder.resolve("s.conf");
    String keys = String.join("\n", settings);
    Files.writeString(scenario, "processes.p.program = \"p.c\"\n" + keys + "\n");
    return CommandTest.execute("run", "-w", scenario.toString());
  }

  private String stuck(String main) throws IOException {
    CommandTest.Outcome outcome = run("", main, "expect.deadlock = certain");
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
    return outcome.output();
  }

  private String ends(String functions, String main, String... settings) throws IOException {
    CommandTest.Outcome outcome = run(functions, main + "\nreturn 0;", settings);
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
    return outcome.output();
  }

  @Test
  void recv_fromAnEndOfItsOwn_isStuckOnItself() throws IOException {
    String told = stuck("socketpair(AF_UNIX, SOCK_STREAM, 0, s); recv(s[0], text, 1, 0);");
    assertTrue(told.contains("STUCK ON ITSELF"), told);
    assertTrue(told.contains("holds that open itself"), told);
  }

  @Test
  void poll_ofAnEndOfItsOwn_isStuck() throws IOException {
    stuck(
        """
        socketpair(AF_UNIX, SOCK_STREAM, 0, s);
        struct pollfd poller = {s[0], POLLIN, 0};
        poll(&poller, 1, -1);
        """);
  }

  @Test
  void read_fromAPipeWhoseEndLiesWhereNobodyTakesIt_isStuck() throws IOException {
    stuck(
        """
        socketpair(AF_UNIX, SOCK_STREAM, 0, s);
        pipe(p);
        pass(s[0], p[1]);
        close(p[1]);
        read(p[0], text, 1);
        """);
  }

  @Test
  void read_fromAPipeWhoseEndAnotherMayTake_isNotStuck() throws IOException {
    ends(
        "",
        """
        socketpair(AF_UNIX, SOCK_STREAM, 0, s);
        pipe(p);
        if (fork() == 0) {
          close(p[0]);
          close(p[1]);
          close(s[0]);
          pipe(q);
          if (fork() == 0) {
            usleep(1000);
            write(q[1], "x", 1);
            _exit(0);
          }
          read(q[0], text, 1);
          recvmsg(s[1], message(), 0);
          int fd;
          memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(message())), sizeof fd);
          write(fd, "x", 1);
          _exit(0);
        }
        close(s[1]);
        pass(s[0], p[1]);
        close(p[1]);
        read(p[0], text, 1);
        """);
  }

  @Test
  void recv_byAClientThatMayStillBeAccepted_isNotStuck() throws IOException {
    ends(
        "struct sockaddr_un at = {AF_UNIX, \"server\"};\n",
        """
        int listener = socket(AF_UNIX, SOCK_STREAM, 0);
        bind(listener, (struct sockaddr *)&at, sizeof at);
        listen(listener, 1);
        if (fork() == 0) {
          close(listener);
          int fd = socket(AF_UNIX, SOCK_STREAM, 0);
          connect(fd, (struct sockaddr *)&at, sizeof at);
          return recv(fd, text, 1, 0) != 1;
        }
        usleep(1000);
        write(accept(listener, NULL, NULL), "x", 1);
        wait(NULL);
        """);
  }

  @Test
  void sockets_inEachOthersQueues_areCollectedWithWhatElseLiesThere() throws IOException {
    String told =
        ends(
            "",
            """
            socketpair(AF_UNIX, SOCK_DGRAM, 0, s);
            pipe(p);
            pass(s[0], p[1]);
            pass(s[0], s[0]);
            pass(s[1], s[1]);
            close(p[1]);
            close(s[1]);
            fcntl(p[0], F_SETFL, O_NONBLOCK);
            printf("%zd", read(p[0], text, 1));
            close(s[0]);
            printf(" then %zd\\n", read(p[0], text, 1));
            """);
    assertTrue(told.contains("-1 then 0"), told);
  }

  @Test
  void bounds_ofAScenario_hold() throws IOException {
    String told =
        ends(
            "struct sockaddr_un at = {AF_UNIX};\n",
            """
            int receiver = socket(AF_UNIX, SOCK_DGRAM, 0), sender = socket(AF_UNIX, SOCK_DGRAM, 0);
            int size;
            socklen_t length = sizeof size;
            bind(receiver, (struct sockaddr *)&at, 5);
            connect(sender, (struct sockaddr *)&at, 5);
            int fit = 0;
            while (send(sender, "x", 1, MSG_DONTWAIT) == 1)
              fit++;
            getsockopt(sender, SOL_SOCKET, SO_SNDBUF, &size, &length);
            printf("%d fit, buffer %d\\n", fit, size);
            """,
            "ipc.socket.max-dgram-qlen = 3",
            "ipc.socket.wmem-default = 10000");
    assertTrue(told.contains("4 fit, buffer 10000"), told);
  }

  @Test
  void boundOfAScenario_outOfRange_isRefused() throws IOException {
    CommandTest.Outcome outcome = run("", "return 0;", "ipc.socket.wmem-max = 1000");
    assertEquals(3, outcome.status());
    assertTrue(outcome.errors().contains("ipc.socket.wmem-max"), outcome.errors());
  }

  @Test
  void policy_thatDoesNotNameIt_deniesAConnection() throws IOException {
    Path scenario = folder.resolve("policy.conf");
    String connects =
        "struct sockaddr_un at = {AF_UNIX, \\\"server\\\"};\\n"
            + "int fd = socket(AF_UNIX, SOCK_STREAM, 0);\\n"
            + "usleep(1000);\\n"
            + "if (connect(fd, (struct sockaddr *)&at, sizeof at) < 0) perror(\\\"connect\\\");\\n";
    String serves =
        "struct sockaddr_un at = {AF_UNIX, \\\"server\\\"};\\n"
            + "int fd = socket(AF_UNIX, SOCK_STREAM, 0);\\n"
            + "bind(fd, (struct sockaddr *)&at, sizeof at);\\n"
            + "listen(fd, 5);\\n"
            + "accept(fd, 0, 0);\\n";
    String headers =
        "#include <stdio.h>\\n"
            + "#include <unistd.h>\\n"
            + "#include <sys/socket.h>\\n"
            + "#include <sys/un.h>\\n";
    Files.writeString(
        scenario,
        """
        policy.allow = [{ from = friend, to = server, by = unix-socket }]
        processes.server.program = "HEADERS int main(void) { SERVES return 0; }"
        processes.friend.program = "HEADERS int main(void) { usleep(1000); CONNECTS return 0; }"
        processes.stranger.program = "HEADERS int main(void) { CONNECTS return 0; }"
        """
            .replace("HEADERS", headers)
            .replace("SERVES", serves)
            .replace("CONNECTS", connects));
    CommandTest.Outcome outcome = CommandTest.execute("run", "-w", scenario.toString());
    assertTrue(outcome.output().contains("connect: Permission denied"), outcome.output());
    assertTrue(outcome.output().contains("the socket server"), outcome.output());
    assertFalse(outcome.output().contains("STUCK"), outcome.output());
  }
}
