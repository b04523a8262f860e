// The sleeping barber: customers take a chair or leave; nobody is lost.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

enum { CUSTOMERS = 20, CHAIRS = 3 };
static sem_t customers, barber, mutex;
static int waiting, cut, left;

static void *shop(void *argument) {
  for (;;) {
    sem_wait(&customers);
    sem_wait(&mutex);
    if (waiting < 0) {
      sem_post(&mutex);
      return NULL;
    }
    waiting--;
    cut++;
    sem_post(&barber);
    sem_post(&mutex);
  }
}
static void *customer(void *argument) {
  sem_wait(&mutex);
  if (waiting < CHAIRS) {
    waiting++;
    sem_post(&customers);
    sem_post(&mutex);
    sem_wait(&barber);
  } else {
    left++;
    sem_post(&mutex);
  }
  return NULL;
}

int main(void) {
  pthread_t b, c[CUSTOMERS];
  sem_init(&customers, 0, 0);
  sem_init(&barber, 0, 0);
  sem_init(&mutex, 0, 1);
  pthread_create(&b, NULL, shop, NULL);
  for (int i = 0; i < CUSTOMERS; i++) pthread_create(&c[i], NULL, customer, NULL);
  for (int i = 0; i < CUSTOMERS; i++) pthread_join(c[i], NULL);
  printf("%d %d\n", cut + left, waiting);
  waiting = -1;
  sem_post(&customers);
  pthread_join(b, NULL);
  return 0;
}
