package dev.ringfence.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who inherits from those that are made to wait for a futex by `FUTEX_CMP_REQUEUE_PI`.
class RequeuedInheritanceTest {
  @TempDir Path folder = Path.of("");

  /// The owner's priority, as `/proc` has it, before the waiter is requeued, afterwards, and when
  /// the waiter has gone.
  @Test
  void owner_ofALockThatAWaiterIsRequeuedTo_inheritsUntilThatIsGone() throws IOException {
    String body =
        """
        #include <linux/futex.h>
        #include <sched.h>
        #include <sys/mman.h>
        #include <sys/syscall.h>
        int priority(int pid) {
          char name[40];
          int value = 0;
          snprintf(name, sizeof name, "/proc/%d/stat", pid);
          FILE *file = fopen(name, "r");
          fscanf(file, "%*d %*s %*c");
          for (int i = 4; i <= 18; i++)
            fscanf(file, "%d", &value);
          fclose(file);
          return value;
        }
        unsigned *words = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        int owner = fork();
        if (owner == 0) {
          syscall(SYS_futex, &words[1], FUTEX_LOCK_PI, 0, NULL, NULL, 0);
          pause();
        }
        int waiter = fork();
        if (waiter == 0) {
          struct sched_param param = {10};
          sched_setscheduler(0, SCHED_FIFO, &param);
          syscall(SYS_futex, &words[0], FUTEX_WAIT_REQUEUE_PI, 0, NULL, &words[1], 0);
          _exit(0);
        }
        usleep(1000);
        printf("%d ", priority(owner));
        syscall(SYS_futex, &words[0], FUTEX_CMP_REQUEUE_PI, 1, NULL, &words[1], 0);
        printf("%d ", priority(owner));
        kill(waiter, SIGKILL);
        waitpid(waiter, NULL, 0);
        printf("%d\\n", priority(owner));
        kill(owner, SIGKILL);
        """;
    ProcessRun run = ProcessRun.ofBody(folder, "user = root", body);
    assertEquals("20 -11 20\n", run.output());
  }

  /// A waiter that is given the lock at once has nobody to lend to; the next one lends to it.
  @Test
  void first_thatIsGivenTheLock_inheritsFromTheOthers() throws IOException {
    String body =
        """
        #include <linux/futex.h>
        #include <sched.h>
        #include <sys/mman.h>
        #include <sys/syscall.h>
        unsigned *words = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        for (int i = 0; i < 3; i++)
          if (fork() == 0) {
            struct sched_param param = {10 * i};
            sched_setscheduler(0, i ? SCHED_FIFO : SCHED_OTHER, &param);
            usleep(100 * i);
            syscall(SYS_futex, &words[0], FUTEX_WAIT_REQUEUE_PI, 0, NULL, &words[1], 0);
            printf("%d ", i);
            fflush(stdout);
            syscall(SYS_futex, &words[1], FUTEX_UNLOCK_PI, 0, NULL, NULL, 0);
            _exit(0);
          }
        usleep(1000);
        printf("%ld: ", syscall(SYS_futex, &words[0], FUTEX_CMP_REQUEUE_PI, 1, 9L, &words[1], 0));
        fflush(stdout);
        while (wait(NULL) > 0)
          ;
        """;
    ProcessRun run = ProcessRun.ofBody(folder, "user = root", body);
    assertEquals("2 1 0 3: ", run.output());
  }
}
