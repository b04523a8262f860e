/* Whom the owner of a file may be, by every combination of users: who named it counts, with the users
   that it had then, and not who writes. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const uid_t TRIPLES[][3] = {{0, 0, 0},          {4000, 4000, 4000}, {4001, 4001, 4001},
                                   {4000, 4001, 4001}, {4001, 4000, 4001}, {4001, 4001, 4000},
                                   {0, 4000, 4000},    {4000, 0, 0},       {4000, 4001, 4000}};
enum { COUNT = sizeof TRIPLES / sizeof *TRIPLES };

static void become(int i) {
  if (setresuid(TRIPLES[i][0], TRIPLES[i][1], TRIPLES[i][2]))
    printf("setresuid: %s\n", strerror(errno));
}

/* A process that ends with 1 if it has been told of the file by the time it is asked. */
static pid_t receiver(int i, int asked[2], int ready[2]) {
  pid_t pid = fork();
  if (pid == 0) {
    char c;
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN);
    sigprocmask(SIG_BLOCK, &set, NULL);
    become(i);
    close(asked[1]);
    write(ready[1], "x", 1);
    read(asked[0], &c, 1);
    sigset_t pending;
    sigpending(&pending);
    _exit(sigismember(&pending, SIGRTMIN));
  }
  return pid;
}

static char told(int i, int j) {
  int asked[2], ready[2], ends[2], status;
  char c;
  pipe(asked);
  pipe(ready);
  pipe(ends);
  pid_t to = receiver(j, asked, ready);
  read(ready[0], &c, 1);
  pid_t namer = fork();
  if (namer == 0) {
    become(i);
    fcntl(ends[0], F_SETSIG, SIGRTMIN);
    int named = fcntl(ends[0], F_SETOWN, to);
    fcntl(ends[0], F_SETFL, O_ASYNC);
    _exit(named != 0);
  }
  waitpid(namer, &status, 0);
  int refused = WEXITSTATUS(status);
  write(ends[1], "x", 1);
  close(asked[1]);
  waitpid(to, &status, 0);
  close(asked[0]);
  close(ready[0]);
  close(ready[1]);
  close(ends[0]);
  close(ends[1]);
  return refused ? 'r' : WEXITSTATUS(status) ? '+' : '-';
}

int main(void) {
  for (int i = 0; i < COUNT; i++) {
    for (int j = 0; j < COUNT; j++)
      putchar(told(i, j));
    putchar('\n');
  }
  return 0;
}
