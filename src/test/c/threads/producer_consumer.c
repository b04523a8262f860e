// A bounded buffer with a mutex and two conditions.
#include <pthread.h>
#include <stdio.h>

enum { SIZE = 4, ITEMS = 300, PRODUCERS = 3, CONSUMERS = 2 };
static int buffer[SIZE], in, out, used, most, done;
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t not_full = PTHREAD_COND_INITIALIZER, not_empty = PTHREAD_COND_INITIALIZER;

static void *produce(void *argument) {
  long id = (long)argument;
  for (int i = 0; i < ITEMS; i++) {
    pthread_mutex_lock(&m);
    while (used == SIZE) pthread_cond_wait(&not_full, &m);
    buffer[in] = id * ITEMS + i;
    in = (in + 1) % SIZE;
    if (++used > most) most = used;
    pthread_cond_signal(&not_empty);
    pthread_mutex_unlock(&m);
  }
  return NULL;
}
static void *consume(void *argument) {
  long sum = 0;
  for (;;) {
    pthread_mutex_lock(&m);
    while (!used && !done) pthread_cond_wait(&not_empty, &m);
    if (!used) {
      pthread_mutex_unlock(&m);
      return (void *)sum;
    }
    sum += buffer[out];
    out = (out + 1) % SIZE;
    used--;
    pthread_cond_signal(&not_full);
    pthread_mutex_unlock(&m);
  }
}

int main(void) {
  pthread_t p[PRODUCERS], c[CONSUMERS];
  for (long i = 0; i < CONSUMERS; i++) pthread_create(&c[i], NULL, consume, NULL);
  for (long i = 0; i < PRODUCERS; i++) pthread_create(&p[i], NULL, produce, (void *)i);
  for (int i = 0; i < PRODUCERS; i++) pthread_join(p[i], NULL);
  pthread_mutex_lock(&m);
  done = 1;
  pthread_cond_broadcast(&not_empty);
  pthread_mutex_unlock(&m);
  long total = 0;
  for (int i = 0; i < CONSUMERS; i++) {
    void *r;
    pthread_join(c[i], &r);
    total += (long)r;
  }
  int n = PRODUCERS * ITEMS;
  printf("%d %d\n", total == (long)n * (n - 1) / 2, most <= SIZE);
  return 0;
}
