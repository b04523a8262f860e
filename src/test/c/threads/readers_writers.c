// Readers and writers with two semaphores; readers never see a half-made change.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

static sem_t mutex, room;
static int readers, a, b, torn, reads;

static void *read_(void *argument) {
  for (int i = 0; i < 100; i++) {
    sem_wait(&mutex);
    if (++readers == 1) sem_wait(&room);
    sem_post(&mutex);
    if (a != b) torn++;
    sem_wait(&mutex);
    reads++;
    if (--readers == 0) sem_post(&room);
    sem_post(&mutex);
  }
  return NULL;
}
static void *write_(void *argument) {
  for (int i = 0; i < 100; i++) {
    sem_wait(&room);
    a++;
    b++;
    sem_post(&room);
  }
  return NULL;
}

int main(void) {
  pthread_t t[6];
  sem_init(&mutex, 0, 1);
  sem_init(&room, 0, 1);
  for (int i = 0; i < 6; i++) pthread_create(&t[i], NULL, i % 3 ? read_ : write_, NULL);
  for (int i = 0; i < 6; i++) pthread_join(t[i], NULL);
  printf("%d %d %d %d\n", a, b, torn, reads);
  return 0;
}
