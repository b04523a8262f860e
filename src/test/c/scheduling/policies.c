/* What an ordinary user may ask of the scheduler, and what it is told. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define SHOW(call)                                                                                 \
  do {                                                                                             \
    errno = 0;                                                                                     \
    long result = (call);                                                                          \
    printf("%s = %ld %s\n", #call, result, errno ? strerror(errno) : "");                          \
  } while (0)

static void set(int policy, int priority) {
  struct sched_param param = {priority};
  errno = 0;
  int result = sched_setscheduler(0, policy, &param);
  printf("set %d %d = %d %s, now %#x\n", policy, priority, result, errno ? strerror(errno) : "",
         sched_getscheduler(0));
}

static void *child(void *arg) {
  struct sched_param param;
  int policy;
  printf("thread: %d", pthread_getschedparam(pthread_self(), &policy, &param));
  printf(" policy %d priority %d nice %d\n", policy, param.sched_priority,
         getpriority(PRIO_PROCESS, 0));
  return arg;
}

int main(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_RTPRIO, &none);
  setrlimit(RLIMIT_NICE, &none);
  if (geteuid() == 0 && setresuid(1000, 1000, 1000))
    return 1;
  struct sched_param param = {0}, five = {5};
  struct timespec slice;
  SHOW(sched_getscheduler(0));
  SHOW(sched_getparam(0, &param));
  for (int policy = -1; policy < 8; policy++) {
    set(policy, 0);
    set(policy, 1);
    set(policy, 100);
    set(policy, -1);
    set(SCHED_OTHER, 0);
  }
  set(SCHED_BATCH, 0);
  SHOW(sched_setparam(0, &five));
  SHOW(sched_setparam(0, &param));
  SHOW(sched_setscheduler(-1, 0, &param));
  SHOW(sched_setscheduler(0, 0, NULL));
  SHOW(sched_setscheduler(4194303, 0, &param));
  SHOW(sched_setscheduler(0, 0, (void *)8));
  SHOW(sched_getparam(0, NULL));
  SHOW(sched_getparam(-1, &param));
  SHOW(sched_getparam(4194303, &param));
  SHOW(sched_getscheduler(-1));
  SHOW(sched_getscheduler(4194303));
  SHOW(sched_rr_get_interval(-1, &slice));
  SHOW(sched_rr_get_interval(4194303, &slice));
  SHOW(sched_rr_get_interval(0, &slice));
  SHOW(getpriority(PRIO_PROCESS, 0));
  SHOW(getpriority(3, 0));
  SHOW(getpriority(PRIO_PROCESS, 4194303));
  SHOW(setpriority(PRIO_PROCESS, 4194303, 1));
  SHOW(setpriority(-1, 0, 1));
  SHOW(setpriority(PRIO_PROCESS, 0, -1));
  SHOW(nice(-1));
  SHOW(nice(3));
  SHOW(nice(0));
  SHOW(getpriority(PRIO_PROCESS, getpid()));
  SHOW(setpriority(PRIO_PROCESS, 0, 5));
  SHOW(setpriority(PRIO_PROCESS, 0, 4));
  pthread_t thread;
  pthread_create(&thread, NULL, child, NULL);
  pthread_join(thread, NULL);
  pthread_attr_t attr;
  pthread_attr_init(&attr);
  pthread_attr_setinheritsched(&attr, PTHREAD_EXPLICIT_SCHED);
  pthread_create(&thread, &attr, child, NULL);
  pthread_join(thread, NULL);
  pthread_attr_setschedpolicy(&attr, SCHED_FIFO);
  pthread_attr_setschedparam(&attr, &five);
  SHOW(pthread_create(&thread, &attr, child, NULL));
  printf("%d", pthread_setschedparam(pthread_self(), SCHED_RR, &five));
  printf(" %d", pthread_setschedparam(pthread_self(), SCHED_RR, &param));
  printf(" %d\n", pthread_setschedprio(pthread_self(), 1));
  SHOW(nice(100));
  set(SCHED_BATCH | SCHED_RESET_ON_FORK, 0);
  set(SCHED_BATCH, 0);
  set(SCHED_IDLE | SCHED_RESET_ON_FORK, 0);
  set(SCHED_OTHER | SCHED_RESET_ON_FORK, 0);
  struct rlimit limit;
  SHOW(getrlimit(RLIMIT_RTPRIO, &limit));
  printf("%llu %llu\n", (unsigned long long)limit.rlim_cur, (unsigned long long)limit.rlim_max);
  limit.rlim_max = 5;
  SHOW(setrlimit(RLIMIT_RTPRIO, &limit));
  SHOW(setrlimit(RLIMIT_NICE, &limit));
  return 0;
}
