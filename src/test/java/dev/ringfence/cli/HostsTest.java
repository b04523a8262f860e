package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hosts have files, processes and names of their own, as machines do.
class HostsTest {
  /// The process 2 is on one host, and a process that runs the program on the other.
  private static final String APART =
      """
      hosts { a {}, b {} }
      processes.two { host = a, program = "usleep(10000);" }
      processes.three { host = b, program = \"""
        #include <dirent.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <sched.h>
        #include <signal.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/file.h>
        #include <sys/pidfd.h>
        #include <sys/resource.h>
        #include <sys/stat.h>
        #include <sys/wait.h>
        #include <unistd.h>

        void tell(const char *what, long result) {
          printf("%%s %%ld %%s\\n", what, result, result < 0 ? strerror(errno) : "");
        }

        int main(void) {
          %s
          return 0;
        }
      \""" }
      """;

  @TempDir Path folder = Path.of("");

  private String run(String text, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), text);
    String[] words = new String[options.length + 2];
    words[0] = "run";
    System.arraycopy(options, 0, words, 1, options.length);
    words[words.length - 1] = file.toString();
    CommandTest.Outcome outcome = CommandTest.execute(words);
    assertEquals(0, outcome.status(), outcome.output() + outcome.errors());
    return outcome.output();
  }

  /// What processes have printed.
  private static String printed(String output) {
    StringBuilder text = new StringBuilder();
    for (String line : output.lines().filter(l -> l.contains(" | ")).toList()) {
      text.append(line.substring(line.indexOf(" | ") + 3).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  @Test
  void calls_withThePidOfAnotherHost_findNoProcess() throws IOException {
    String output =
        run(
            APART.formatted(
                """
                cpu_set_t cpus;
                struct sched_param param = {0};
                tell("kill", kill(2, SIGKILL));
                tell("look", kill(2, 0));
                tell("group", kill(-2, SIGKILL));
                tell("all", kill(-1, SIGKILL));
                tell("pidfd_open", pidfd_open(2, 0));
                tell("getpgid", getpgid(2));
                tell("getsid", getsid(2));
                tell("setpgid", setpgid(0, 2));
                tell("waitpid", waitpid(2, 0, WNOHANG));
                tell("sched_getscheduler", sched_getscheduler(2));
                tell("sched_setscheduler", sched_setscheduler(2, SCHED_OTHER, &param));
                tell("sched_getaffinity", sched_getaffinity(2, sizeof cpus, &cpus));
                tell("getpriority", getpriority(PRIO_PROCESS, 2));
                tell("setpriority", setpriority(PRIO_PGRP, 2, 5));
                tell("/proc", access("/proc/2", F_OK));
                tell("own", access("/proc/3/status", F_OK));
                """));
    assertEquals(
        """
        kill -1 No such process
        look -1 No such process
        group -1 No such process
        all -1 No such process
        pidfd_open -1 No such process
        getpgid -1 No such process
        getsid -1 No such process
        setpgid -1 Operation not permitted
        waitpid -1 No child processes
        sched_getscheduler -1 No such process
        sched_setscheduler -1 No such process
        sched_getaffinity -1 No such process
        getpriority -1 No such process
        setpriority -1 No such process
        /proc -1 No such file or directory
        own 0
        """,
        printed(output));
  }

  private static final String FILES =
      """
      hosts {
        a { files."own.txt".text = "a's", files."both.txt".text = "a's own" }
        b {}
      }
      files."both.txt".text = "everybody's"
      processes.%s { host = a, program = ${processes.second.program} }
      processes.second { host = b, program = \"""
        #include <fcntl.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <sys/stat.h>
        #include <sys/utsname.h>
        #include <unistd.h>

        void show(const char *path) {
          char text[100] = "";
          int fd = open(path, O_RDONLY);
          int size = read(fd, text, sizeof text - 1);
          printf(" %%s", size < 0 ? "-" : text);
          close(fd);
        }

        int main(void) {
          struct utsname name;
          uname(&name);
          usleep(name.nodename[0] == 'a' ? 0 : 5000);
          int fd = open("/tmp/new", O_CREAT | O_EXCL | O_WRONLY, 0600);
          int terminal = posix_openpt(O_RDWR);
          printf("%%s: %%d %%d %%d %%s", name.nodename, fd, mkdir("made", 0755),
                 unlink("/home/user/both.txt"), ptsname(terminal));
          show("own.txt");
          show("both.txt");
          show("/etc/hostname");
          return system("test -r second || exit 1; rm /tmp/new; test -d made") != 0;
        }
      \""" }
      """;

  @Test
  void files_ofAHost_areNotSeenOnAnother() throws IOException {
    String kept = FILES.replace("unlink(\"/home/user/both.txt\")", "0");
    assertEquals(
        "a: 3 0 0 /dev/pts/0 a's a's own a\nb: 3 0 0 /dev/pts/0 - everybody's b\n",
        printed(run(kept.formatted("first"))));
    assertEquals(
        "a: 3 0 0 /dev/pts/0 a's - a\nb: 3 0 0 /dev/pts/0 - - b\n",
        printed(run(FILES.formatted("first"))));
  }

  private static final String OBJECTS =
      """
      hosts { a { address = 10.0.0.7 }, b {} }
      processes.near { host = a, program = ${processes.far.program} }
      processes.far { host = b, program = \"""
        #include <fcntl.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/file.h>
        #include <sys/msg.h>
        #include <sys/socket.h>
        #include <sys/un.h>
        #include <unistd.h>

        int lines(const char *path) {
          char text[2000] = "";
          int fd = open(path, O_RDONLY), count = 0;
          read(fd, text, sizeof text - 1);
          close(fd);
          for (char *at = text; (at = strchr(at, '\\n')); at++)
            count++;
          return count;
        }

        int main(void) {
          struct sockaddr_un at = {AF_UNIX, "/tmp/socket"};
          int fd = open("/tmp/lock", O_CREAT | O_RDWR, 0600), end = socket(AF_UNIX, SOCK_DGRAM, 0);
          int first = flock(fd, LOCK_EX | LOCK_NB);
          int id = msgget(1, IPC_CREAT | IPC_EXCL | 0600);
          bind(end, (struct sockaddr *)&at, sizeof at);
          usleep(1000);
          printf("%%d %%d %%d %%d %%d\\n", first, id, lines("/proc/locks"), lines("/proc/sysvipc/msg"),
                 lines("/proc/net/unix"));
          usleep(2000);
          return 0;
        }
      \""" }
      """
          .formatted();

  @Test
  void proc_ofAHost_listsItsOwnObjects() throws IOException {
    assertEquals("0 0 1 2 2\n0 0 1 2 2\n", printed(run(OBJECTS)));
  }

  /// Each takes one semaphore and then the other, as far as a banker lets it.
  private static final String CLAIMS =
      """
      hosts { a {}, b {} }
      deadlock.policy = banker
      processes.near { host = a, program = ${processes.far.program}, claims { "/x" = 1, "/y" = 1 } }
      processes.far { host = %s, claims { "/x" = 1, "/y" = 1 }, program = \"""
        #include <fcntl.h>
        #include <semaphore.h>
        #include <stdio.h>
        #include <sys/utsname.h>
        #include <time.h>
        #include <unistd.h>

        int main(void) {
          sem_t *x = sem_open("/x", O_CREAT, 0600, 1), *y = sem_open("/y", O_CREAT, 0600, 1);
          sem_wait(x);
          usleep(10000);
          sem_wait(y);
          struct timespec now;
          clock_gettime(CLOCK_MONOTONIC, &now);
          printf("%%ld\\n", now.tv_nsec / 10000000);
          sem_post(y);
          sem_post(x);
          return 0;
        }
      \""" }
      """;

  @Test
  void banker_ofSeveralHosts_grantsLocksByHost() throws IOException {
    assertEquals("1\n2\n", printed(run(CLAIMS.formatted("a"))));
    assertEquals("1\n1\n", printed(run(CLAIMS.formatted("b"))));
  }

  private static final String CPUS =
      """
      hosts { a { cpus = 2 }, b { cpus = 3 } }
      processes.far { host = b, program = \"""
        #define _GNU_SOURCE
        #include <fcntl.h>
        #include <sched.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <unistd.h>

        int main(void) {
          cpu_set_t set;
          sched_getaffinity(0, sizeof set, &set);
          printf("%ld %d %d\\n", sysconf(_SC_NPROCESSORS_ONLN), CPU_COUNT(&set), sched_getcpu());
          fflush(stdout);
          return system("grep -c processor /proc/cpuinfo; grep -c ^cpu[0-9] /proc/stat;"
                        "grep Cpus_allowed_list /proc/self/status") != 0;
        }
      \""" }
      """;

  @Test
  void cpus_ofAHost_areCountedFromZero() throws IOException {
    assertEquals("3 3 0\n3\n3\nCpus_allowed_list:\t0-2\n", printed(run(CPUS)));
  }

  @Test
  void views_ofSeveralHosts_tellThemApart() throws IOException {
    for (String view : new String[] {"ipcs", "lslocks", "lsof", "ss", "ps", "pstree"}) {
      String output = run(OBJECTS, "-q", "--view", view, "--at", "2ms");
      int first = output.indexOf("host a (10.0.0.7)\n");
      int second = output.indexOf("host b (10.0.0.2)\n");
      assertTrue(0 < first && first < second, output);
      String own =
          switch (view) {
            case "ipcs" -> "0x00000001 0 ";
            case "ss" -> "/tmp/socket";
            case "pstree" -> "near(";
            case "ps" -> " near";
            default -> "near ";
          };
      assertTrue(output.substring(first, second).contains(own), output);
      String other = output.substring(second, output.indexOf("finished after"));
      assertTrue(other.contains(own.replace("near", "far")), output);
      assertFalse(other.contains("near"), output);
    }
  }
}
