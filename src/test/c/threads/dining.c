// Dining philosophers who take the lower fork first, and so all finish.
#include <pthread.h>
#include <stdio.h>

enum { N = 5, MEALS = 20 };
static pthread_mutex_t forks[N];
static int meals[N], eating[N], collisions;

static void *philosopher(void *argument) {
  int id = (long)argument, left = id, right = (id + 1) % N;
  int first = left < right ? left : right, second = left < right ? right : left;
  for (int i = 0; i < MEALS; i++) {
    pthread_mutex_lock(&forks[first]);
    pthread_mutex_lock(&forks[second]);
    eating[id] = 1;
    if (eating[(id + 1) % N] || eating[(id + N - 1) % N]) collisions++;
    meals[id]++;
    eating[id] = 0;
    pthread_mutex_unlock(&forks[second]);
    pthread_mutex_unlock(&forks[first]);
  }
  return NULL;
}

int main(void) {
  pthread_t t[N];
  for (int i = 0; i < N; i++) pthread_mutex_init(&forks[i], NULL);
  for (long i = 0; i < N; i++) pthread_create(&t[i], NULL, philosopher, (void *)i);
  for (int i = 0; i < N; i++) pthread_join(t[i], NULL);
  for (int i = 0; i < N; i++) printf("%d ", meals[i]);
  printf("collisions %d\n", collisions);
  return 0;
}
