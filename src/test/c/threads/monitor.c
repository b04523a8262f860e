// An account as a monitor: withdrawals wait until there is enough.
#include <pthread.h>
#include <stdio.h>

struct account { pthread_mutex_t m; pthread_cond_t more; long balance; int waits; };

static void deposit(struct account *a, long n) {
  pthread_mutex_lock(&a->m);
  a->balance += n;
  pthread_cond_broadcast(&a->more);
  pthread_mutex_unlock(&a->m);
}
static void withdraw(struct account *a, long n) {
  pthread_mutex_lock(&a->m);
  while (a->balance < n) a->waits++, pthread_cond_wait(&a->more, &a->m);
  a->balance -= n;
  pthread_mutex_unlock(&a->m);
}
static struct account from = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, 0};
static struct account to = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 5, 0};

static void *mover(void *argument) {
  for (int i = 1; i <= 20; i++) withdraw(&from, i), deposit(&to, i);
  return NULL;
}
static void *earner(void *argument) {
  for (int i = 0; i < 60; i++) deposit(&from, 7);
  return NULL;
}

int main(void) {
  pthread_t t[3];
  pthread_create(&t[0], NULL, mover, NULL);
  pthread_create(&t[1], NULL, mover, NULL);
  pthread_create(&t[2], NULL, earner, NULL);
  for (int i = 0; i < 3; i++) pthread_join(t[i], NULL);
  printf("%ld %ld\n", from.balance, to.balance);
  return 0;
}
