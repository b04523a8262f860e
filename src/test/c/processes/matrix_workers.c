// Workers compute rows of a product and send them to the parent by one pipe.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { N = 6 };
struct row { int index, values[N]; };

int main(void) {
  int a[N][N], b[N][N], c[N][N], p[2];
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) a[i][j] = i + j, b[i][j] = i * j - 3;
  pipe(p);
  for (int i = 0; i < N; i++)
    if (fork() == 0) {
      struct row r = {i, {0}};
      for (int j = 0; j < N; j++)
        for (int k = 0; k < N; k++) r.values[j] += a[i][k] * b[k][j];
      write(p[1], &r, sizeof r);
      _exit(0);
    }
  for (int i = 0; i < N; i++) {
    struct row r;
    read(p[0], &r, sizeof r);
    for (int j = 0; j < N; j++) c[r.index][j] = r.values[j];
  }
  while (wait(NULL) > 0);
  for (int i = 0; i < N; i++, puts(""))
    for (int j = 0; j < N; j++) printf("%4d ", c[i][j]);
  return 0;
}
