// malloc, calloc, realloc, free: contents survive, blocks do not overlap, zero sizes.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N = 200 };

int main(void) {
  unsigned char *block[N] = {0};
  size_t size[N] = {0};
  unsigned seed = 7, bad = 0;
  for (int step = 0; step < 3000; step++) {
    seed = seed * 1103515245 + 12345;
    int i = seed >> 16 & 0xff;
    if (i >= N) continue;
    if (!block[i]) {
      size[i] = seed >> 8 & 0x3ff;
      block[i] = malloc(size[i]);
      memset(block[i], i, size[i]);
    } else {
      for (size_t k = 0; k < size[i]; k++) bad += block[i][k] != i;
      if (seed & 0x80) {
        size_t more = size[i] * 2 + 1;
        if (more > 20000) more = 10;
        block[i] = realloc(block[i], more);
        memset(block[i], i, more);
        size[i] = more;
      } else {
        free(block[i]);
        block[i] = NULL;
      }
    }
  }
  printf("%u\n", bad);
  int *zero = calloc(1000, sizeof *zero), sum = 0;
  for (int i = 0; i < 1000; i++) sum += zero[i];
  printf("%d\n", sum);
  free(NULL);
  char *p = realloc(NULL, 5);
  strcpy(p, "four");
  p = realloc(p, 100000);
  puts(p);
  printf("%d\n", calloc(SIZE_MAX / 2, 4) == NULL);
  printf("%d\n", malloc(0) != malloc(0));
  char *q = malloc(1 << 20);
  q[(1 << 20) - 1] = 'e';
  printf("%c %d\n", q[(1 << 20) - 1], (uintptr_t)q % 16 == 0);
  free(q);
  return 0;
}
