// Threads take turns by a condition, so that their output has one order.
#include <pthread.h>
#include <stdio.h>

enum { N = 3, ROUNDS = 4 };
static int turn;
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;

static void *run(void *argument) {
  int id = (long)argument;
  for (int i = 0; i < ROUNDS; i++) {
    pthread_mutex_lock(&m);
    while (turn % N != id) pthread_cond_wait(&c, &m);
    printf("%c%d ", 'A' + id, i);
    turn++;
    pthread_cond_broadcast(&c);
    pthread_mutex_unlock(&m);
  }
  return NULL;
}

int main(void) {
  pthread_t t[N];
  for (long i = N - 1; i >= 0; i--) pthread_create(&t[i], NULL, run, (void *)i);
  for (int i = 0; i < N; i++) pthread_join(t[i], NULL);
  printf("\n%d turns\n", turn);
  return 0;
}
