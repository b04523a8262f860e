// Readers share a lock, writers have it alone.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static long a, b, torn;

static void *writer(void *argument) {
  for (int i = 0; i < 200; i++) {
    pthread_rwlock_wrlock(&lock);
    a++;
    b--;
    pthread_rwlock_unlock(&lock);
  }
  return NULL;
}
static void *reader(void *argument) {
  for (int i = 0; i < 200; i++) {
    pthread_rwlock_rdlock(&lock);
    if (a + b) torn++;
    pthread_rwlock_unlock(&lock);
  }
  return NULL;
}
static void *try_read(void *argument) { return (void *)(long)pthread_rwlock_tryrdlock(&lock); }
static void *try_write(void *argument) { return (void *)(long)pthread_rwlock_trywrlock(&lock); }
static int elsewhere(void *f(void *)) {
  pthread_t t;
  void *r;
  pthread_create(&t, NULL, f, NULL);
  pthread_join(t, &r);
  return (long)r;
}

int main(void) {
  pthread_t t[4];
  for (int i = 0; i < 4; i++) pthread_create(&t[i], NULL, i % 2 ? reader : writer, NULL);
  for (int i = 0; i < 4; i++) pthread_join(t[i], NULL);
  printf("%ld %ld %ld\n", a, b, torn);
  pthread_rwlock_rdlock(&lock);
  printf("%d %d\n", elsewhere(try_write) == EBUSY, pthread_rwlock_rdlock(&lock));
  pthread_rwlock_unlock(&lock);
  pthread_rwlock_unlock(&lock);
  pthread_rwlock_wrlock(&lock);
  printf("%d %d\n", elsewhere(try_read) == EBUSY, elsewhere(try_write) == EBUSY);
  pthread_rwlock_unlock(&lock);
  printf("%d\n", pthread_rwlock_destroy(&lock));
  return 0;
}
