// Mutexes of every kind, robust or not, one thread: what each call says in each state, and timeouts.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *name(int error) {
  switch (error) {
  case 0:
    return "0";
  case EPERM:
    return "EPERM";
  case EBUSY:
    return "EBUSY";
  case EDEADLK:
    return "EDEADLK";
  case EINVAL:
    return "EINVAL";
  case ETIMEDOUT:
    return "ETIMEDOUT";
  case ENOTSUP:
    return "ENOTSUP";
  case EAGAIN:
    return "EAGAIN";
  case EOWNERDEAD:
    return "EOWNERDEAD";
  case ENOTRECOVERABLE:
    return "ENOTRECOVERABLE";
  }
  return strerror(error);
}

#define SHOW(call) printf("  %s: %s\n", #call, name(call))

static pthread_mutex_t m;
static struct timespec early = {1, 0}, bad = {1, 1000000000}, negative = {-1, 0}, bad_negative = {-1, -1};

static void *foreign(void *arg) {
  SHOW(pthread_mutex_trylock(&m));
  SHOW(pthread_mutex_timedlock(&m, &early));
  SHOW(pthread_mutex_timedlock(&m, &negative));
  SHOW(pthread_mutex_timedlock(&m, &bad));
  SHOW(pthread_mutex_clocklock(&m, CLOCK_MONOTONIC, &early));
  SHOW(pthread_mutex_clocklock(&m, CLOCK_MONOTONIC, &bad_negative));
  SHOW(pthread_mutex_clocklock(&m, CLOCK_BOOTTIME, &early));
  return NULL;
}

static void *unlocks(void *arg) {
  SHOW(pthread_mutex_unlock(&m));
  return NULL;
}

static void in_thread(void *(*routine)(void *)) {
  pthread_t thread;
  pthread_create(&thread, NULL, routine, NULL);
  pthread_join(thread, NULL);
}

static void *dies(void *arg) {
  SHOW(pthread_mutex_lock(&m));
  return NULL;
}

static void kind(int type, int robust, int inherit) {
  pthread_mutexattr_t attr;
  printf("type %d robust %d inherit %d\n", type, robust, inherit);
  pthread_mutexattr_init(&attr);
  pthread_mutexattr_settype(&attr, type);
  pthread_mutexattr_setrobust(&attr, robust);
  pthread_mutexattr_setprotocol(&attr, inherit ? PTHREAD_PRIO_INHERIT : PTHREAD_PRIO_NONE);
  SHOW(pthread_mutex_init(&m, &attr));
  SHOW(pthread_mutex_timedlock(&m, &bad));
  SHOW(pthread_mutex_unlock(&m));
  SHOW(pthread_mutex_clocklock(&m, CLOCK_PROCESS_CPUTIME_ID, &early));
  int knows_owner = type == PTHREAD_MUTEX_RECURSIVE || type == PTHREAD_MUTEX_ERRORCHECK || robust || inherit;
  if (knows_owner)
    SHOW(pthread_mutex_unlock(&m));
  SHOW(pthread_mutex_lock(&m));
  SHOW(pthread_mutex_trylock(&m));
  if (type == PTHREAD_MUTEX_RECURSIVE || type == PTHREAD_MUTEX_ERRORCHECK)
    SHOW(pthread_mutex_lock(&m));
  SHOW(pthread_mutex_timedlock(&m, &early));
  in_thread(foreign);
  if (knows_owner)
    in_thread(unlocks);
  SHOW(pthread_mutex_consistent(&m));
  if (!robust)
    SHOW(pthread_mutex_destroy(&m));
  for (int i = 0; i < 4 && type == PTHREAD_MUTEX_RECURSIVE; i++)
    SHOW(pthread_mutex_unlock(&m));
  if (type != PTHREAD_MUTEX_RECURSIVE)
    SHOW(pthread_mutex_unlock(&m));
  if (knows_owner)
    SHOW(pthread_mutex_unlock(&m));
  if (robust) {
    in_thread(dies);
    SHOW(pthread_mutex_trylock(&m));
    if (type != PTHREAD_MUTEX_NORMAL)
      SHOW(pthread_mutex_trylock(&m));
    SHOW(pthread_mutex_consistent(&m));
    SHOW(pthread_mutex_consistent(&m));
    SHOW(pthread_mutex_unlock(&m));
    if (type == PTHREAD_MUTEX_RECURSIVE)
      SHOW(pthread_mutex_unlock(&m));
    in_thread(dies);
    SHOW(pthread_mutex_timedlock(&m, &early));
    in_thread(foreign);
    SHOW(pthread_mutex_unlock(&m));
    SHOW(pthread_mutex_lock(&m));
    SHOW(pthread_mutex_trylock(&m));
    SHOW(pthread_mutex_consistent(&m));
  }
  SHOW(pthread_mutex_destroy(&m));
  SHOW(pthread_mutex_lock(&m));
  SHOW(pthread_mutex_trylock(&m));
  SHOW(pthread_mutex_timedlock(&m, &early));
  SHOW(pthread_mutex_unlock(&m));
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  for (int type = 0; type <= 3; type++)
    for (int robust = 0; robust < 2; robust++)
      for (int inherit = 0; inherit < 2; inherit++)
        kind(type, robust, inherit);
  return 0;
}
