// Waits with a clock: what they say of clocks and times that are none, of times that are over, and of conditions
// over mutexes of every kind and protocol.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static sem_t sem;

static const struct timespec times[] = {{0, 0}, {-1, 0}, {0, -1}, {0, 1000000000}, {-1, -1}, {-1, 1000000000}, {1, 999999999}};
#define COUNT (sizeof times / sizeof *times)

static int negative(int result) { return result == 0 ? 0 : errno; }

// All waits of this thread that do not get at once what another one holds, or nobody gives.
static void *all(void *held) {
  static const int clocks[] = {CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID, 4, 7, 11, 99, -1};
  for (unsigned c = 0; c < sizeof clocks / sizeof *clocks; c++)
    for (unsigned t = 0; t < COUNT; t++) {
      const struct timespec *time = &times[t];
      int clock = clocks[c];
      printf("%s %d %u:", (char *)held, clock, t);
      printf(" mutex %d", pthread_mutex_clocklock(&mutex, clock, time));
      printf(" read %d", pthread_rwlock_clockrdlock(&rwlock, clock, time));
      printf(" write %d", pthread_rwlock_clockwrlock(&rwlock, clock, time));
      printf(" sem %d\n", negative(sem_clockwait(&sem, clock, time)));
    }
  for (unsigned t = 0; t < COUNT; t++) {
    const struct timespec *time = &times[t];
    printf("%s %u:", (char *)held, t);
    printf(" mutex %d", pthread_mutex_timedlock(&mutex, time));
    printf(" read %d", pthread_rwlock_timedrdlock(&rwlock, time));
    printf(" write %d", pthread_rwlock_timedwrlock(&rwlock, time));
    printf(" sem %d\n", negative(sem_timedwait(&sem, time)));
  }
  return NULL;
}

static void in_thread(void *(*body)(void *), void *argument) {
  pthread_t thread;
  pthread_create(&thread, NULL, body, argument);
  pthread_join(thread, NULL);
}

// Of what is free each wait has it at once, whatever its time says; it does look at its clock.
static void free_ones(void) {
  static const int clocks[] = {CLOCK_REALTIME, CLOCK_MONOTONIC, 2, 99, -1};
  for (unsigned c = 0; c < sizeof clocks / sizeof *clocks; c++)
    for (unsigned t = 0; t < COUNT; t++) {
      const struct timespec *time = &times[t];
      int clock = clocks[c], result;
      sem_init(&sem, 0, 1);
      printf("free %d %u:", clock, t);
      printf(" mutex %d", result = pthread_mutex_clocklock(&mutex, clock, time));
      if (result == 0)
        pthread_mutex_unlock(&mutex);
      printf(" read %d", result = pthread_rwlock_clockrdlock(&rwlock, clock, time));
      if (result == 0)
        pthread_rwlock_unlock(&rwlock);
      printf(" write %d", result = pthread_rwlock_clockwrlock(&rwlock, clock, time));
      if (result == 0)
        pthread_rwlock_unlock(&rwlock);
      printf(" sem %d\n", negative(sem_clockwait(&sem, clock, time)));
    }
}

static void make(int type, int robust, int protocol) {
  pthread_mutexattr_t attr;
  pthread_mutexattr_init(&attr);
  pthread_mutexattr_settype(&attr, type);
  pthread_mutexattr_setrobust(&attr, robust);
  pthread_mutexattr_setprotocol(&attr, protocol);
  pthread_mutex_init(&mutex, &attr);
}

static void conditions(void) {
  for (int type = 0; type < 4; type++)
    for (int robust = 0; robust < 2; robust++)
      for (int protocol = 0; protocol < 2; protocol++) {
        make(type, robust, protocol);
        printf("%d %d %d:", type, robust, protocol);
        for (unsigned t = 0; t < COUNT; t++) {
          pthread_mutex_lock(&mutex);
          printf(" %d", pthread_cond_timedwait(&cond, &mutex, &times[t]));
          printf(" %d", pthread_cond_clockwait(&cond, &mutex, CLOCK_MONOTONIC, &times[t]));
          printf(" %d", pthread_cond_clockwait(&cond, &mutex, 2, &times[t]));
          int unlock = pthread_mutex_unlock(&mutex);
          printf(" %d;", unlock);
        }
        // Only a mutex that knows its owner can say that it is not held.
        int knows = type == PTHREAD_MUTEX_ERRORCHECK || type == PTHREAD_MUTEX_RECURSIVE || robust || protocol;
        if (knows) {
          printf(" %d", pthread_cond_timedwait(&cond, &mutex, &times[0]));
          printf(" %d", pthread_mutex_unlock(&mutex));
        }
        puts("");
      }
}

static int turn, woken;

static void *leaves(void *argument) {
  pthread_mutex_lock(&mutex);
  return NULL;
}

static void *waiter(void *argument) {
  pthread_mutex_lock(&mutex);
  while (turn == 0)
    pthread_cond_wait(&cond, &mutex);
  turn--;
  woken++;
  pthread_mutex_unlock(&mutex);
  return NULL;
}

