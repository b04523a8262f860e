// Recursive and error-checking mutexes.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

static void *unlock(void *m) { return (void *)(long)pthread_mutex_unlock(m); }
static long elsewhere(void *f(void *), void *m) {
  pthread_t t;
  void *r;
  pthread_create(&t, NULL, f, m);
  pthread_join(t, &r);
  return (long)r;
}

int main(void) {
  pthread_mutexattr_t a;
  pthread_mutex_t m;
  int kind;
  pthread_mutexattr_init(&a);
  pthread_mutexattr_gettype(&a, &kind);
  printf("%d\n", kind == PTHREAD_MUTEX_DEFAULT);
  pthread_mutexattr_settype(&a, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutex_init(&m, &a);
  for (int i = 0; i < 3; i++) printf("%d ", pthread_mutex_lock(&m));
  printf("%d\n", pthread_mutex_trylock(&m));
  printf("%d\n", elsewhere(unlock, &m) == EPERM);
  for (int i = 0; i < 4; i++) printf("%d ", pthread_mutex_unlock(&m));
  printf("%d\n", pthread_mutex_unlock(&m) == EPERM);
  pthread_mutex_destroy(&m);
  pthread_mutexattr_settype(&a, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init(&m, &a);
  printf("%d ", pthread_mutex_lock(&m));
  printf("%d ", pthread_mutex_lock(&m) == EDEADLK);
  printf("%d ", elsewhere(unlock, &m) == EPERM);
  printf("%d ", pthread_mutex_unlock(&m));
  printf("%d\n", pthread_mutex_unlock(&m) == EPERM);
  pthread_mutexattr_destroy(&a);
  return 0;
}
