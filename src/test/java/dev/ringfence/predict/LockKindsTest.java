package dev.ringfence.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringfence.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opposite orders of locks of each kind, in runs that end well.
class LockKindsTest {
  @TempDir Path folder = Path.of("");

  private static final String HEADERS =
      """
      #include <fcntl.h>
      #include <pthread.h>
      #include <ringfence.h>
      #include <semaphore.h>
      #include <sys/file.h>
      #include <sys/sem.h>
      #include <sys/wait.h>
      #include <unistd.h>
      """;

  /// What becomes of a program whose two threads do these things one after the other.
  private List<String> threads(String objects, String first, String second) throws IOException {
    return of(
        """
        %s
        static void *one(void *none) { %s return none; }
        static void *two(void *none) { usleep(200); %s return none; }

        int main(void) {
          pthread_t a, b;
          pthread_create(&a, NULL, one, NULL);
          pthread_create(&b, NULL, two, NULL);
          pthread_join(a, NULL);
          pthread_join(b, NULL);
          return 0;
        }
        """
            .formatted(objects, first, second));
  }

  /// The same of two processes.
  private List<String> processes(String before, String first, String second) throws IOException {
    return of(
        """
        int main(void) {
          %s
          if (fork() == 0) { %s return 0; }
          if (fork() == 0) { usleep(300); %s return 0; }
          wait(NULL);
          wait(NULL);
          return 0;
        }
        """
            .formatted(before, first, second));
  }

  private List<String> of(String program) throws IOException {
    Path file = folder.resolve("locks.conf");
    String text = HEADERS + program;
    Files.writeString(
        file,
        "machine.cpus = 2\nprocesses.p.program = \"\"\"\n"
            + text
            + "\n\"\"\"\n"
            + "expect.deadlock = possible\n");
    return Prediction.of(Scenarios.load(file)).found().stream()
        .map(one -> one.kind() + (one.confirmed() ? "" : " unconfirmed"))
        .toList();
  }

  private static final List<String> CONFIRMED = List.of("lock-order");

  @Test
  void spinLocks_inOppositeOrder_areConfirmed() throws IOException {
    assertEquals(
        CONFIRMED,
        threads(
            "static pthread_spinlock_t a, b;",
            "pthread_spin_lock(&a); pthread_spin_lock(&b);"
                + " pthread_spin_unlock(&b); pthread_spin_unlock(&a);",
            "pthread_spin_lock(&b); pthread_spin_lock(&a);"
                + " pthread_spin_unlock(&a); pthread_spin_unlock(&b);"));
  }

  private static final String RWLOCKS =
      "static pthread_rwlock_t a = PTHREAD_RWLOCK_INITIALIZER, b = PTHREAD_RWLOCK_INITIALIZER;";
  private static final String GIVE = " pthread_rwlock_unlock(&a); pthread_rwlock_unlock(&b);";

  @Test
  void readWriteLocks_ofWhichOneIsWritten_areConfirmed() throws IOException {
    assertEquals(
        CONFIRMED,
        threads(
            RWLOCKS,
            "pthread_rwlock_rdlock(&a); pthread_rwlock_wrlock(&b);" + GIVE,
            "pthread_rwlock_rdlock(&b); pthread_rwlock_wrlock(&a);" + GIVE));
  }

  @Test
  void readWriteLocks_thatAreOnlyRead_areNoCandidate() throws IOException {
    assertEquals(
        List.of(),
        threads(
            RWLOCKS,
            "pthread_rwlock_rdlock(&a); pthread_rwlock_rdlock(&b);" + GIVE,
            "pthread_rwlock_rdlock(&b); pthread_rwlock_rdlock(&a);" + GIVE));
    assertEquals(
        List.of(),
        threads(
            RWLOCKS,
            "pthread_rwlock_rdlock(&a); pthread_rwlock_wrlock(&b);" + GIVE,
            "pthread_rwlock_wrlock(&b); pthread_rwlock_unlock(&b);"
                + " pthread_rwlock_rdlock(&b); pthread_rwlock_rdlock(&a);"
                + GIVE));
  }

  @Test
  void mutexThatIsOnlyTried_isNoCandidate() throws IOException {
    assertEquals(
        List.of(),
        threads(
            "static pthread_mutex_t a, b;",
            "pthread_mutex_lock(&a); pthread_mutex_lock(&b);"
                + " pthread_mutex_unlock(&b); pthread_mutex_unlock(&a);",
            "pthread_mutex_lock(&b);"
                + " if (pthread_mutex_trylock(&a) == 0) pthread_mutex_unlock(&a);"
                + " pthread_mutex_unlock(&b);"));
  }

