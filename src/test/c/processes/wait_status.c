// What wait tells of each way to end: exit, return, abort, kill, faults.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void child(int how) {
  volatile int zero = 0;
  switch (how) {
    case 0: exit(7);
    case 1: _exit(-1);
    case 2: abort();
    case 3: raise(SIGTERM); break;
    case 4: kill(getpid(), SIGKILL); break;
    case 5: *(volatile int *)8 = 1; break;
    case 6: zero = 10 / zero; break;
    case 7: *(volatile char *)"constant" = 'x'; break;
    case 8: ((void (*)(void))16)(); break;
    case 9: raise(SIGUSR1); break;
    case 10: exit(256 + 3);
    case 11: raise(SIGCHLD); break;
    case 12: __builtin_trap();
  }
  exit(99);
}

int main(void) {
  for (int how = 0; how < 13; how++) {
    fflush(stdout);
    if (fork() == 0) child(how);
    int status;
    wait(&status);
    if (WIFEXITED(status)) printf("%d: exit %d\n", how, WEXITSTATUS(status));
    else if (WIFSIGNALED(status)) printf("%d: signal %d\n", how, WTERMSIG(status));
    else printf("%d: %x\n", how, status);
  }
  return 0;
}
