#include <pthread.h>

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER, other = PTHREAD_MUTEX_INITIALIZER;
static int both, wrong;

static void *run(void *which) {
  pthread_mutex_t *lock = which ? &one : &other;
  pthread_mutex_lock(&one);
  both++;
  pthread_mutex_unlock(&one);
  pthread_mutex_lock(lock);
  wrong++; /* RACE */
  pthread_mutex_unlock(lock);
  return 0;
}

int main(void) {
  pthread_t threads[2];
  for (long i = 0; i < 2; i++)
    pthread_create(&threads[i], 0, run, (void *)i);
  for (int i = 0; i < 2; i++)
    pthread_join(threads[i], 0);
  return both != 2 || wrong == 0;
}
