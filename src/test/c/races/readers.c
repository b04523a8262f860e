#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int value, hits;

static void *run(void *none) {
  for (int i = 0; i < 20; i++) {
    pthread_rwlock_rdlock(&lock);
    hits += value; /* RACE */
    pthread_rwlock_unlock(&lock);
    pthread_rwlock_wrlock(&lock);
    value++;
    pthread_rwlock_unlock(&lock);
  }
  return none;
}

int main(void) {
  pthread_t threads[3];
  for (int i = 0; i < 3; i++)
    pthread_create(&threads[i], 0, run, 0);
  for (int i = 0; i < 3; i++)
    pthread_join(threads[i], 0);
  return hits == 0;
}
