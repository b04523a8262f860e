package dev.ringfence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/dev/mqueue` shows message queues as Linux does where that is mounted.
class QueueListingTest {
  @Test
  void directoryOfQueues_hasThoseWithNamesAndWhatIsInThem(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("queues.c");
    Files.writeString(
        file,
        """
        #include <fcntl.h>
        #include <mqueue.h>
        #include <signal.h>
        #include <stdlib.h>
        int main(void) {
          struct mq_attr attributes = { .mq_maxmsg = 4, .mq_msgsize = 100 };
          struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };
          mqd_t queue = mq_open("/listed", O_CREAT | O_RDWR, 0640, &attributes);
          mq_notify(queue, &event);
          system("ls /dev/mqueue; cat /dev/mqueue/listed");
          mq_notify(queue, NULL);
          mq_send(queue, "twelve bytes", 12, 3);
          mq_send(queue, "and", 3, 3);
          system("cat /dev/mqueue/listed");
          mq_unlink("/listed");
          system("ls /dev/mqueue");
        }
        """);
    CommandTest.Outcome outcome = CommandTest.execute("exec", file.toString());
    assertEquals(
        List.of(
            "listed",
            "QSIZE:0          NOTIFY:0     SIGNO:10    NOTIFY_PID:2     ",
            "QSIZE:15         NOTIFY:0     SIGNO:0     NOTIFY_PID:0     "),
        outcome.output().lines().toList());
  }
}
