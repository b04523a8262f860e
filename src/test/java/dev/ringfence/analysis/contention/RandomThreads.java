package dev.ringfence.analysis.contention;

import dev.ringfence.core.Rng;

/// A random C program of a few threads that take and give back locks, raise and lower semaphores,
/// signal and wait for a condition, and write to and read from a pipe. Some of them end in a
/// deadlock.
final class RandomThreads {
  private static final String START =
      """
      #include <pthread.h>
      #include <ringfence.h>
      #include <sched.h>
      #include <semaphore.h>
      #include <unistd.h>
      static pthread_mutex_t locks[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
      static pthread_rwlock_t table = PTHREAD_RWLOCK_INITIALIZER;
      static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
      static pthread_spinlock_t spin;
      static sem_t room;
      static int ends[2];
      static char page[5000];
      """;

  private static final String[] STEPS = {
    "pthread_mutex_lock(&locks[0]); %s pthread_mutex_unlock(&locks[0]);",
    "pthread_mutex_lock(&locks[1]); %s pthread_mutex_unlock(&locks[1]);",
    "pthread_rwlock_rdlock(&table); %s pthread_rwlock_unlock(&table);",
    "pthread_rwlock_wrlock(&table); %s pthread_rwlock_unlock(&table);",
    "sem_wait(&room); %s sem_post(&room);",
    "pthread_spin_lock(&spin); %s pthread_spin_unlock(&spin);",
    "sem_post(&room); %s",
    "write(ends[1], page, sizeof page); %s",
    "read(ends[0], page, 700); %s",
    "pthread_cond_signal(&changed); %s",
    "pthread_mutex_lock(&locks[0]); pthread_cond_wait(&changed, &locks[0]); %s"
        + " pthread_mutex_unlock(&locks[0]);",
    "usleep(20); %s",
    "sched_yield(); %s",
  };

  private final Rng rng;

  RandomThreads(long seed) {
    rng = new Rng(seed);
  }

  String program() {
    int threads = 2 + (int) rng.below(3);
    StringBuilder out = new StringBuilder(START);
    for (int i = 0; i < threads; i++) {
      out.append("static void *body%d(void *none) {\n".formatted(i));
      out.append("for (int i = 0; i < %d; i++) {\n".formatted(1 + rng.below(8)));
      for (long steps = 1 + rng.below(4); steps > 0; steps--) {
        out.append(step(2)).append('\n');
      }
      out.append("}\nreturn none;\n}\n");
    }
    out.append("int main(void) {\npthread_t threads[%d];\npipe(ends);\n".formatted(threads));
    out.append("sem_init(&room, 0, %d);\n".formatted(1 + rng.below(2)));
    out.append("pthread_spin_init(&spin, 0);\n");
    for (int i = 0; i < threads; i++) {
      out.append("pthread_create(&threads[%d], NULL, body%d, NULL);\n".formatted(i, i));
    }
    for (int i = 0; i < threads; i++) {
      out.append("pthread_join(threads[%d], NULL);\n".formatted(i));
    }
    return out.append("return 0;\n}\n").toString();
  }

  private String step(int depth) {
    String inside = "compute(" + rng.below(40_000) + ");";
    if (depth > 0 && rng.below(2) == 0) {
      inside += " " + step(depth - 1);
    }
    return STEPS[(int) rng.below(STEPS.length)].formatted(inside);
  }
}
