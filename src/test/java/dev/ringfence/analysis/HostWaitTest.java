package dev.ringfence.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.engine.PlainLoop;
import dev.ringfence.event.Event;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import dev.ringfence.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever waits for what only processes of its host can do is stuck though processes of another
/// one do the same there: found long before these end.
class HostWaitTest {
  private static final String SCENARIO =
      """
      hosts { a {}, b {} }
      processes.waiter { host = a, program = \"""
        %1$s
        int main(void) {
          int handle = ready();
          %2$s
          return handle < 0;
        }
      \""" }
      processes.other { host = b, program = \"""
        %1$s
        int main(void) {
          usleep(100000);
          int handle = ready();
          %3$s
          return 0;
        }
      \""" }
      """;

  private static final String HEADERS =
      """
      #include <fcntl.h>
      #include <mqueue.h>
      #include <netinet/in.h>
      #include <semaphore.h>
      #include <signal.h>
      #include <string.h>
      #include <sys/mman.h>
      #include <sys/msg.h>
      #include <sys/sem.h>
      #include <sys/socket.h>
      #include <sys/stat.h>
      #include <sys/un.h>
      #include <unistd.h>
      """;

  private static final String UNIX =
      """
      struct sockaddr_un at = {AF_UNIX, NAME};
      int ready(void) { return socket(AF_UNIX, SOCK_STREAM, 0); }
      """;

  private static final String ACCEPT =
      "bind(handle, (struct sockaddr *)&at, sizeof at); listen(handle, 1); accept(handle, 0, 0);";

  private static final String CONNECT = "connect(handle, (struct sockaddr *)&at, sizeof at);";

  /// By mechanism: what both have, what the one waits in, and what the other does.
  private static final Map<String, List<String>> WAITS =
      Map.ofEntries(
          Map.entry(
              "System V queue",
              List.of(
                  "struct { long type; char text[8]; } m = {1};\n"
                      + "int ready(void) { return msgget(77, IPC_CREAT | 0600); }",
                  "msgrcv(handle, &m, 8, 0, 0);", "msgsnd(handle, &m, 8, 0);")),
          Map.entry(
              "System V semaphore",
              List.of(
                  "struct sembuf down = {0, -1, 0}, up = {0, 1, 0};\n"
                      + "int ready(void) { return semget(77, 1, IPC_CREAT | 0600); }",
                  "semop(handle, &down, 1);",
                  "semop(handle, &up, 1);")),
          Map.entry(
              "POSIX queue",
              List.of(
                  "char text[8192];\nint ready(void) { return mq_open(\"/q\", O_CREAT | O_RDONLY,"
                      + " 0600, 0); }",
                  "mq_receive(handle, text, sizeof text, 0);",
                  "mq_send(mq_open(\"/q\", O_WRONLY), text, 1, 0);")),
          Map.entry(
              "named semaphore",
              List.of(
                  "sem_t *s;\n"
                      + "int ready(void) { s = sem_open(\"/s\", O_CREAT, 0600, 0); return 0; }",
                  "sem_wait(s);",
                  "sem_post(s);")),
          Map.entry(
              "shared memory object",
              List.of(
                  "sem_t *s;\n"
                      + "int ready(void) { int fd = shm_open(\"/m\", O_CREAT | O_RDWR, 0600);\n"
                      + "  ftruncate(fd, 4096);\n"
                      + "  s = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);\n"
                      + "  return fd; }",
                  "sem_init(s, 1, 0); sem_wait(s);",
                  "sem_post(s);")),
          Map.entry(
              "FIFO",
              List.of(
                  "int ready(void) { mkfifo(\"/tmp/f\", 0600); return 0; }",
                  "open(\"/tmp/f\", O_RDONLY);",
                  "open(\"/tmp/f\", O_WRONLY | O_NONBLOCK);")),
          Map.entry(
              "signal",
              List.of(
                  "void caught(int n) {}\n"
                      + "int ready(void) { signal(SIGUSR1, caught); return 0; }",
                  "pause();",
                  "kill(-1, SIGUSR1);")),
          Map.entry(
              "path of a socket", List.of(UNIX.replace("NAME", "\"/tmp/s\""), ACCEPT, CONNECT)),
          Map.entry("abstract name", List.of(UNIX.replace("NAME", "\"\\0s\""), ACCEPT, CONNECT)),
          Map.entry(
              "loopback interface",
              List.of(
                  "struct sockaddr_in at = {AF_INET, 5000};\n"
                      + "int ready(void) { at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);\n"
                      + "  return socket(AF_INET, SOCK_STREAM, 0); }",
                  ACCEPT,
                  CONNECT)));

  @TempDir Path folder = Path.of("");

  /// When tasks were found to be stuck, in nanoseconds.
  private List<Long> stuck(String text, String... settings) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), text);
    Workload workload = Scenarios.load(file, settings);
    List<Long> found = new ArrayList<>();
    PlainLoop loop = new PlainLoop();
    Simulation simulation =
        Simulation.of(
            workload,
            loop,
            event -> {
              if (event instanceof Event.Stuck) {
                found.add(event.time());
              }
            },
            0);
    loop.serve(simulation.kernel());
    return found.stream().map(workload.profile()::nanos).toList();
  }

  private static String scenario(String mechanism) {
    List<String> code = WAITS.getOrDefault(mechanism, List.of());
    return SCENARIO.formatted(HEADERS + code.get(0), code.get(1), code.get(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System V queue",
        "System V semaphore",
        "POSIX queue",
        "named semaphore",
        "shared memory object",
        "FIFO",
        "signal",
        "path of a socket",
        "abstract name",
        "loopback interface"
      })
  void wait_forWhatOnlyTheOwnHostCanDo_isStuckOnlyWithoutAnotherThere(String mechanism)
      throws IOException {
    List<Long> apart = stuck(scenario(mechanism));
    assertEquals(1, apart.size(), mechanism);
    assertTrue(apart.getFirst() < 50_000_000, mechanism + " " + apart);
    assertEquals(List.of(), stuck(scenario(mechanism), "processes.other.host=a"), mechanism);
  }

  @Test
  void wait_forAConnectionFromAnyHost_isNotStuck() throws IOException {
    String text =
        SCENARIO.formatted(
            HEADERS
                + "#include <netdb.h>\n"
                + "struct sockaddr_in at = {AF_INET, 5000};\n"
                + "int ready(void) { return socket(AF_INET, SOCK_STREAM, 0); }",
            ACCEPT,
            "at.sin_addr = *(struct in_addr *)gethostbyname(\"a\")->h_addr;" + CONNECT);
    assertEquals(List.of(), stuck(text));
  }
}
