// exit flushes what stdio holds, _exit does not.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  fflush(stdout);
  for (int how = 0; how < 4; how++) {
    pid_t pid = fork();
    if (pid == 0) {
      printf("child %d ", how);
      switch (how) {
        case 0: exit(0);
        case 1: _exit(1);
        case 2: abort();
        case 3: return 3;
      }
    }
    int status;
    waitpid(pid, &status, 0);
    printf("%d %d\n", WIFEXITED(status), WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
    fflush(stdout);
  }
  return 0;
}
