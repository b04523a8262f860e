// Multiplies square matrices of integers.
#include <stdio.h>
#include <stdlib.h>

#define N 200

static int a[N][N], b[N][N], c[N][N];

static void multiply(void) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      int sum = 0;
      for (int k = 0; k < N; k++)
        sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
}

int main(int argc, char **argv) {
  int rounds = argc > 1 ? atoi(argv[1]) : 1;
  unsigned check = 0;
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      a[i][j] = i * 7 + j;
      b[i][j] = i - j * 3;
    }
  for (int round = 0; round < rounds; round++) {
    multiply();
    for (int i = 0; i < N; i++)
      check = check * 31 + (unsigned)c[i][(i * 17 + round) % N];
    a[round % N][0]++;
  }
  printf("%u\n", check);
  return 0;
}
