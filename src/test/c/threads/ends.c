/* How threads end: cancellation, clean-ups, values of their own, and the last one. */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static pthread_key_t key;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static pthread_barrier_t barrier;
static pthread_spinlock_t spin;
static sem_t started;
static int sum;

static void add(void *value) {
  pthread_spin_lock(&spin);
  sum += *(int *)value;
  pthread_spin_unlock(&spin);
  free(value);
}

static void tell(void *text) { printf("clean-up %s\n", (char *)text); }

static void unlock(void *which) {
  printf("unlock %d\n", pthread_mutex_unlock(which));
}

static void *valued(void *number) {
  int *value = malloc(sizeof *value);
  *value = (int)(long)number;
  pthread_setspecific(key, value);
  return (void *)(long)(pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD);
}

static void *waiting(void *unused) {
  pthread_cleanup_push(tell, "outer");
  pthread_mutex_lock(&mutex);
  pthread_cleanup_push(unlock, &mutex);
  sem_post(&started);
  for (;;)
    pthread_cond_wait(&condition, &mutex);
  pthread_cleanup_pop(0);
  pthread_cleanup_pop(0);
  return unused;
}

static void *sleeping(void *unused) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  sem_post(&started);
  usleep(50000);
  printf("not yet\n");
  pthread_setcancelstate(old, NULL);
  sleep(100);
  return unused;
}

static void *spinning(void *unused) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
  sem_post(&started);
  for (;;)
    ;
  return unused;
}

static void *exiting(void *value) {
  pthread_cleanup_push(tell, "of exit");
  pthread_exit(value);
  pthread_cleanup_pop(0);
  return NULL;
}

static void *last(void *unused) {
  usleep(50000);
  printf("last\n");
  return unused;
}

static void at_exit(void) { printf("at exit\n"); }

static void cancel(void *(*start)(void *)) {
  pthread_t thread;
  void *result;
  pthread_create(&thread, NULL, start, NULL);
  sem_wait(&started);
  pthread_cancel(thread);
  pthread_join(thread, &result);
  printf("cancelled %d\n", result == PTHREAD_CANCELED);
}

int main(void) {
  pthread_t threads[4];
  void *result;
  int serial = 0;
  atexit(at_exit);
  sem_init(&started, 0, 0);
  pthread_key_create(&key, add);
  pthread_spin_init(&spin, 0);
  pthread_barrier_init(&barrier, NULL, 4);
  for (long i = 0; i < 4; i++)
    pthread_create(&threads[i], NULL, valued, (void *)(i + 1));
  for (int i = 0; i < 4; i++) {
    pthread_join(threads[i], &result);
    serial += (int)(long)result;
  }
  printf("sum %d serial %d\n", sum, serial);
  cancel(waiting);
  printf("trylock %d\n", pthread_mutex_trylock(&mutex));
  cancel(sleeping);
  cancel(spinning);
  pthread_create(threads, NULL, exiting, "done");
  pthread_join(threads[0], &result);
  printf("%s\n", (char *)result);
  pthread_create(threads, NULL, last, NULL);
  pthread_detach(threads[0]);
  pthread_exit(NULL);
}
