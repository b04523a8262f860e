// Bubble, insertion, selection, shell, heap, quick and merge sort agree.
#include <stdio.h>
#include <string.h>

enum { N = 60 };
static void swap(int *a, int *b) { int t = *a; *a = *b; *b = t; }
static void bubble(int *v, int n) { for (int i = n; i > 1; i--) for (int j = 1; j < i; j++) if (v[j - 1] > v[j]) swap(v + j, v + j - 1); }
static void insertion(int *v, int n) {
  for (int i = 1, j; i < n; i++) {
    int x = v[i];
    for (j = i; j > 0 && v[j - 1] > x; j--) v[j] = v[j - 1];
    v[j] = x;
  }
}
static void selection(int *v, int n) { for (int i = 0; i < n; i++) { int m = i; for (int j = i; j < n; j++) if (v[j] < v[m]) m = j; swap(v + i, v + m); } }
static void shell(int *v, int n) {
  for (int gap = n / 2; gap > 0; gap /= 2)
    for (int i = gap; i < n; i++)
      for (int j = i - gap; j >= 0 && v[j] > v[j + gap]; j -= gap) swap(&v[j], &v[j + gap]);
}
static void sift(int *v, int i, int n) {
  for (int c; (c = 2 * i + 1) < n; i = c) {
    if (c + 1 < n && v[c + 1] > v[c]) c++;
    if (v[i] >= v[c]) return;
    swap(v + i, v + c);
  }
}
static void heap(int *v, int n) {
  for (int i = n / 2; i--;) sift(v, i, n);
  while (n > 1) swap(v, v + --n), sift(v, 0, n);
}
static void quick(int *v, int n) {
  if (n < 2) return;
  int p = v[n / 2], i = 0, j = n - 1;
  for (;; i++, j--) {
    while (v[i] < p) i++;
    while (v[j] > p) j--;
    if (i >= j) break;
    swap(v + i, v + j);
  }
  quick(v, i);
  quick(v + i, n - i);
}
static void merge(int *v, int n) {
  if (n < 2) return;
  int h = n / 2, t[n], i = 0, j = h, k = 0;
  merge(v, h);
  merge(v + h, n - h);
  while (k < n) t[k++] = j >= n || (i < h && v[i] <= v[j]) ? v[i++] : v[j++];
  memcpy(v, t, sizeof t);
}

int main(void) {
  void (*sorts[])(int *, int) = {bubble, insertion, selection, shell, heap, quick, merge};
  int first[N];
  for (int s = 0; s < 7; s++) {
    int v[N];
    for (int i = 0; i < N; i++) v[i] = i * 37 % 61 - i % 5 * 10;
    sorts[s](v, N);
    if (!s) memcpy(first, v, sizeof v);
    printf("%d %d %d\n", v[0], v[N - 1], memcmp(first, v, sizeof v));
  }
  return 0;
}
