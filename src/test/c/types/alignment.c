// _Alignas, _Alignof and the alignment of what malloc and the stack give.
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct line { alignas(64) char data[10]; int n; };
struct mixed { char c; alignas(8) char d; alignas(int) char e; };
static alignas(32) char buffer[5];

int main(void) {
  printf("%zu %zu\n", sizeof(struct line), alignof(struct line));
  printf("%zu %zu %zu\n", sizeof(struct mixed), offsetof(struct mixed, d), offsetof(struct mixed, e));
  printf("%d\n", (int)((uintptr_t)buffer % 32));
  alignas(16) char local[3];
  _Alignas(double) char other;
  printf("%d %d\n", (int)((uintptr_t)local % 16), (int)((uintptr_t)&other % 8));
  int bad = 0;
  for (int i = 1; i < 100; i += 7) bad += (uintptr_t)malloc(i) % 16 != 0;
  printf("%d\n", bad);
  printf("%zu %zu %zu %zu\n", alignof(char), alignof(short), alignof(int), alignof(long double));
  struct line lines[2];
  printf("%d\n", (int)((char *)&lines[1] - (char *)&lines[0]));
  void *p = aligned_alloc(256, 512);
  printf("%d\n", (int)((uintptr_t)p % 256));
  return 0;
}
