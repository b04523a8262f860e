/* What root may ask of the scheduler. Beside it stands what Linux 6.18 answers. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Priority, nice value, priority of real time and policy as /proc has them. */
static void show(void) {
  char line[4096], *at;
  int number = 3;
  FILE *file = fopen("/proc/self/stat", "r");
  fgets(line, sizeof line, file);
  fclose(file);
  for (at = strtok(strrchr(line, ')') + 2, " "); at; at = strtok(NULL, " "), number++)
    if (number == 18 || number == 19 || number == 40 || number == 41)
      printf(" %d:%s", number, at);
  printf("\n");
  fflush(stdout);
}

static void set(int policy, int priority) {
  struct sched_param param = {priority};
  errno = 0;
  int result = sched_setscheduler(0, policy, &param);
  printf("set %#x %d = %d %s", policy, priority, result, errno ? strerror(errno) : "");
  sched_getparam(0, &param);
  printf(", now %#x %d\n", sched_getscheduler(0), param.sched_priority);
}

static void *body(void *none) {
  struct sched_param param;
  int policy;
  pthread_getschedparam(pthread_self(), &policy, &param);
  printf("thread %d %d\n", policy, param.sched_priority);
  return none;
}

static void child(void) {
  fflush(stdout);
  if (fork() == 0) {
    printf("child %#x", sched_getscheduler(0));
    show();
    exit(0);
  }
  wait(NULL);
}

static void nice_values(void) {
  printf("%d", setpriority(PRIO_PROCESS, 0, -5));
  show();
  printf("%d", nice(-30));
  show();
  printf("%d", nice(25));
  show();
  printf("%d", setpriority(PRIO_PROCESS, 0, 0));
  show();
}

static void threads(void) {
  struct sched_param param = {33};
  pthread_attr_t attr;
  pthread_t thread;
  pthread_create(&thread, NULL, body, NULL);
  pthread_join(thread, NULL);
  pthread_attr_init(&attr);
  pthread_attr_setschedpolicy(&attr, SCHED_RR);
  pthread_attr_setschedparam(&attr, &param);
  pthread_create(&thread, &attr, body, NULL);
  pthread_join(thread, NULL);
  pthread_attr_setinheritsched(&attr, PTHREAD_EXPLICIT_SCHED);
  pthread_create(&thread, &attr, body, NULL);
  pthread_join(thread, NULL);
}

static void ceilings(void) {
  pthread_mutexattr_t attr;
  pthread_mutex_t mutex;
  int old;
  pthread_mutexattr_init(&attr);
  pthread_mutexattr_setprotocol(&attr, PTHREAD_PRIO_PROTECT);
  pthread_mutexattr_setprioceiling(&attr, 10);
  pthread_mutex_init(&mutex, &attr);
  printf("lock %d", pthread_mutex_lock(&mutex));
  show();
  printf("unlock %d", pthread_mutex_unlock(&mutex));
  show();
  printf("ceiling %d", pthread_mutex_setprioceiling(&mutex, 20, &old));
  printf(" %d\n", old);
  printf("lock %d", pthread_mutex_lock(&mutex));
  show();
  pthread_mutex_unlock(&mutex);
}

int main(void) {
  struct sched_param param = {7};
  struct timespec slice;
  for (int policy = -1; policy < 8; policy++) {
    set(policy, 0);
    set(policy, 1);
    set(policy, 99);
    set(policy, 100);
    show();
  }
  set(SCHED_OTHER, 0);
  nice_values();
  set(SCHED_FIFO, 5);
  printf("%d", sched_setparam(0, &param));
  show();
  threads();
  child();
  set(SCHED_FIFO | SCHED_RESET_ON_FORK, 5);
  setpriority(PRIO_PROCESS, 0, -3);
  child();
  set(SCHED_FIFO, 5);
  ceilings();
  sched_rr_get_interval(0, &slice);
  printf("slice %ld\n", slice.tv_nsec);
  return 0;
}
