#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef int comparison(const void *, const void *, void *);

/* Merge sort, which keeps the order of equal elements, and whose comparisons are those that the C
   library on Linux makes. */
static void sort(char *base, size_t count, size_t size, comparison *compare, void *argument,
                 char *space) {
  if (count <= 1)
    return;
  size_t lower = count / 2, upper = count - lower;
  char *a = base, *b = base + lower * size, *to = space;
  sort(a, lower, size, compare, argument, space);
  sort(b, upper, size, compare, argument, space);
  while (lower > 0 && upper > 0) {
    if (compare(a, b, argument) <= 0) {
      memcpy(to, a, size);
      a += size;
      lower--;
    } else {
      memcpy(to, b, size);
      b += size;
      upper--;
    }
    to += size;
  }
  if (lower > 0)
    memcpy(to, a, lower * size);
  memcpy(base, space, (count - upper) * size);
}

void qsort_r(void *base, size_t count, size_t size, comparison *compare, void *argument) {
  char small[1024];
  size_t whole = count * size;
  if (whole < sizeof small) {
    sort(base, count, size, compare, argument, small);
    return;
  }
  int saved = errno;
  char *space = malloc(whole);
  errno = saved;
  if (!space)
    abort();
  sort(base, count, size, compare, argument, space);
  free(space);
}

static int without_argument(const void *a, const void *b, void *compare) {
  return (*(int (**)(const void *, const void *))compare)(a, b);
}

void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *)) {
  qsort_r(base, count, size, without_argument, &compare);
}

void *bsearch(const void *key, const void *base, size_t count, size_t size,
              int (*compare)(const void *, const void *)) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    const char *at = (const char *)base + middle * size;
    int order = compare(key, at);
    if (order == 0)
      return (void *)at;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}
