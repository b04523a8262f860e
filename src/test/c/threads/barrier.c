// A barrier holds threads until all are there; one of them is told apart.
#include <pthread.h>
#include <stdio.h>

enum { N = 4, PHASES = 5 };
static pthread_barrier_t barrier;
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int at[N], serial, wrong;

static void add(void) {
  pthread_mutex_lock(&m);
  serial++;
  pthread_mutex_unlock(&m);
}
static void *run(void *argument) {
  int id = (long)argument;
  for (int phase = 0; phase < PHASES; phase++) {
    at[id] = phase;
    int r = pthread_barrier_wait(&barrier);
    if (r == PTHREAD_BARRIER_SERIAL_THREAD) add();
    else if (r) wrong++;
    for (int i = 0; i < N; i++)
      if (at[i] != phase) wrong++;
    pthread_barrier_wait(&barrier);
  }
  return NULL;
}

int main(void) {
  pthread_t t[N];
  pthread_barrier_init(&barrier, NULL, N);
  for (long i = 0; i < N; i++) pthread_create(&t[i], NULL, run, (void *)i);
  for (int i = 0; i < N; i++) pthread_join(t[i], NULL);
  printf("%d %d %d\n", serial, wrong, pthread_barrier_destroy(&barrier));
  return 0;
}
