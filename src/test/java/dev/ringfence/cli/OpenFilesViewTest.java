package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The views `lsof` and `lslocks`: column by column what lsof 4.95 and lslocks 2.38 print of such a
/// process.
class OpenFilesViewTest {
  private static final String SCENARIO =
      """
      processes.holder.program = \"\"\"
        #include <fcntl.h>
        #include <sys/eventfd.h>
        #include <sys/file.h>
        #include <sys/stat.h>
        #include <unistd.h>
        int main(void) {
          int ends[2];
          mkfifo("/tmp/fifo", 0600);
          open("/tmp/fifo", O_RDWR);
          int ranges = open("/tmp/ranges", O_RDWR | O_CREAT, 0600);
          ftruncate(ranges, 5000);
          int whole = open("/tmp/whole", O_WRONLY | O_CREAT, 0600);
          write(whole, "hello", 5);
          struct flock lock = {.l_type = F_WRLCK, .l_len = 10};
          fcntl(ranges, F_SETLK, &lock);
          lock.l_type = F_RDLCK, lock.l_start = 100, lock.l_len = 0;
          fcntl(ranges, F_SETLK, &lock);
          lock.l_type = F_WRLCK, lock.l_start = 50, lock.l_len = 10;
          fcntl(ranges, F_OFD_SETLK, &lock);
          flock(whole, LOCK_EX);
          pipe(ends);
          eventfd(3, 0);
          int lost = open("/tmp/lost", O_RDWR | O_CREAT, 0600);
          unlink("/tmp/lost");
          if (fork() == 0) {
            close(ends[1]), close(whole);
            lock.l_start = 5;
            fcntl(ranges, F_SETLKW, &lock);
            return 0;
          }
          pause();
        }
      \"\"\"
      expect.deadlock = certain
      """;

  @TempDir Path folder = Path.of("");

  private static final String DESCRIPTORS =
      """
      processes.holder.program = \"\"\"
        #include <arpa/inet.h>
        #include <fcntl.h>
        #include <mqueue.h>
        #include <signal.h>
        #include <sys/epoll.h>
        #include <sys/eventfd.h>
        #include <sys/pidfd.h>
        #include <sys/signalfd.h>
        #include <sys/socket.h>
        #include <sys/timerfd.h>
        #include <sys/un.h>
        #include <unistd.h>
        int main(void) {
          int pair[2], set = epoll_create1(0);
          struct epoll_event event = {EPOLLIN};
          struct sockaddr_un at = {AF_UNIX, "/tmp/sock"}, abstract = {AF_UNIX, "\\0name"};
          struct sockaddr_in in = {AF_INET, htons(5000), {htonl(INADDR_LOOPBACK)}};
          struct mq_attr attributes = {0, 1, 10};
          sigset_t none;
          sigemptyset(&none);
          socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair);
          epoll_ctl(set, EPOLL_CTL_ADD, pair[0], &event);
          epoll_ctl(set, EPOLL_CTL_ADD, eventfd(0, 0), &event);
          signalfd(-1, &none, 0), timerfd_create(0, 0), pidfd_open(getpid(), 0);
          int listener = socket(AF_UNIX, SOCK_STREAM, 0);
          bind(listener, (struct sockaddr *)&at, sizeof at);
          listen(listener, 1);
          bind(socket(AF_UNIX, SOCK_DGRAM, 0), (struct sockaddr *)&abstract, 7);
          int tcp = socket(AF_INET, SOCK_STREAM, 0);
          bind(tcp, (struct sockaddr *)&in, sizeof in);
          listen(tcp, 1);
          connect(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&in, sizeof in);
          in.sin_addr.s_addr = 0;
          bind(socket(AF_INET, SOCK_DGRAM, 0), (struct sockaddr *)&in, sizeof in);
          socket(AF_INET, SOCK_STREAM, 0);
          mq_open("/queue", O_CREAT | O_RDWR, 0600, &attributes);
          pause();
        }
      \"\"\"
      expect.deadlock = certain
      """;

