package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a policy denies, and what it does not.
class PolicyTest {
  private static final String HEADERS =
      """
      #include <arpa/inet.h>
      #include <errno.h>
      #include <fcntl.h>
      #include <mqueue.h>
      #include <netinet/in.h>
      #include <semaphore.h>
      #include <signal.h>
      #include <string.h>
      #include <sys/mman.h>
      #include <sys/msg.h>
      #include <sys/sem.h>
      #include <sys/shm.h>
      #include <sys/socket.h>
      #include <sys/stat.h>
      #include <sys/un.h>
      #include <sys/wait.h>
      #include <unistd.h>
      static struct sockaddr_un local = {AF_UNIX, "/tmp/socket"};
      static struct sockaddr_in inet(int port) {
        struct sockaddr_in address = {AF_INET, htons(port)};
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
      }
      """;
  private static final String SCENARIO =
      """
      processes.reached.program = \"""
        %s
        int main(void) {
          struct sockaddr_in stream = inet(5000), datagram = inet(5001);
          int sockets[] = {socket(AF_UNIX, SOCK_STREAM, 0), socket(AF_INET, SOCK_STREAM, 0),
                           socket(AF_INET, SOCK_DGRAM, 0)};
          signal(SIGUSR1, SIG_IGN);
          umask(0);
          mkfifo("/tmp/fifo", 0666);
          open("/tmp/file", O_CREAT | O_RDWR, 0666);
          msgget(1, IPC_CREAT | 0666);
          semget(1, 1, IPC_CREAT | 0666);
          shmget(1, 1, IPC_CREAT | 0666);
          mq_open("/queue", O_CREAT | O_RDWR, 0666, NULL);
          sem_open("/semaphore", O_CREAT, 0666, 1);
          shm_open("/memory", O_CREAT | O_RDWR, 0666);
          bind(sockets[0], (struct sockaddr *)&local, sizeof local);
          bind(sockets[1], (struct sockaddr *)&stream, sizeof stream);
          bind(sockets[2], (struct sockaddr *)&datagram, sizeof datagram);
          listen(sockets[0], 1);
          listen(sockets[1], 1);
          usleep(5000);
          return 0;
        }
      \"""
      processes.reaching.program = \"""
        %s
        static int use_unix(void) {
          int fd = socket(AF_UNIX, SOCK_STREAM, 0);
          return connect(fd, (struct sockaddr *)&local, sizeof local);
        }
        static int use_tcp(void) {
          struct sockaddr_in to = inet(5000);
          return connect(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&to, sizeof to);
        }
        static int use_udp(void) {
          struct sockaddr_in to = inet(5001);
          int fd = socket(AF_INET, SOCK_DGRAM, 0);
          return sendto(fd, "x", 1, 0, (struct sockaddr *)&to, sizeof to);
        }
        int main(void) {
          usleep(1000);
          int done = DEED;
          return done >= 0 ? 0 : errno;
        }
      \"""
      """
          .formatted(HEADERS, HEADERS);

  @TempDir Path folder = Path.of("");

  private CommandTest.Outcome run(String policy, String deed, int status, String... options)
      throws IOException {
    Path file = Files.writeString(folder.resolve("policy.conf"), SCENARIO + policy);
    String[] command = new String[options.length + 6];
    System.arraycopy(options, 0, command, 4, options.length);
    command[0] = "run";
    command[1] = file.toString();
    command[2] = "-D";
    command[3] = "define.DEED = \"\"\"" + deed + "\"\"\"";
    command[command.length - 2] = "-D";
    command[command.length - 1] = "expect.exit.reaching = " + status;
    return CommandTest.execute(command);
  }

