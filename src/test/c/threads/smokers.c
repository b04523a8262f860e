// The cigarette smokers: an agent gives two of three ingredients, pushers wake the third.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

enum { TOBACCO, PAPER, MATCH, ROUNDS = 30 };
static sem_t agent, ingredient[3], smoker[3], mutex;
static int on_table[3], smoked[3], stop;

static void *push(void *argument) {
  int mine = (long)argument, a = (mine + 1) % 3, b = (mine + 2) % 3;
  for (;;) {
    sem_wait(&ingredient[mine]);
    if (stop) return NULL;
    sem_wait(&mutex);
    if (on_table[a]) {
      on_table[a] = 0;
      sem_post(&smoker[b]);
    } else if (on_table[b]) {
      on_table[b] = 0;
      sem_post(&smoker[a]);
    } else
      on_table[mine] = 1;
    sem_post(&mutex);
  }
}
static void *smoke(void *argument) {
  int mine = (long)argument;
  for (;;) {
    sem_wait(&smoker[mine]);
    if (stop) return NULL;
    smoked[mine]++;
    sem_post(&agent);
  }
}

int main(void) {
  pthread_t t[6];
  sem_init(&agent, 0, 1);
  sem_init(&mutex, 0, 1);
  for (long i = 0; i < 3; i++) {
    sem_init(&ingredient[i], 0, 0);
    sem_init(&smoker[i], 0, 0);
    pthread_create(&t[i], NULL, push, (void *)i);
    pthread_create(&t[i + 3], NULL, smoke, (void *)i);
  }
  for (int r = 0; r < ROUNDS; r++) {
    sem_wait(&agent);
    for (int i = 0; i < 3; i++)
      if (i != r * r % 3) sem_post(&ingredient[i]);
  }
  sem_wait(&agent);
  stop = 1;
  for (int i = 0; i < 3; i++) sem_post(&ingredient[i]), sem_post(&smoker[i]);
  for (int i = 0; i < 6; i++) pthread_join(t[i], NULL);
  printf("%d %d %d\n", smoked[0], smoked[1], smoked[2]);
  return 0;
}
