// POSIX semaphores: ping-pong, a rendezvous, values, trywait.
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

static sem_t ping, pong, a_here, b_here;

static void *player(void *argument) {
  for (int i = 0; i < 3; i++) {
    sem_wait(&ping);
    printf("pong %d\n", i);
    sem_post(&pong);
  }
  sem_post(&b_here);
  sem_wait(&a_here);
  return NULL;
}

int main(void) {
  int v;
  sem_init(&ping, 0, 0);
  sem_init(&pong, 0, 0);
  sem_init(&a_here, 0, 0);
  sem_init(&b_here, 0, 0);
  pthread_t t;
  pthread_create(&t, NULL, player, NULL);
  for (int i = 0; i < 3; i++) {
    printf("ping %d\n", i);
    sem_post(&ping);
    sem_wait(&pong);
  }
  sem_post(&a_here);
  sem_wait(&b_here);
  pthread_join(t, NULL);
  sem_t s;
  sem_init(&s, 0, 2);
  printf("%d ", sem_trywait(&s));
  printf("%d ", sem_trywait(&s));
  printf("%d ", sem_trywait(&s));
  printf("%d\n", errno == EAGAIN);
  for (int i = 0; i < 5; i++) sem_post(&s);
  sem_getvalue(&s, &v);
  printf("%d %d\n", v, sem_destroy(&s));
  return 0;
}
