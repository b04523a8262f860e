/* Who waits for semaphores, who goes on first, and what ends a wait. */
#define _GNU_SOURCE
#include "asleep.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>

static int set;
static int children[10];
static int count;

static void caught(int signal) { (void)signal; }

/* A child that makes up to two operations at once, and then writes its number. */
static void start(int n0, int c0, int f0, int n1, int c1, int f1) {
  struct sembuf operations[2] = {{n0, c0, f0}, {n1, c1, f1}};
  fflush(stdout);
  int pid = fork();
  if (!pid) {
    struct sigaction action = {.sa_handler = caught, .sa_flags = SA_RESTART};
    sigaction(SIGUSR1, &action, NULL);
    int failed = semop(set, operations, n1 < 0 ? 1 : 2) ? errno : 0;
    _exit(failed);
  }
  children[count++] = pid;
  until_asleep(pid);
}

static void single(int number, int change) { start(number, change, 0, -1, 0, 0); }

static void counts(void) {
  printf("waiting:");
  for (int i = 0; i < 3; i++)
    printf(" %d/%d", semctl(set, i, GETNCNT), semctl(set, i, GETZCNT));
  printf("\n");
}

static void add(int number, int change) {
  struct sembuf operation = {number, change, IPC_NOWAIT};
  if (semop(set, &operation, 1))
    perror("semop");
}

/* Which children have ended, once the others sleep; they are forgotten. */
static void ended(const char *what) {
  printf("%s:", what);
  int kept = 0;
  usleep(1000);
  for (int i = 0; i < count; i++)
    until_asleep(children[i]);
  for (int i = 0; i < count; i++) {
    int status;
    if (waitpid(children[i], &status, WNOHANG) == children[i])
      printf(" %d%s", i,
             WIFSIGNALED(status)                ? "!"
             : WEXITSTATUS(status) == EIDRM     ? "=EIDRM"
             : WEXITSTATUS(status) == EINTR     ? "=EINTR"
             : WEXITSTATUS(status) == EAGAIN    ? "=EAGAIN"
             : WEXITSTATUS(status) == ERANGE    ? "=ERANGE"
             : WEXITSTATUS(status)              ? "=?"
                                                : "");
    else
      children[kept++] = children[i];
  }
  count = kept;
  printf("; %d left; values %d %d %d\n", count, semctl(set, 0, GETVAL), semctl(set, 1, GETVAL),
         semctl(set, 2, GETVAL));
}

int main(void) {
  set = semget(IPC_PRIVATE, 3, 0600);
  single(0, -3);
  single(0, -1);
  single(0, -1);
  counts();
  add(0, 1);
  ended("a small one overtakes");
  add(0, 3);
  ended("first come first served");
  add(0, 1);
  ended("the rest");

  add(1, 1);
  single(1, 0);
  single(1, 0);
  start(1, 0, 0, 0, 0, 0);
  start(1, 0, 0, 1, 1, 0);
  counts();
  add(1, -1);
  ended("zero");
  counts();
  if (count) {
    add(1, -1);
    ended("zero again");
  }

  start(0, -1, 0, 1, -1, 0);
  start(1, -1, 0, 0, -1, 0);
  single(1, -1);
  counts();
  add(1, 1);
  counts();
  ended("one of two");
  add(0, 1);
  add(1, 1);
  ended("both");
  add(0, 1);
  counts();
  add(1, 1);
  ended("both again");

  start(0, -1, 0, 1, -1, IPC_NOWAIT);
  counts();
  add(0, 1);
  ended("nowait behind a wait");

  single(2, -1);
  kill(children[0], SIGUSR1);
  ended("interrupted");
  single(2, -1);
  single(2, -1);
  kill(children[0], SIGKILL);
  while (semctl(set, 2, GETNCNT) > 1)
    ;
  counts();
  add(2, 1);
  ended("killed");

  start(2, -1, SEM_UNDO, -1, 0, 0);
  single(2, -1);
  add(2, 1);
  ended("undone at the end");

  single(2, -5);
  single(0, 0);
  unsigned short values[3] = {0, 3, 5};
  semctl(set, 0, SETALL, values);
  ended("set all");
  single(1, 0);
  single(0, -2);
  semctl(set, 1, SETVAL, 0);
  ended("set to zero");
  start(0, 0, 0, 2, -1, 0);
  counts();
  semctl(set, 0, IPC_RMID);
  ended("removed");
  return 0;
}