  @Test
  void lsof_ofDescriptorsWithoutFiles_hasItsForm() throws IOException {
    List<String> of =
        view(DESCRIPTORS, "lsof").stream()
            .filter(line -> line.contains(" 2 user"))
            .skip(6)
            .map(line -> line.substring(line.indexOf("user") + 4).replaceAll(" +", " "))
            .map(
                line ->
                    line.replaceAll("0x[0-9a-f]{16}", "P").replaceAll("\\b[12]00[0-9]{2}\\b", "N"))
            .toList();
    assertEquals(
        List.of(
            " 3u a_inode 0,16 0 1038 [eventpoll:4,6]",
            " 4u unix P 0t0 N type=SEQPACKET (CONNECTED)",
            " 5u unix P 0t0 N type=SEQPACKET (CONNECTED)",
            " 6u a_inode 0,16 0 1038 [eventfd:0]",
            " 7u a_inode 0,16 0 1038 [signalfd]",
            " 8u a_inode 0,16 0 1038 [timerfd]",
            " 9u a_inode 0,5 0 2 [pidfd:2]",
            " 10u unix P 0t0 N /tmp/sock type=STREAM (LISTEN)",
            " 11u unix P 0t0 N @name type=DGRAM (UNCONNECTED)",
            " 12u IPv4 N 0t0 TCP 127.0.0.1:5000 (LISTEN)",
            " 13u IPv4 N 0t0 TCP 127.0.0.1:32768->127.0.0.1:5000 (ESTABLISHED)",
            " 14u IPv4 N 0t0 UDP *:5000 ",
            " 15u sock 0,9 0t0 N protocol: TCP",
            " 16u REG 0,20 80 N /queue"),
        of);
  }

  private List<String> view(String name) throws IOException {
    return view(SCENARIO, name);
  }

  private List<String> view(String scenario, String name) throws IOException {
    Path file = folder.resolve("s.conf");
    Files.writeString(file, scenario);
    CommandTest.Outcome outcome =
        CommandTest.execute("run", "--json", file.toString(), "--view", name);
    JsonObject json = JsonParser.parseString(outcome.output()).getAsJsonObject();
    List<String> texts = new ArrayList<>();
    for (JsonElement view : json.getAsJsonArray("views")) {
      texts.addAll(view.getAsJsonObject().get("text").getAsString().lines().toList());
    }
    return texts;
  }

  @Test
  void lsof_ofFilesOfEachKind_hasItsForm() throws IOException {
    List<String> lines =
        view("lsof").stream().map(line -> line.replaceAll(" +[0-9]+ (/|pipe)", " N $1")).toList();
    assertEquals(
        "COMMAND PID USER   FD      TYPE DEVICE SIZE/OFF NODE NAME",
        lines.getFirst().replace("  NODE", " NODE"));
    List<String> of =
        lines.stream()
            .filter(line -> line.contains(" 2 user"))
            .skip(6)
            .map(line -> line.substring(line.indexOf("user") + 4))
            .toList();
    assertEquals(
        List.of(
            "    3u     FIFO    0,1      0t0 N /tmp/fifo",
            "    4uw     REG    0,1     5000 N /tmp/ranges",
            "    5wW     REG    0,1        5 N /tmp/whole",
            "    6r     FIFO   0,15      0t0 N pipe",
            "    7w     FIFO   0,15      0t0 N pipe",
            "    8u  a_inode   0,16        0 1038 [eventfd:0]",
            "    9u      REG    0,1        0 N /tmp/lost (deleted)"),
        of);
  }

  @Test
  void lslocks_withOneWhoWaits_hasItsForm() throws IOException {
    assertEquals(
        List.of(
            "COMMAND           PID   TYPE SIZE MODE   M START END PATH",
            "holder              3  POSIX 4.9K WRITE* 0     5  14 /tmp/ranges",
            "holder              2  POSIX 4.9K WRITE  0     0   9 /tmp/ranges",
            "holder              2  POSIX 4.9K READ   0   100   0 /tmp/ranges",
            "(undefined)        -1 OFDLCK      WRITE  0    50  59 /...",
            "holder              2  FLOCK   5B WRITE  0     0   0 /tmp/whole"),
        view("lslocks"));
  }
}