  @Test
  void semaphoresAsLocks_inOppositeOrder_areConfirmed() throws IOException {
    assertEquals(
        CONFIRMED,
        threads(
            "static sem_t a, b;" + " __attribute__((constructor)) static void make(void) {}",
            "sem_init(&a, 0, 1); sem_init(&b, 0, 1);"
                + " sem_wait(&a); sem_wait(&b); sem_post(&b); sem_post(&a);",
            "sem_wait(&b); sem_wait(&a); sem_post(&a); sem_post(&b);"));
  }

  @Test
  void locksOnFiles_inOppositeOrder_areConfirmed() throws IOException {
    String open =
        "int a = open(\"/tmp/a\", O_CREAT | O_RDWR, 0600);"
            + " int b = open(\"/tmp/b\", O_CREAT | O_RDWR, 0600);";
    assertEquals(
        CONFIRMED,
        processes(
            "",
            open + " flock(a, LOCK_EX); flock(b, LOCK_EX); flock(b, LOCK_UN); flock(a, LOCK_UN);",
            open + " flock(b, LOCK_EX); flock(a, LOCK_EX); flock(a, LOCK_UN); flock(b, LOCK_UN);"));
  }

  @Test
  void semaphoresOfASet_inOppositeOrder_areConfirmed() throws IOException {
    String make =
        """
        int set = semget(IPC_PRIVATE, 2, 0600);
        semctl(set, 0, SETVAL, 1);
        semctl(set, 1, SETVAL, 1);
        struct sembuf take_a = { 0, -1, 0 }, take_b = { 1, -1, 0 };
        struct sembuf give_a = { 0, 1, 0 }, give_b = { 1, 1, 0 };
        """;
    assertEquals(
        CONFIRMED,
        processes(
            make,
            "semop(set, &take_a, 1); semop(set, &take_b, 1);"
                + " semop(set, &give_b, 1); semop(set, &give_a, 1);",
            "semop(set, &take_b, 1); semop(set, &take_a, 1);"
                + " semop(set, &give_a, 1); semop(set, &give_b, 1);"));
  }

  @Test
  void semaphoresOfASet_thatAreTakenAtOnce_areNoCandidate() throws IOException {
    String make =
        """
        int set = semget(IPC_PRIVATE, 2, 0600);
        semctl(set, 0, SETVAL, 1);
        semctl(set, 1, SETVAL, 1);
        struct sembuf take[] = { { 0, -1, 0 }, { 1, -1, 0 } }, give[] = { { 0, 1, 0 }, { 1, 1, 0 } };
        struct sembuf other[] = { { 1, -1, 0 }, { 0, -1, 0 } };
        """;
    assertEquals(
        List.of(),
        processes(
            make,
            "semop(set, take, 2); semop(set, give, 2);",
            "semop(set, other, 2); semop(set, give, 2);"));
  }

  private static final String MUTEXES = "static pthread_mutex_t a, b; ";
  private static final String FORTH =
      "pthread_mutex_lock(&a); pthread_mutex_lock(&b);"
          + " pthread_mutex_unlock(&b); pthread_mutex_unlock(&a);";
  private static final String BACK =
      "pthread_mutex_lock(&b); pthread_mutex_lock(&a);"
          + " pthread_mutex_unlock(&a); pthread_mutex_unlock(&b);";

  @Test
  void locks_afterAMessageABarrierOrASignal_areNoCandidates() throws IOException {
    assertEquals(
        List.of(),
        processes(
            "int news[2]; char text; pipe(news);"
                + " int a = open(\"/tmp/a\", O_CREAT | O_RDWR, 0600);"
                + " int b = open(\"/tmp/b\", O_CREAT | O_RDWR, 0600); (void)text;",
            "lockf(a, F_LOCK, 0); lockf(b, F_LOCK, 0); lockf(b, F_ULOCK, 0); lockf(a, F_ULOCK, 0);"
                + " write(news[1], \"n\", 1);",
            "read(news[0], &text, 1);" + " lockf(b, F_LOCK, 0); lockf(a, F_LOCK, 0);"));
    assertEquals(
        List.of(),
        threads(
            MUTEXES + "static pthread_barrier_t met;",
            "pthread_barrier_init(&met, NULL, 2); " + FORTH + " pthread_barrier_wait(&met);",
            "pthread_barrier_wait(&met); " + BACK));
    assertEquals(
        List.of(),
        threads(
            MUTEXES + "static sem_t news;",
            "sem_init(&news, 0, 0); " + FORTH + " sem_post(&news);",
            "sem_wait(&news); " + BACK));
    assertEquals(CONFIRMED, threads(MUTEXES, FORTH, BACK));
  }
}
