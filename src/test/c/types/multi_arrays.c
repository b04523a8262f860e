// Arrays of arrays: rows, columns, pointers to rows, passing to functions.
#include <stdio.h>

#define N 3
static int a[N][N] = {{1, 2, 3}, {4, 5, 6}, {7, 8, 10}}, b[N][N], c[N][N];

static void transpose(int to[N][N], int (*from)[N]) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) to[j][i] = from[i][j];
}
static void multiply(int to[][N], int x[][N], int y[][N]) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      to[i][j] = 0;
      for (int k = 0; k < N; k++) to[i][j] += x[i][k] * y[k][j];
    }
}
static int determinant(int m[N][N]) {
  int d = 0;
  for (int i = 0; i < N; i++)
    d += m[0][i] * (m[1][(i + 1) % N] * m[2][(i + 2) % N] - m[1][(i + 2) % N] * m[2][(i + 1) % N]);
  return d;
}
static int *row(int m[N][N], int i) { return m[i]; }
static int (*plane(int cube[2][N][N], int i))[N] { return cube[i]; }

int main(void) {
  transpose(b, a);
  multiply(c, a, b);
  for (int i = 0; i < N; i++, puts(""))
    for (int *p = c[i]; p < c[i + 1]; p++) printf("%d ", *p);
  printf("%d %d\n", determinant(a), determinant(c));
  printf("%d %d\n", row(a, 1)[2], *row(a, 2));
  int cube[2][N][N] = {{{1}}, {{2, 3}, {4}}};
  printf("%d %d\n", plane(cube, 1)[0][1], plane(cube, 1)[1][0]);
  char words[][8] = {"alpha", "beta", "gamma"};
  char(*w)[8] = words;
  printf("%zu %s %c %s\n", sizeof words / sizeof *words, *(w + 1), (*w)[2], words[2] + 3);
  int *pointers[N] = {a[2], a[0], a[1]};
  printf("%d %d\n", pointers[0][2], *pointers[2]);
  int(*all)[N][N] = &a;
  printf("%d %zu\n", (*all)[1][1], sizeof *all);
  short deep[2][2][2][2] = {{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}, {{{9}}}};
  printf("%d %d %d\n", deep[0][1][0][1], deep[1][0][0][0], ***deep[1]);
  return 0;
}