  private static final String NOTHING = "policy.allow = []\n";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "signal, 1, 'kill(2, SIGUSR1)'",
        "signal, 1, 'kill(2, 0)'",
        "pipe, 13, 'open(\"/tmp/fifo\", O_RDWR)'",
        "file, 13, 'open(\"/tmp/file\", O_RDONLY)'",
        "message-queue, 13, 'msgget(1, 0)'",
        "message-queue, 13, 'msgctl(0, IPC_RMID, 0)'",
        "semaphore, 13, 'semget(1, 1, 0)'",
        "shared-memory, 13, 'shmget(1, 1, 0)'",
        "unix-socket, 13, 'use_unix()'",
        "tcp, 13, 'use_tcp()'",
        "udp, 13, 'use_udp()'",
        "message-queue, 13, 'mq_open(\"/queue\", O_RDONLY)'",
        "semaphore, 13, '(sem_open(\"/semaphore\", 0) == SEM_FAILED ? -1 : 0)'",
        "shared-memory, 13, 'shm_open(\"/memory\", O_RDWR, 0)'",
        "shared-memory, 13, '(shmat(0, 0, 0) == (void *)-1 ? -1 : 0)'",
      })
  void reaching_whatNoRuleAllows_failsAndIsListed(String way, int error, String deed)
      throws IOException {
    String denial = "reaching -> reached by " + way;
    String expected = NOTHING + "expect.denials = [\"" + denial + "\"]\n";
    CommandTest.Outcome denied = run(expected, deed, error);
    assertEquals(0, denied.status(), denied.output() + denied.errors());
    assertTrue(denied.output().contains("DENIED by the policy"), denied.output());
    assertTrue(denied.output().contains("reaching (pid 3) at "), denied.output());
    CommandTest.Outcome unexpected = run(NOTHING, deed, error);
    assertEquals(1, unexpected.status(), unexpected.output());
    assertTrue(
        unexpected.output().contains("NOT as expected: no denial; found: " + denial),
        unexpected.output());
    String rule = "policy.allow = [{ from = reaching, to = \"*\", by = " + way + " }]\n";
    CommandTest.Outcome allowed = run(rule, deed, 0);
    assertEquals(0, allowed.status(), allowed.output() + allowed.errors());
    String reversed = "policy.allow = [{ from = reached, to = reaching, by = " + way + " }]\n";
    assertEquals(1, run(reversed, deed, error).status());
    assertEquals(0, run("", deed, 0).status());
  }

  @Test
  void process_andItsOwn_reachEachOther() throws IOException {
    String deed =
        "(fork() ? wait(0) : (kill(getppid(), 0) || open(\"/tmp/own\", O_CREAT | O_RDWR, 0600) < 0"
            + " || open(\"/tmp/own\", O_RDWR) < 0 ? _exit(1), 0 : 0))";
    CommandTest.Outcome outcome = run(NOTHING, deed, 0);
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
  }

  @Test
  void denial_inTheJsonDocument_saysWhoAndWhy() throws IOException {
    CommandTest.Outcome outcome = run(NOTHING, "kill(2, SIGUSR1)", 1, "--json");
    JsonObject denial =
        JsonParser.parseString(outcome.output())
            .getAsJsonObject()
            .getAsJsonArray("denials")
            .get(0)
            .getAsJsonObject();
    assertEquals("reaching", denial.get("from").getAsString());
    assertEquals("reached", denial.get("to").getAsString());
    assertEquals("signal", denial.get("way").getAsString());
    assertEquals("SIGUSR1 to reached (2)", denial.get("object").getAsString());
    assertEquals(
        "no rule of the policy lets reaching reach reached by signal",
        denial.get("reason").getAsString());
  }

  @Test
  void denials_ofSeveralThreads_areTheSameEvents() throws IOException {
    String one = run(NOTHING, "kill(2, SIGUSR1)", 1).output();
    String two = run(NOTHING, "kill(2, SIGUSR1)", 1, "--threads", "2").output();
    String digest = "(?s).*\ndigest (\\w+);.*";
    assertEquals(one.replaceAll(digest, "$1"), two.replaceAll(digest, "$1"));
  }
}
