// A matrix product with a thread for each row, and a reduction over a tree of threads.
#include <pthread.h>
#include <stdio.h>

enum { N = 8 };
static int a[N][N], b[N][N], c[N][N];

static void *row(void *argument) {
  int i = (long)argument;
  for (int j = 0; j < N; j++) {
    c[i][j] = 0;
    for (int k = 0; k < N; k++) c[i][j] += a[i][k] * b[k][j];
  }
  return NULL;
}
struct range { int from, to; };
static void *sum(void *argument) {
  struct range r = *(struct range *)argument;
  if (r.to - r.from == 1) {
    long s = 0;
    for (int j = 0; j < N; j++) s += c[r.from][j];
    return (void *)s;
  }
  int middle = (r.from + r.to) / 2;
  struct range left = {r.from, middle}, right = {middle, r.to};
  pthread_t t;
  void *one, *two;
  pthread_create(&t, NULL, sum, &left);
  two = sum(&right);
  pthread_join(t, &one);
  return (void *)((long)one + (long)two);
}

int main(void) {
  pthread_t t[N];
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) a[i][j] = i - j, b[i][j] = i * j % 5;
  for (long i = 0; i < N; i++) pthread_create(&t[i], NULL, row, (void *)i);
  for (int i = 0; i < N; i++) pthread_join(t[i], NULL);
  for (int j = 0; j < N; j++) printf("%d ", c[3][j]);
  struct range all = {0, N};
  printf("\n%ld\n", (long)sum(&all));
  return 0;
}
