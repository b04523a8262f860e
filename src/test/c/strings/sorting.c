// Sorting lines: pointers to strings, by length, backwards, by number, with our own quicksort.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void sort(void *v[], int left, int right, int (*comp)(void *, void *)) {
  if (left >= right) return;
  void *t;
#define SWAP(i, j) (t = v[i], v[i] = v[j], v[j] = t)
  SWAP(left, (left + right) / 2);
  int last = left;
  for (int i = left + 1; i <= right; i++)
    if ((*comp)(v[i], v[left]) < 0) ++last, SWAP(last, i);
  SWAP(left, last);
  sort(v, left, last - 1, comp);
  sort(v, last + 1, right, comp);
}
static int number(const char *a, const char *b) { return atoi(a) - atoi(b); }
static int backwards(const char *a, const char *b) { return -strcmp(a, b); }
static int by_length(const void *a, const void *b) {
  const char *x = *(char *const *)a, *y = *(char *const *)b;
  int d = (int)strlen(x) - (int)strlen(y);
  return d ? d : strcmp(x, y);
}
static int folded(const void *a, const void *b) { return strcasecmp(*(char **)a, *(char **)b); }
static void print(char **v, int n) {
  for (int i = 0; i < n; i++) printf("%s ", v[i]);
  puts("");
}

int main(void) {
  char *words[] = {"pear", "Apple", "fig", "banana", "kiwi", "Cherry", "date", "eggplant"};
  int n = sizeof words / sizeof *words;
  sort((void **)words, 0, n - 1, (int (*)(void *, void *))strcmp);
  print(words, n);
  sort((void **)words, 0, n - 1, (int (*)(void *, void *))backwards);
  print(words, n);
  qsort(words, n, sizeof *words, by_length);
  print(words, n);
  qsort(words, n, sizeof *words, folded);
  print(words, n);
  char *numbers[] = {"10", "9", "-3", "200", "1"};
  sort((void **)numbers, 0, 4, (int (*)(void *, void *))number);
  print(numbers, 5);
  char *key = "KIWI", **found = bsearch(&key, words, n, sizeof *words, folded);
  printf("%s %td\n", *found, found - words);
  key = "melon";
  printf("%d\n", bsearch(&key, words, n, sizeof *words, folded) == NULL);
  return 0;
}
