// Orphans go to the nearest ancestor that wants them, dead or alive; its children do not inherit that.
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void reap(void) {
  int status;
  while (wait(&status) > 0)
    printf("ended with %d\n", WEXITSTATUS(status));
}

/* A grandchild that ends after or before its parent. */
static void orphan(int later) {
  int top = getpid();
  fflush(stdout);
  if (fork() == 0) {
    if (fork() == 0) {
      while (later && getppid() != top)
        usleep(1000);
      _exit(7);
    }
    usleep(later ? 0 : 30000);
    _exit(3);
  }
  reap();
}

int main(void) {
  int wants = -1;
  printf("%d\n", prctl(PR_SET_CHILD_SUBREAPER, 5, 0, 0, 0));
  printf("%d", prctl(PR_GET_CHILD_SUBREAPER, &wants, 0, 0, 0));
  printf(" %d\n", wants);
  fflush(stdout);
  if (fork() == 0) {
    prctl(PR_GET_CHILD_SUBREAPER, &wants, 0, 0, 0);
    printf("child: %d\n", wants);
    fflush(stdout);
    _exit(0);
  }
  reap();
  orphan(1);
  orphan(0);
  return 0;
}
