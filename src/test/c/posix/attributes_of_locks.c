// The attributes of mutexes, condition variables, read-write locks and barriers: what they begin with, and
// which values are refused.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define SHOW(call) printf("%s: %d\n", #call, call)

#define GOT(call) \
  do { \
    int value = -99; \
    int error = call; \
    printf("%s: %d %d\n", #call, error, value); \
  } while (0)

static void mutexes(void) {
  pthread_mutexattr_t attr;
  SHOW(pthread_mutexattr_init(&attr));
  GOT(pthread_mutexattr_gettype(&attr, &value));
  GOT(pthread_mutexattr_getpshared(&attr, &value));
  GOT(pthread_mutexattr_getrobust(&attr, &value));
  GOT(pthread_mutexattr_getprotocol(&attr, &value));
  GOT(pthread_mutexattr_getprioceiling(&attr, &value));
  for (int type = -1; type <= 4; type++) {
    SHOW(pthread_mutexattr_settype(&attr, type));
    GOT(pthread_mutexattr_gettype(&attr, &value));
  }
  for (int on = -1; on <= 2; on++) {
    SHOW(pthread_mutexattr_setpshared(&attr, on));
    GOT(pthread_mutexattr_getpshared(&attr, &value));
    SHOW(pthread_mutexattr_setrobust(&attr, on));
    GOT(pthread_mutexattr_getrobust(&attr, &value));
  }
  for (int protocol = -1; protocol <= 3; protocol++) {
    SHOW(pthread_mutexattr_setprotocol(&attr, protocol));
    GOT(pthread_mutexattr_getprotocol(&attr, &value));
  }
  static const int ceilings[] = {-1, 0, 1, 50, 99, 100};
  for (int i = 0; i < 6; i++) {
    SHOW(pthread_mutexattr_setprioceiling(&attr, ceilings[i]));
    GOT(pthread_mutexattr_getprioceiling(&attr, &value));
  }
  GOT(pthread_mutexattr_gettype(&attr, &value));
  GOT(pthread_mutexattr_getpshared(&attr, &value));
  GOT(pthread_mutexattr_getrobust(&attr, &value));
  SHOW(pthread_mutexattr_destroy(&attr));
}

static void combinations(void) {
  for (int robust = 0; robust < 2; robust++)
    for (int protocol = 0; protocol < 3; protocol++)
      for (int shared = 0; shared < 2; shared++) {
        pthread_mutexattr_t attr;
        pthread_mutex_t mutex;
        int ceiling = -99;
        pthread_mutexattr_init(&attr);
        pthread_mutexattr_setrobust(&attr, robust);
        pthread_mutexattr_setprotocol(&attr, protocol);
        pthread_mutexattr_setpshared(&attr, shared);
        printf("robust %d protocol %d shared %d:", robust, protocol, shared);
        printf(" %d", pthread_mutex_init(&mutex, &attr));
        printf(" %d", pthread_mutex_getprioceiling(&mutex, &ceiling));
        printf(" %d\n", ceiling);
      }
}

static void conditions(void) {
  pthread_condattr_t attr;
  clockid_t clock = -99;
  SHOW(pthread_condattr_init(&attr));
  GOT(pthread_condattr_getpshared(&attr, &value));
  for (int on = -1; on <= 2; on++) {
    SHOW(pthread_condattr_setpshared(&attr, on));
    GOT(pthread_condattr_getpshared(&attr, &value));
  }
  printf("%d", pthread_condattr_getclock(&attr, &clock));
  printf(" %d\n", clock);
  for (int i = -1; i <= 7; i++) {
    SHOW(pthread_condattr_setclock(&attr, i));
    printf("%d", pthread_condattr_getclock(&attr, &clock));
    printf(" %d\n", clock);
  }
  pthread_cond_t cond;
  SHOW(pthread_cond_init(&cond, &attr));
  SHOW(pthread_cond_destroy(&cond));
  SHOW(pthread_condattr_destroy(&attr));
}

static void others(void) {
  pthread_rwlockattr_t attr;
  SHOW(pthread_rwlockattr_init(&attr));
  GOT(pthread_rwlockattr_getpshared(&attr, &value));
  GOT(pthread_rwlockattr_getkind_np(&attr, &value));
  for (int on = -1; on <= 3; on++) {
    SHOW(pthread_rwlockattr_setpshared(&attr, on));
    GOT(pthread_rwlockattr_getpshared(&attr, &value));
    SHOW(pthread_rwlockattr_setkind_np(&attr, on));
    GOT(pthread_rwlockattr_getkind_np(&attr, &value));
  }
  SHOW(pthread_rwlockattr_destroy(&attr));
  pthread_barrierattr_t barrier_attr;
  pthread_barrier_t barrier;
  SHOW(pthread_barrierattr_init(&barrier_attr));
  GOT(pthread_barrierattr_getpshared(&barrier_attr, &value));
  for (int on = -1; on <= 2; on++) {
    SHOW(pthread_barrierattr_setpshared(&barrier_attr, on));
    GOT(pthread_barrierattr_getpshared(&barrier_attr, &value));
  }
  SHOW(pthread_barrier_init(&barrier, NULL, 0));
  SHOW(pthread_barrier_init(&barrier, NULL, 0x7fffffff));
  SHOW(pthread_barrier_init(&barrier, NULL, 0x80000000));
  SHOW(pthread_barrier_init(&barrier, &barrier_attr, 1));
  SHOW(pthread_barrier_wait(&barrier));
  SHOW(pthread_barrier_wait(&barrier));
  SHOW(pthread_barrier_destroy(&barrier));
  SHOW(pthread_barrierattr_destroy(&barrier_attr));
  pthread_spinlock_t spin;
  SHOW(pthread_spin_init(&spin, PTHREAD_PROCESS_SHARED));
  SHOW(pthread_spin_trylock(&spin));
  SHOW(pthread_spin_trylock(&spin));
  SHOW(pthread_spin_unlock(&spin));
  SHOW(pthread_spin_lock(&spin));
  SHOW(pthread_spin_destroy(&spin));
}

int main(void) {
  mutexes();
  combinations();
  conditions();
  others();
  return 0;
}
