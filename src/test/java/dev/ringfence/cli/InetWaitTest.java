package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who waits for ever at a socket of the Internet is found, and nobody else.
class InetWaitTest {
  private static final String HEADERS =
      """
      #include <netinet/in.h>
      #include <poll.h>
      #include <stdlib.h>
      #include <sys/socket.h>
      #include <sys/time.h>
      #include <sys/wait.h>
      #include <unistd.h>
      char buffer[1000000];
      struct sockaddr_in at = {AF_INET, 0, {0}};
      socklen_t size = sizeof at;
      int ends[2];

      int listener(void) {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        listen(fd, 0);
        getsockname(fd, (struct sockaddr *)&at, &size);
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return fd;
      }

      int client(void) {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        connect(fd, (struct sockaddr *)&at, size);
        return fd;
      }

      int bound(void) {
        int fd = socket(AF_INET, SOCK_DGRAM, 0);
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        bind(fd, (struct sockaddr *)&at, size);
        getsockname(fd, (struct sockaddr *)&at, &size);
        return fd;
      }

      void pair(void) {
        int fd = listener();
        ends[0] = client();
        ends[1] = accept(fd, 0, 0);
        close(fd);
      }
      """;

  @TempDir Path folder = Path.of("");

  private CommandTest.Outcome run(String main) throws IOException {
    Path file = folder.resolve("p.c");
    Files.writeString(file, HEADERS + "int main(void) {\n" + main + "\nreturn 0;\n}\n");
    return CommandTest.execute("exec", file.toString());
  }

  private void assertStuck(String main) throws IOException {
    CommandTest.Outcome outcome = run(main);
    assertEquals(1, outcome.status(), outcome.errors());
    assertTrue(outcome.errors().contains("Inevitable when"), outcome.errors());
  }

  private void assertEnds(String main) throws IOException {
    CommandTest.Outcome outcome = run(main);
    assertEquals(0, outcome.status(), outcome.errors());
  }

  @Test
  void accept_whenNobodyConnects_isStuck() throws IOException {
    assertStuck("accept(listener(), 0, 0);");
  }

  @Test
  void accept_whenAChildConnects_ends() throws IOException {
    assertEnds(
        "int fd = listener();\nif (fork() == 0) { usleep(1000); client(); _exit(0); }\n"
            + "accept(fd, 0, 0);");
  }

  @Test
  void connect_whenTheQueueIsFull_ends() throws IOException {
    // After 127 seconds: the request is sent again six times.
    assertEnds("listener(); client(); if (client() < 0) return 1;");
  }

  @Test
  void recv_fromAPeerOfItsOwn_isStuck() throws IOException {
    assertStuck("pair(); recv(ends[0], buffer, 1, 0);");
  }

  @Test
  void recv_fromAConnectionThatNobodyAccepts_isStuck() throws IOException {
    assertStuck("listener(); recv(client(), buffer, 1, 0);");
  }

  @Test
  void recv_fromAConnectionThatAChildAccepts_ends() throws IOException {
    assertEnds(
        "int fd = listener();\n"
            + "if (fork() == 0) { usleep(1000); write(accept(fd, 0, 0), buffer, 1); _exit(0); }\n"
            + "close(fd); recv(client(), buffer, 1, 0);");
  }

  @Test
  void recv_withATimeout_ends() throws IOException {
    assertEnds(
        "struct timeval soon = {0, 1000}; pair();\n"
            + "setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &soon, sizeof soon);\n"
            + "recv(ends[0], buffer, 1, 0);");
  }

  @Test
  void recv_fromAChildThatEnds_ends() throws IOException {
    assertEnds(
        "pair(); if (fork() == 0) { usleep(1000); _exit(0); }\nclose(ends[1]);\n"
            + "recv(ends[0], buffer, 1, 0);");
  }

  @Test
  void send_ofMoreThanThereIsRoomFor_isStuck() throws IOException {
    assertStuck("pair(); send(ends[0], buffer, sizeof buffer, 0);");
  }

  @Test
  void send_toAChildThatReads_ends() throws IOException {
    assertEnds(
        "pair(); if (fork() == 0) { close(ends[0]);\n"
            + "  while (read(ends[1], buffer, 5000) > 0); _exit(0); }\nclose(ends[1]);\n"
            + "send(ends[0], buffer, sizeof buffer, 0); close(ends[0]); wait(0);");
  }

  @Test
  void poll_ofAConnectionOfItsOwn_isStuck() throws IOException {
    assertStuck("pair(); poll(&(struct pollfd){ends[0], POLLIN}, 1, -1);");
  }

  @Test
  void recvfrom_whenNobodyElseHasASocket_isStuck() throws IOException {
    assertStuck("recv(bound(), buffer, 1, 0);");
  }

  @Test
  void recvfrom_whenAChildSends_ends() throws IOException {
    assertEnds(
        "int fd = bound(); if (fork() == 0) { usleep(1000);\n"
            + "  sendto(socket(AF_INET, SOCK_DGRAM, 0), buffer, 1, 0, (struct sockaddr *)&at, size);"
            + "  _exit(0); }\nrecv(fd, buffer, 1, 0);");
  }

  @Test
  void recv_whileTheOtherHostIsOutOfReach_isNotStuckButEndsWhenItComesBack() throws IOException {
    Path file = folder.resolve("s.conf");
    Files.writeString(
        file,
        """
        hosts { a {}, b {} }
        network.partitions = [ { between = [a, b], from = 3 ms, until = 2 s } ]
        processes.server { host = a, program = \"""
          #include <netinet/in.h>
          #include <sys/socket.h>
          int main(void) {
            struct sockaddr_in own = {AF_INET, htons(5000), {INADDR_ANY}};
            int fd = socket(AF_INET, SOCK_STREAM, 0);
            char c;
            bind(fd, (struct sockaddr *)&own, sizeof own);
            listen(fd, 1);
            return recv(accept(fd, 0, 0), &c, 1, 0) != 1;
          }
        \""" }
        processes.client { host = b, program = \"""
          #include <netdb.h>
          #include <sys/socket.h>
          #include <unistd.h>
          int main(void) {
            struct sockaddr_in to = {AF_INET, htons(5000)};
            int fd = socket(AF_INET, SOCK_STREAM, 0);
            to.sin_addr = *(struct in_addr *)gethostbyname("a")->h_addr;
            usleep(1000);
            if (connect(fd, (struct sockaddr *)&to, sizeof to) < 0)
              return 1;
            usleep(5000);
            return send(fd, "x", 1, 0) != 1;
          }
        \""" }
        """);
    CommandTest.Outcome outcome = CommandTest.execute("run", file.toString());
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
  }
}
