package dev.ringfence.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringfence.event.Event;
import dev.ringfence.kernel.Kernel;
import dev.ringfence.kernel.file.OpenFile;
import dev.ringfence.kernel.ipc.Channel;
import dev.ringfence.kernel.process.Process;
import dev.ringfence.scenario.Scenarios;
import dev.ringfence.scenario.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Terminals at which the scenario types, and pseudo-terminals under random use.
class TerminalTest {
  @TempDir Path folder = Path.of("");

  private ProcessRun run(String terminal, String body) throws IOException {
    return ProcessRun.of(
        folder,
        "terminals.tty1 { "
            + terminal
            + " }\nprocesses.p { terminal = tty1, program = \"\"\""
            + body
            + "\"\"\" }");
  }

  @Test
  void process_withATerminal_leadsItsSession() throws IOException {
    ProcessRun run =
        run(
            "rows = 7, columns = 9",
            """
            #include <stdio.h>
            #include <string.h>
            #include <sys/ioctl.h>
            #include <termios.h>
            #include <unistd.h>
            int main(void) {
              struct winsize size;
              ioctl(1, TIOCGWINSZ, &size);
              int leads = tcgetsid(0) == getpid() && tcgetpgrp(2) == getpgrp();
              printf("%s %d %d %d %d\\n", ttyname(0), isatty(1), leads, size.ws_row, size.ws_col);
            }
            """);
    assertEquals("/dev/tty1 1 1 7 9\n", run.output());
  }

  @Test
  void input_isEditedAndEchoedAndComesInItsTime() throws IOException {
    ProcessRun run =
        run(
            "input = [ { at = 1 ms, text = \"ab\\u007fc\\r\" }, { at = 2 ms, text = \"\\u0004\" } ]",
            """
            char line[100];
            struct timespec now;
            int count = read(0, line, 100);
            clock_gettime(CLOCK_MONOTONIC, &now);
            printf("%.*s%ld\\n", count, line, now.tv_nsec / 1000000);
            printf("%d\\n", (int)read(0, line, 100));
            """);
    assertEquals("ab\b \bc\nac\n1\n0\n", run.output());
  }

  @Test
  void interrupt_endsTheGroupInTheForeground() throws IOException {
    ProcessRun run = run("input = [ { at = 1 ms, text = \"\\u0003\" } ]", "fork(); pause();");
    assertEquals(List.of(2, 2), run.statuses());
  }

  @Test
  void line_thatIsCutOff_hangsUpAndIsAtItsEnd() throws IOException {
    ProcessRun run =
        run(
            "hangup = 1 ms",
            """
            #include <errno.h>
            #include <signal.h>
            #include <unistd.h>
            int hung;
            void note(int number) { hung = number; }
            int main(void) {
              char c;
              struct sigaction action = {.sa_handler = note};
              sigaction(SIGHUP, &action, NULL);
              int count = read(0, &c, 1);
              return hung * 10 + (count == 0) + 2 * (read(0, &c, 1) == 0)
                     + 4 * (write(1, "x", 1) < 0 && errno == EIO);
            }
            """);
    assertEquals(List.of(17 << 8), run.statuses());
  }

  @Test
  void leader_thatEnds_leavesItsTerminalHungUp() throws IOException {
    ProcessRun run = run("", "if (fork() == 0) pause(); usleep(1000);");
    assertEquals(List.of(0, 1), run.statuses());
  }

  /// One program that types, reads and changes settings at random.
  private static final String RANDOM =
      """
      #include <fcntl.h>
      #include <pty.h>
      #include <ringfence.h>
      #include <signal.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <unistd.h>
      static const char typed[] = "abcdefgh \\t\\n\\r\\177\\025\\027\\026\\022\\003\\004\\021\\023\\377";
      int main(void) {
        int ends[2];
        static char bytes[5000];
        openpty(&ends[0], &ends[1], NULL, NULL, NULL);
        fcntl(ends[0], F_SETFL, O_NONBLOCK);
        fcntl(ends[1], F_SETFL, O_NONBLOCK);
        for (int i = 0; i < 400; i++) {
          int end = ends[random_uniform(0, 1)];
          int count = random_uniform(1, i % 20 ? 60 : 5000);
          for (int j = 0; j < count; j++)
            bytes[j] = typed[random_uniform(0, sizeof typed - 2)];
          switch (random_uniform(0, 6)) {
          case 0:
          case 1:
          case 2:
            write(end, bytes, count);
            break;
          case 3:
          case 4:
            read(end, bytes, count);
            break;
          case 5:
            tcflush(end, random_uniform(0, 2));
            break;
          default: {
            struct termios settings;
            tcgetattr(end, &settings);
            settings.c_lflag ^= 1 << random_uniform(0, 15);
            settings.c_iflag ^= 1 << random_uniform(3, 14);
            settings.c_oflag ^= 1 << random_uniform(0, 6);
            tcsetattr(end, random_uniform(0, 2), &settings);
          }
          }
          write(1, ".", 1);
        }
      }
      """;

  /// What every channel that a process has open says.
  private static List<Channel> channels(Kernel kernel) {
    List<Channel> channels = new ArrayList<>();
    for (Process process : kernel.processes().all()) {
      for (int fd : process.descriptors().numbers()) {
        OpenFile file = process.descriptors().get(fd);
        Channel channel = file == null ? null : file.channel();
        if (channel != null) {
          channels.add(channel);
        }
      }
    }
    return channels;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void bytes_underRandomUse_areReceivedQueuedOrDiscarded(long seed) throws IOException {
    Path file = folder.resolve("s.conf");
    Files.writeString(file, "processes.p.program = \"\"\"" + RANDOM + "\"\"\"\nseed = " + seed);
    List<Channel> seen = new ArrayList<>();
    Simulation[] simulation = new Simulation[1];
    PlainLoop loop = new PlainLoop();
    simulation[0] =
        Simulation.of(
            Scenarios.load(file),
            loop,
            event -> {
              if (event instanceof Event.ConsoleWritten) {
                List<Channel> now = channels(simulation[0].kernel());
                now.forEach(TerminalTest::check);
                seen.addAll(now);
              }
            });
    loop.serve(simulation[0].kernel());
    assertEquals(800, seen.size());
    seen.forEach(TerminalTest::check);
    long received = seen.stream().distinct().mapToLong(Channel::received).sum();
    long discarded = seen.stream().distinct().mapToLong(Channel::discarded).sum();
    assertTrue(received > 100 && discarded > 100, received + " received, " + discarded);
  }

  private static void check(Channel channel) {
    long out = channel.received() + channel.queued() + channel.discarded();
    assertEquals(channel.sent(), out, "sent = received + queued + discarded");
  }
}
