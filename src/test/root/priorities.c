/* Who may set how a process with capabilities is scheduled. */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void said(const char *what, long result) { printf("%s: %s\n", what, result < 0 ? strerror(errno) : "ok"); }

static void attempt(pid_t other) {
  struct sched_param none = {0};
  cpu_set_t all;
  sched_getaffinity(0, sizeof all, &all);
  said("nicer", setpriority(PRIO_PROCESS, other, 5));
  said("less nice", setpriority(PRIO_PROCESS, other, -5));
  said("batch", sched_setscheduler(other, SCHED_BATCH, &none));
  said("affinity", sched_setaffinity(other, sizeof all, &all));
  fflush(stdout);
}

int main(void) {
  for (int keeps = 0; keeps < 2; keeps++) {
    int ready[2];
    char byte;
    pipe(ready);
    pid_t target = fork();
    if (target == 0) {
      if (setresuid(1000, keeps ? 0 : 1000, keeps ? 0 : 1000)) _exit(1);
      write(ready[1], "", 1);
      for (;;) pause();
    }
    read(ready[0], &byte, 1);
    printf("capabilities %d\n", keeps);
    fflush(stdout);
    pid_t caller = fork();
    if (caller == 0) {
      if (setresuid(1000, 1000, 1000)) _exit(1);
      attempt(target);
      _exit(0);
    }
    waitpid(caller, 0, 0);
    kill(target, SIGKILL);
    waitpid(target, 0, 0);
  }
  return 0;
}
