// Keys hold a value for each thread, with destructors; once runs once.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int initialised, destroyed, sum;

static void destroy(void *value) {
  pthread_mutex_lock(&m);
  destroyed++;
  sum += *(int *)value;
  pthread_mutex_unlock(&m);
  free(value);
}
static void init(void) {
  initialised++;
  pthread_key_create(&key, destroy);
}
static void *run(void *argument) {
  pthread_once(&once, init);
  if (pthread_getspecific(key)) return (void *)1;
  int *value = malloc(sizeof *value);
  *value = (long)argument;
  pthread_setspecific(key, value);
  for (int i = 0; i < 10; i++) ++*(int *)pthread_getspecific(key);
  return (void *)(long)(*value != (long)argument + 10);
}

int main(void) {
  pthread_t t[5];
  long bad = 0;
  for (long i = 0; i < 5; i++) pthread_create(&t[i], NULL, run, (void *)(i * 100));
  for (int i = 0; i < 5; i++) {
    void *r;
    pthread_join(t[i], &r);
    bad += (long)r;
  }
  pthread_once(&once, init);
  printf("%d %d %d %ld %d\n", initialised, destroyed, sum, bad, pthread_getspecific(key) == NULL);
  printf("%d\n", pthread_key_delete(key));
  return 0;
}
