// Threads get an argument, share memory, and give a result to join.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct job { int from, to; long sum; };

static void *run(void *argument) {
  struct job *job = argument;
  for (int i = job->from; i < job->to; i++) job->sum += i;
  return job;
}
static void *number(void *argument) { return (void *)((long)argument * 2); }
static void deep(int n) {
  if (!n) pthread_exit((void *)77L);
  deep(n - 1);
}
static void *leaves(void *argument) {
  deep(10);
  return NULL;
}

int main(void) {
  pthread_t threads[8];
  struct job jobs[8] = {{0}};
  for (int i = 0; i < 8; i++) {
    jobs[i].from = i * 1000;
    jobs[i].to = (i + 1) * 1000;
    if (pthread_create(&threads[i], NULL, run, &jobs[i])) return 1;
  }
  long total = 0;
  for (int i = 0; i < 8; i++) {
    void *result;
    pthread_join(threads[i], &result);
    total += ((struct job *)result)->sum;
  }
  printf("%ld\n", total);
  pthread_t t;
  void *r;
  for (long i = 1; i < 4; i++) {
    pthread_create(&t, NULL, number, (void *)i);
    pthread_join(t, &r);
    printf("%ld ", (long)r);
  }
  pthread_create(&t, NULL, leaves, NULL);
  pthread_join(t, &r);
  printf("%ld\n", (long)r);
  printf("%d %d\n", pthread_equal(pthread_self(), pthread_self()) != 0, pthread_equal(t, pthread_self()));
  return 0;
}
