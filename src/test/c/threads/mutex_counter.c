// A counter under a mutex loses nothing; trylock tells that another has it.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

enum { THREADS = 4, ROUNDS = 2000 };
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long counter, local[THREADS];

static void *count(void *argument) {
  int id = (long)argument;
  for (int i = 0; i < ROUNDS; i++) {
    pthread_mutex_lock(&mutex);
    counter++;
    pthread_mutex_unlock(&mutex);
    local[id]++;
  }
  return NULL;
}
static void *try(void *argument) { return (void *)(long)pthread_mutex_trylock(argument); }

int main(void) {
  pthread_t threads[THREADS];
  for (long i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, count, (void *)i);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  printf("%ld", counter);
  for (int i = 0; i < THREADS; i++) printf(" %ld", local[i]);
  puts("");
  pthread_t t;
  void *r;
  pthread_mutex_lock(&mutex);
  pthread_create(&t, NULL, try, &mutex);
  pthread_join(t, &r);
  printf("%d\n", (long)r == EBUSY);
  pthread_mutex_unlock(&mutex);
  printf("%d ", pthread_mutex_trylock(&mutex));
  printf("%d\n", pthread_mutex_trylock(&mutex) == EBUSY);
  pthread_mutex_unlock(&mutex);
  pthread_mutex_t dynamic;
  printf("%d ", pthread_mutex_init(&dynamic, NULL));
  pthread_mutex_lock(&dynamic);
  pthread_mutex_unlock(&dynamic);
  printf("%d\n", pthread_mutex_destroy(&dynamic));
  return 0;
}
