// Indexes wrapped around with % for negative numbers, as rings need.
#include <stdio.h>

static int wrap(int i, int n) { return (i % n + n) % n; }

int main(void) {
  const char ring[] = "abcdefg";
  for (int i = -15; i < 15; i += 2) putchar(ring[wrap(i, 7)]);
  puts("");
  for (int i = -5; i <= 5; i++) printf("%d:%d:%d ", i / 3, i % 3, wrap(i, 3));
  puts("");
  long big = -1;
  printf("%ld %lu\n", big % 10, (unsigned long)big % 10);
  printf("%u\n", (unsigned)-7 % 7u);
  return wrap(-1, 256);
}
