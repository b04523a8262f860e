// Children that have ended are waited for by age, whichever of them were taken before.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHILDREN 6

int main(void) {
  pid_t pids[CHILDREN];
  for (int i = 0; i < CHILDREN; i++) {
    pids[i] = fork();
    if (pids[i] == 0)
      _exit(i);
  }
  siginfo_t info;
  for (int i = 0; i < CHILDREN; i++)
    waitid(P_PID, pids[i], &info, WEXITED | WNOWAIT);
  int taken[] = {2, 0, 5};
  for (int i = 0; i < 3; i++)
    printf("%d", waitpid(pids[taken[i]], NULL, 0) == pids[taken[i]]);
  int status;
  while (wait(&status) > 0)
    printf(" %d", WEXITSTATUS(status));
  pid_t again = fork();
  if (again == 0)
    _exit(9);
  printf(" %d", wait(&status) == again && wait(&status) == -1);
  printf("\n");
}
