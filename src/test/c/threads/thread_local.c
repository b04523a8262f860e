// Thread-local objects are fresh in each thread; others are shared.
#include <pthread.h>
#include <stdio.h>

static __thread int mine = 5;
static _Thread_local char name[8] = "fresh";
static int shared;
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

static int bump(void) {
  static __thread int calls;
  return ++calls;
}
static void *run(void *argument) {
  mine += (long)argument;
  name[0] += (long)argument;
  bump();
  bump();
  pthread_mutex_lock(&m);
  shared++;
  pthread_mutex_unlock(&m);
  return (void *)(long)(mine * 1000 + name[0] + bump() * 100000);
}

int main(void) {
  pthread_t t[3];
  mine = 70;
  for (long i = 0; i < 3; i++) pthread_create(&t[i], NULL, run, (void *)i);
  for (int i = 0; i < 3; i++) {
    void *r;
    pthread_join(t[i], &r);
    printf("%ld ", (long)r);
  }
  printf("%d %d %s %d\n", mine, shared, name, bump());
  return 0;
}
