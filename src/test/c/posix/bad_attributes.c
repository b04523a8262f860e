// Setters and getters of attributes with each value that is near a good one, and what objects made with them say.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define pthread__attr_t pthread_attr_t
#define pthread__attr_init pthread_attr_init
#define pthread__attr_destroy pthread_attr_destroy
#define pthread__attr_setdetachstate pthread_attr_setdetachstate
#define pthread__attr_getdetachstate pthread_attr_getdetachstate
#define pthread__attr_setscope pthread_attr_setscope
#define pthread__attr_getscope pthread_attr_getscope
#define pthread__attr_setinheritsched pthread_attr_setinheritsched
#define pthread__attr_getinheritsched pthread_attr_getinheritsched
#define pthread__attr_setschedpolicy pthread_attr_setschedpolicy
#define pthread__attr_getschedpolicy pthread_attr_getschedpolicy

static const int values[] = {-2147483647 - 1, -1, 0, 1, 2, 3, 4, 5, 7, 11, 98, 99, 100, 255, 256, 65536, 2147483647};
#define COUNT (sizeof values / sizeof *values)

#define EACH(kind, what, type) \
  do { \
    pthread_##kind##attr_t attr; \
    type got = -7; \
    pthread_##kind##attr_init(&attr); \
    int first = pthread_##kind##attr_get##what(&attr, &got); \
    printf(#kind " " #what ": %d %d\n", first, (int)got); \
    for (unsigned i = 0; i < COUNT; i++) { \
      int set = pthread_##kind##attr_set##what(&attr, values[i]); \
      got = -7; \
      int result = pthread_##kind##attr_get##what(&attr, &got); \
      printf("  %d: %d %d %d\n", values[i], set, result, (int)got); \
    } \
    printf("destroy %d\n", pthread_##kind##attr_destroy(&attr)); \
  } while (0)

static void setters(void) {
  EACH(mutex, type, int);
  EACH(mutex, pshared, int);
  EACH(mutex, robust, int);
  EACH(mutex, protocol, int);
  EACH(mutex, prioceiling, int);
  EACH(cond, clock, clockid_t);
  EACH(cond, pshared, int);
  EACH(rwlock, pshared, int);
  EACH(rwlock, kind_np, int);
  EACH(barrier, pshared, int);
  EACH(_, detachstate, int);
  EACH(_, scope, int);
  EACH(_, inheritsched, int);
  EACH(_, schedpolicy, int);
}

// One attribute changes no other.
static void together(void) {
  pthread_mutexattr_t attr;
  int a, b, c, d, e;
  pthread_mutexattr_init(&attr);
  for (int type = 0; type < 4; type++)
    for (int robust = 0; robust < 2; robust++)
      for (int protocol = 0; protocol < 3; protocol++)
        for (int shared = 0; shared < 2; shared++) {
          pthread_mutexattr_settype(&attr, type);
          pthread_mutexattr_setrobust(&attr, robust);
          pthread_mutexattr_setprotocol(&attr, protocol);
          pthread_mutexattr_setpshared(&attr, shared);
          pthread_mutexattr_gettype(&attr, &a);
          pthread_mutexattr_getrobust(&attr, &b);
          pthread_mutexattr_getprotocol(&attr, &c);
          pthread_mutexattr_getpshared(&attr, &d);
          pthread_mutexattr_getprioceiling(&attr, &e);
          pthread_mutex_t mutex;
          int ceiling = -7, old = -7;
          int init = pthread_mutex_init(&mutex, &attr);
          printf("%d %d %d %d %d: %d", a, b, c, d, e, init);
          if (init == 0) {
            int get = pthread_mutex_getprioceiling(&mutex, &ceiling);
            printf(", %d %d", get, ceiling);
            if (protocol != PTHREAD_PRIO_PROTECT)
              printf(", %d", pthread_mutex_setprioceiling(&mutex, 5, &old));
            printf(", %d", pthread_mutex_consistent(&mutex));
            int checks = type == PTHREAD_MUTEX_RECURSIVE || type == PTHREAD_MUTEX_ERRORCHECK;
            if (checks || robust || protocol == PTHREAD_PRIO_INHERIT)
              printf(", %d", pthread_mutex_unlock(&mutex));
            // glibc takes back what it has noted of a ceiling only if the task could have it.
            if (protocol == PTHREAD_PRIO_PROTECT) {
              printf(", %d\n", pthread_mutex_destroy(&mutex));
              continue;
            }
            int first = pthread_mutex_lock(&mutex), second = pthread_mutex_trylock(&mutex);
            printf(", %d %d", first, second);
            if (second == 0)
              pthread_mutex_unlock(&mutex);
            printf(", %d", pthread_mutex_consistent(&mutex));
            if (first == 0) {
              printf(", %d", pthread_mutex_destroy(&mutex));
              printf(" %d", pthread_mutex_unlock(&mutex));
            }
            printf(", %d", pthread_mutex_destroy(&mutex));
            printf(" %d", pthread_mutex_trylock(&mutex));
          }
          puts("");
        }
}

static void ceilings(void) {
  for (unsigned i = 0; i < COUNT; i++) {
    pthread_mutexattr_t attr;
    pthread_mutex_t mutex;
    int old = -7, now = -7;
    pthread_mutexattr_init(&attr);
    pthread_mutexattr_setprotocol(&attr, PTHREAD_PRIO_PROTECT);
    int set = pthread_mutexattr_setprioceiling(&attr, values[i]);
    int init = pthread_mutex_init(&mutex, &attr);
    int get = pthread_mutex_getprioceiling(&mutex, &now);
    printf("ceiling %d: %d %d %d %d", values[i], set, init, get, now);
    // A task that is not of real time is below every ceiling, and may not take such a mutex without rights.
    int outside = values[i] < 1 || values[i] > 99;
    if (outside)
      printf(" %d %d", pthread_mutex_setprioceiling(&mutex, values[i], &old), old);
    puts("");
  }
}

static void sizes(void) {
  static const size_t sizes[] = {0, 1, 4096, 16383, 16384, 16385, 65536, 100000, 1 << 20};
  pthread_attr_t attr;
  pthread_attr_init(&attr);
  for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    size_t got = 0;
    int set = pthread_attr_setstacksize(&attr, sizes[i]);
    pthread_attr_getstacksize(&attr, &got);
    printf("stack %zu: %d, the same %d\n", sizes[i], set, got == sizes[i]);
    set = pthread_attr_setguardsize(&attr, sizes[i]);
    pthread_attr_getguardsize(&attr, &got);
    printf("guard %zu: %d %zu\n", sizes[i], set, got);
    set = pthread_attr_setstack(&attr, (void *)0x10000, sizes[i]);
    printf("both %zu: %d\n", sizes[i], set);
  }
  pthread_attr_destroy(&attr);
  pthread_attr_init(&attr);
  for (int policy = 0; policy < 3; policy++)
    for (unsigned i = 0; i < COUNT; i++) {
      struct sched_param param = {values[i]}, got = {-7};
      pthread_attr_setschedpolicy(&attr, policy);
      int set = pthread_attr_setschedparam(&attr, &param);
      pthread_attr_getschedparam(&attr, &got);
      printf("policy %d, priority %d: %d %d\n", policy, values[i], set, got.sched_priority);
    }
}

int main(void) {
  setvbuf(stdout, NULL, _IOFBF, 1 << 16);
  setters();
  together();
  ceilings();
  sizes();
  return 0;
}
