// Cancellation with clean-up handlers, and a thread that does not want it.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <unistd.h>

static sem_t ready, never, cancelled;
static int cleaned;

static void clean(void *argument) { cleaned += (long)argument; }
static void *waits(void *argument) {
  pthread_cleanup_push(clean, (void *)1L);
  pthread_cleanup_push(clean, (void *)10L);
  sem_post(&ready);
  sem_wait(&never);
  pthread_cleanup_pop(0);
  pthread_cleanup_pop(0);
  return NULL;
}
static void *refuses(void *argument) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  sem_post(&ready);
  sem_wait(&cancelled);
  pthread_cleanup_push(clean, (void *)100L);
  pthread_cleanup_pop(1);
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
  pthread_testcancel();
  return (void *)5L;
}

int main(void) {
  pthread_t t;
  void *r;
  sem_init(&ready, 0, 0);
  sem_init(&never, 0, 0);
  sem_init(&cancelled, 0, 0);
  pthread_create(&t, NULL, waits, NULL);
  sem_wait(&ready);
  printf("%d\n", pthread_cancel(t));
  pthread_join(t, &r);
  printf("%d %d\n", r == PTHREAD_CANCELED, cleaned);
  pthread_create(&t, NULL, refuses, NULL);
  sem_wait(&ready);
  pthread_cancel(t);
  sem_post(&cancelled);
  pthread_join(t, &r);
  printf("%d %d\n", r == PTHREAD_CANCELED, cleaned);
  return 0;
}
