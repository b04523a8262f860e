// Children that ended wait to be reaped in any order; statuses do not mix.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { N = 10 };

int main(void) {
  pid_t pids[N];
  int ready[2], seen[N] = {0}, status, good = 0;
  pipe(ready);
  for (int i = 0; i < N; i++)
    if ((pids[i] = fork()) == 0) {
      close(ready[0]);
      _exit(i * 3);
    }
  close(ready[1]);
  char c;
  printf("%zd\n", read(ready[0], &c, 1));
  for (int k = 0; k < N; k++) {
    pid_t p = k % 2 ? wait(&status) : waitpid(-1, &status, 0);
    for (int i = 0; i < N; i++)
      if (pids[i] == p) {
        seen[i]++;
        good += WIFEXITED(status) && WEXITSTATUS(status) == i * 3;
      }
  }
  int once = 0;
  for (int i = 0; i < N; i++) once += seen[i] == 1;
  printf("%d %d %d\n", good, once, waitpid(pids[0], &status, WNOHANG));
  return 0;
}
