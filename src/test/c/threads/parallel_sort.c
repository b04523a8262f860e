// Merge sort whose halves are sorted by threads of their own.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct range { int *v; int n, depth; };

static void *sort(void *argument) {
  struct range *r = argument;
  if (r->n < 2) return NULL;
  int half = r->n / 2;
  struct range left = {r->v, half, r->depth - 1}, right = {r->v + half, r->n - half, r->depth - 1};
  if (r->depth > 0) {
    pthread_t t;
    pthread_create(&t, NULL, sort, &left);
    sort(&right);
    pthread_join(t, NULL);
  } else {
    sort(&left);
    sort(&right);
  }
  int *merged = malloc(r->n * sizeof(int)), i = 0, j = half, k = 0;
  while (i < half && j < r->n) merged[k++] = r->v[i] <= r->v[j] ? r->v[i++] : r->v[j++];
  while (i < half) merged[k++] = r->v[i++];
  while (j < r->n) merged[k++] = r->v[j++];
  memcpy(r->v, merged, r->n * sizeof(int));
  free(merged);
  return NULL;
}

int main(void) {
  enum { N = 500 };
  int v[N];
  unsigned seed = 1;
  long before = 0, after = 0;
  for (int i = 0; i < N; i++) v[i] = (seed = seed * 1103515245 + 12345) >> 16 & 0x7fff, before += v[i];
  sort(&(struct range){v, N, 3});
  int ordered = 1;
  for (int i = 0; i < N; i++) {
    after += v[i];
    if (i && v[i - 1] > v[i]) ordered = 0;
  }
  printf("%d %d %d %d\n", ordered, before == after, v[0], v[N - 1]);
  return 0;
}
