// Arrays whose length is known only at run time: sizeof, loops, parameters, rows.
#include <stdio.h>
#include <string.h>

static int sum(int n, int a[n]) {
  int s = 0;
  for (int i = 0; i < n; i++) s += a[i];
  return s;
}

static int recurse(int n) {
  int a[n + 1];
  for (int i = 0; i <= n; i++) a[i] = n;
  int below = n ? recurse(n - 1) : 0;
  return below + sum(n + 1, a);
}

int main(void) {
  for (int n = 1; n < 6; n += 2) {
    int a[n];
    char text[n * 2 + 1];
    for (int i = 0; i < n; i++) a[i] = i * n;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = 0;
    printf("%zu %zu %d %s\n", sizeof a, sizeof a / sizeof *a, sum(n, a), text);
  }
  printf("%d\n", recurse(10));
  int m = 3;
  long b[m];
  m = 100;
  printf("%zu\n", sizeof b);
  int i = 4;
  char c[i++];
  printf("%zu %d\n", sizeof c, i);
  int *p = 0;
  long total = 0;
  for (int k = 0; k < 10000; k++) {
    int block[k % 50 + 1];
    block[k % 50] = k;
    p = block;
    total += p[k % 50];
  }
  printf("%ld\n", total);
  printf("%zu\n", sizeof(int[i]));
  return 0;
}
