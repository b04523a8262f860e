// A ring of processes passes a token that each increases.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { N = 6, ROUNDS = 5 };

int main(void) {
  int p[N][2];
  for (int i = 0; i < N; i++) pipe(p[i]);
  for (int i = 1; i < N; i++)
    if (fork() == 0) {
      for (int r = 0; r < ROUNDS; r++) {
        int token;
        read(p[i - 1][0], &token, sizeof token);
        token = token * 3 % 1000 + i;
        write(p[i][1], &token, sizeof token);
      }
      _exit(i);
    }
  int token = 1;
  for (int r = 0; r < ROUNDS; r++) {
    write(p[0][1], &token, sizeof token);
    read(p[N - 1][0], &token, sizeof token);
    printf("%d ", token);
  }
  int status, sum = 0;
  while (wait(&status) > 0) sum += WEXITSTATUS(status);
  printf("\n%d\n", sum);
  return 0;
}
