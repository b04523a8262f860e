// A latch, a reusable barrier and a thread pool from mutexes and conditions.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static int arrived, generation, done[40], next_job, order_wrong;

static void barrier(int n) {
  pthread_mutex_lock(&m);
  int mine = generation;
  if (++arrived == n) {
    arrived = 0;
    generation++;
    pthread_cond_broadcast(&c);
  } else
    while (mine == generation) pthread_cond_wait(&c, &m);
  pthread_mutex_unlock(&m);
}
static void *work(void *argument) {
  for (int round = 0; round < 3; round++) {
    barrier(4);
    if (generation < round + 1) order_wrong++;
    barrier(4);
  }
  for (;;) {
    pthread_mutex_lock(&m);
    int job = next_job < 40 ? next_job++ : -1;
    pthread_mutex_unlock(&m);
    if (job < 0) return NULL;
    done[job] += job + 1;
  }
}

int main(void) {
  pthread_t t[4];
  for (int i = 0; i < 4; i++) pthread_create(&t[i], NULL, work, NULL);
  for (int i = 0; i < 4; i++) pthread_join(t[i], NULL);
  int sum = 0;
  for (int i = 0; i < 40; i++) sum += done[i];
  printf("%d %d %d\n", generation, order_wrong, sum);
  return 0;
}
