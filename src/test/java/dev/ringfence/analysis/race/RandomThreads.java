package dev.ringfence.analysis.race;

import dev.ringfence.core.Rng;

/// A random program with threads that never get stuck: they access variables with and without locks
/// and atomically, and hand on tokens by semaphores and bytes by a pipe.
final class RandomThreads {
  private static final String HEAD =
      """
      seed = %d
      machine.cpus = %d
      processes.p {
        program = \"""
      #include <fcntl.h>
      #include <pthread.h>
      #include <semaphore.h>
      #include <stdatomic.h>
      #include <stdlib.h>
      #include <unistd.h>
      static pthread_mutex_t m0 = PTHREAD_MUTEX_INITIALIZER, m1 = PTHREAD_MUTEX_INITIALIZER;
      static pthread_rwlock_t rw = PTHREAD_RWLOCK_INITIALIZER;
      static sem_t s0, s1;
      static atomic_int a0, a1;
      static int v0, v1, v2, v3, ends[2];
      static union { long l; int i[2]; char c[8]; } u;
      static volatile int sink;
      """;

  private final Rng rng;
  private final StringBuilder out = new StringBuilder();

  /// Whether variables are accessed only by who holds their locks.
  private final boolean careful;

  RandomThreads(Rng rng) {
    this.rng = rng;
    careful = pick(3) == 0;
  }

  private int pick(int bound) {
    return (int) rng.below(bound);
  }

  String text() {
    int threads = 2 + pick(3);
    out.append(HEAD.formatted(1 + pick(1000), 1 + pick(3)));
    for (int t = 0; t < threads; t++) {
      line("static void *t%d(void *x) {".formatted(t));
      line("char b = 0;");
      int steps = 3 + pick(8);
      for (int i = 0; i < steps; i++) {
        step();
      }
      line("return x; }");
    }
    line("int main(void) {");
    line("pthread_t t[%d];".formatted(threads));
    line("sem_init(&s0, 0, %d); sem_init(&s1, 0, 0);".formatted(pick(2)));
    line("pipe2(ends, O_NONBLOCK);");
    line("v0 = 1; u.l = 2;");
    for (int t = 0; t < threads; t++) {
      line("pthread_create(&t[%d], 0, t%d, 0);".formatted(t, t));
      if (!careful && pick(4) == 0) {
        access();
      }
    }
    for (int t = 0; t < threads; t++) {
      line("pthread_join(t[%d], 0);".formatted(t));
      if (!careful && pick(4) == 0) {
        access();
      }
    }
    line("sink = v0 + v1 + v2 + v3 + u.i[0];");
    line("return 0; }");
    out.append("\"\"\"\n}\n");
    return out.toString();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void step() {
    switch (pick(careful ? 6 : 12)) {
      case 0, 1 -> locked("pthread_mutex_lock(&m0);", "pthread_mutex_unlock(&m0);", "v0", "v1");
      case 2 -> locked("pthread_mutex_lock(&m1);", "pthread_mutex_unlock(&m1);", "v2", "v3");
      case 3 ->
          locked("pthread_rwlock_wrlock(&rw);", "pthread_rwlock_unlock(&rw);", "u.i[0]", "u.i[1]");
      case 4 -> {
        line("pthread_rwlock_rdlock(&rw);");
        line("b += u.i[0];");
        line("pthread_rwlock_unlock(&rw);");
      }
      case 5 -> line(pick(2) == 0 ? "a0++;" : "b += a1;");
      case 6 -> line("sem_post(&s%d);".formatted(pick(2)));
      case 7 -> {
        line("if (sem_trywait(&s%d) == 0) {".formatted(pick(2)));
        access();
        line("}");
      }
      case 8 -> {
        line("if (read(ends[0], &b, 1) == 1) {");
        access();
        line("}");
      }
      case 9 -> line("write(ends[1], &b, 1);");
      case 10 -> atomic();
      default -> access();
    }
  }

  private void locked(String lock, String unlock, String one, String other) {
    line(lock);
    int count = 1 + pick(2);
    for (int i = 0; i < count; i++) {
      String variable = pick(2) == 0 ? one : other;
      line(pick(2) == 0 ? variable + "++;" : "b += " + variable + ";");
    }
    line(unlock);
  }

  private void atomic() {
    String order = pick(3) == 0 ? "relaxed" : pick(2) == 0 ? "acq_rel" : "seq_cst";
    String half = order.equals("acq_rel") ? "release" : order;
    String a = "&a" + pick(2);
    switch (pick(3)) {
      case 0 -> line("atomic_store_explicit(%s, 1, memory_order_%s);".formatted(a, half));
      case 1 -> line("atomic_fetch_add_explicit(%s, 1, memory_order_%s);".formatted(a, order));
      default -> {
        String load = half.replace("release", "acquire");
        line("if (atomic_load_explicit(%s, memory_order_%s)) {".formatted(a, load));
        access();
        line("}");
      }
    }
  }

  private void access() {
    String[] places = {"v0", "v1", "v2", "v3", "u.l", "u.i[0]", "u.i[1]", "u.c[1]", "u.c[6]"};
    String place = places[pick(places.length)];
    line(pick(2) == 0 ? place + " = 3;" : "(void)*(volatile char *)&" + place + ";");
  }
}
