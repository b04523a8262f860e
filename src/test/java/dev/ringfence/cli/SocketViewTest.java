package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The view `ss` has the form of `ss -tuan`.
class SocketViewTest {
  @TempDir Path folder = Path.of("");

  @Test
  void ss_ofAListenerAConnectionAndDatagrams_isInTheFormOfSs() throws IOException {
    Path file = folder.resolve("s.conf");
    Files.writeString(
        file,
        """
        processes.p.program = \"""
          #include <netinet/in.h>
          #include <sys/socket.h>
          #include <unistd.h>
          int main(void) {
            struct sockaddr_in at = {AF_INET, htons(7099), {0}};
            int listener = socket(AF_INET, SOCK_STREAM, 0), datagrams = socket(AF_INET, SOCK_DGRAM, 0);
            bind(listener, (struct sockaddr *)&at, sizeof at);
            listen(listener, 5);
            at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            bind(datagrams, (struct sockaddr *)&at, sizeof at);
            sendto(datagrams, "hello", 5, 0, (struct sockaddr *)&at, sizeof at);
            int client = socket(AF_INET, SOCK_STREAM, 0);
            connect(client, (struct sockaddr *)&at, sizeof at);
            write(client, "abc", 3);
            for (;;)
              pause();
          }
        \"""
        """);
    CommandTest.Outcome outcome =
        CommandTest.execute(
            "run", "-q", "-w", "--view", "ss", "-D", "expect.deadlock=certain", file.toString());
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
    String expected =
        """
        Netid State  Recv-Q Send-Q Local Address:Port  Peer Address:Port Process
        udp   UNCONN 832    0          127.0.0.1:7099       0.0.0.0:*          \s
        tcp   LISTEN 1      5            0.0.0.0:7099       0.0.0.0:*          \s
        tcp   ESTAB  0      0          127.0.0.1:32768    127.0.0.1:7099       \s
        tcp   ESTAB  3      0          127.0.0.1:7099     127.0.0.1:32768      \s
        """;
    assertTrue(outcome.output().contains(expected), outcome.output());
  }
}