static void woken_ones(void) {
  for (int type = 0; type < 3; type++)
    for (int robust = 0; robust < 2; robust++)
      for (int protocol = 0; protocol < 2; protocol++) {
        pthread_t threads[4];
        make(type, robust, protocol);
        turn = woken = 0;
        for (int i = 0; i < 4; i++)
          pthread_create(&threads[i], NULL, waiter, NULL);
        usleep(10000);
        pthread_mutex_lock(&mutex);
        turn = 1;
        pthread_cond_signal(&cond);
        pthread_mutex_unlock(&mutex);
        usleep(10000);
        pthread_mutex_lock(&mutex);
        printf("%d %d %d: %d", type, robust, protocol, woken);
        turn = 3;
        pthread_cond_broadcast(&cond);
        pthread_mutex_unlock(&mutex);
        for (int i = 0; i < 4; i++)
          pthread_join(threads[i], NULL);
        printf(" %d, %d\n", woken, pthread_mutex_destroy(&mutex));
      }
}

static void *tries(void *argument) {
  usleep(10000);
  int result = pthread_mutex_trylock(&mutex);
  printf("meanwhile %d\n", result);
  if (result == 0)
    pthread_mutex_unlock(&mutex);
  return NULL;
}

// A recursive mutex that is held twice is given back once only, so nobody else can have it meanwhile.
static void twice(void) {
  make(PTHREAD_MUTEX_RECURSIVE, 0, PTHREAD_PRIO_INHERIT);
  pthread_mutex_lock(&mutex);
  pthread_mutex_lock(&mutex);
  int waited = pthread_cond_timedwait(&cond, &mutex, &times[0]);
  struct timespec soon;
  clock_gettime(CLOCK_MONOTONIC, &soon);
  soon.tv_nsec += 50000000;
  soon.tv_sec += soon.tv_nsec / 1000000000;
  soon.tv_nsec %= 1000000000;
  pthread_t thread;
  pthread_create(&thread, NULL, tries, NULL);
  int later = pthread_cond_clockwait(&cond, &mutex, CLOCK_MONOTONIC, &soon);
  int first = pthread_mutex_unlock(&mutex), second = pthread_mutex_unlock(&mutex), third = pthread_mutex_unlock(&mutex);
  printf("twice: %d, %d %d %d\n", waited, first, second, third);
  pthread_join(thread, NULL);
  printf("later %d\n", later);
}

// Whoever has not mended the mutex by the time it waits has lost it.
static void lost(void) {
  make(PTHREAD_MUTEX_NORMAL, 1, PTHREAD_PRIO_NONE);
  in_thread(leaves, NULL);
  printf("lock %d", pthread_mutex_lock(&mutex));
  printf(" wait %d", pthread_cond_timedwait(&cond, &mutex, &times[0]));
  printf(" unlock %d", pthread_mutex_unlock(&mutex));
  printf(" lock %d\n", pthread_mutex_lock(&mutex));
}

static void *dies_in_wait(void *argument) {
  // The owner died while this one waited for the condition.
  pthread_mutex_lock(&mutex);
  turn = 1;
  int result = pthread_cond_wait(&cond, &mutex);
  printf("after the wait %d,", result);
  printf(" consistent %d", pthread_mutex_consistent(&mutex));
  printf(" unlock %d\n", pthread_mutex_unlock(&mutex));
  return NULL;
}

static void *signals_and_leaves(void *argument) {
  pthread_mutex_lock(&mutex);
  pthread_cond_signal(&cond);
  return NULL;
}

static void consistent(void) {
  for (int protocol = 0; protocol < 2; protocol++) {
    make(PTHREAD_MUTEX_NORMAL, 1, protocol);
    printf("free %d\n", pthread_mutex_consistent(&mutex));
    in_thread(leaves, NULL);
    printf("not held %d\n", pthread_mutex_consistent(&mutex));
    printf("lock %d\n", pthread_mutex_lock(&mutex));
    printf("consistent %d", pthread_mutex_consistent(&mutex));
    printf(" %d", pthread_mutex_consistent(&mutex));
    printf(" unlock %d\n", pthread_mutex_unlock(&mutex));
    in_thread(leaves, NULL);
    printf("try %d", pthread_mutex_trylock(&mutex));
    printf(" unlock %d", pthread_mutex_unlock(&mutex));
    printf(" lock %d", pthread_mutex_lock(&mutex));
    printf(" destroy %d\n", pthread_mutex_destroy(&mutex));
    // A condition whose mutex has lost its owner.
    pthread_t thread;
    make(PTHREAD_MUTEX_NORMAL, 1, protocol);
    turn = 0;
    pthread_create(&thread, NULL, dies_in_wait, NULL);
    for (int ready = 0; !ready; usleep(1000)) {
      pthread_mutex_lock(&mutex);
      ready = turn;
      pthread_mutex_unlock(&mutex);
    }
    in_thread(signals_and_leaves, NULL);
    pthread_join(thread, NULL);
  }
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  free_ones();
  sem_init(&sem, 0, 0);
  pthread_mutex_lock(&mutex);
  pthread_rwlock_wrlock(&rwlock);
  in_thread(all, "held");
  pthread_mutex_unlock(&mutex);
  make(PTHREAD_MUTEX_NORMAL, 0, PTHREAD_PRIO_INHERIT);
  pthread_mutex_lock(&mutex);
  in_thread(all, "inheriting");
  pthread_mutex_unlock(&mutex);
  pthread_rwlock_unlock(&rwlock);
  make(PTHREAD_MUTEX_NORMAL, 1, PTHREAD_PRIO_NONE);
  pthread_mutex_lock(&mutex);
  pthread_rwlock_rdlock(&rwlock);
  pthread_rwlock_rdlock(&rwlock);
  in_thread(all, "robust");
  pthread_mutex_unlock(&mutex);
  conditions();
  woken_ones();
  twice();
  lost();
  consistent();
  return 0;
}
