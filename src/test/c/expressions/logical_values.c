// Logical and relational operators give 0 or 1, usable as numbers and indexes.
#include <stdio.h>

int main(void) {
  int a = 5, b = 0;
  const char *words[] = {"no", "yes"};
  printf("%d %d %d %d\n", !a, !!a, !b, !!b);
  printf("%d %d\n", (a > 3) + (a > 4) + (a > 5), (a && b) | (a || b) << 1);
  printf("%s %s\n", words[a == 5], words[!a]);
  printf("%d\n", -(a != b));
  printf("%d %d\n", !0.0, !"text");
  int count = 0;
  for (int i = 0; i < 20; i++) count += i % 3 == 0 && i % 2 || i == 4;
  printf("%d\n", count);
  unsigned char c = a > b;
  c <<= a > b;
  printf("%d\n", c);
  printf("%d\n", (a & 1) == 1 ? a & 1 == 1 : -1);
  return !b + !!a * 2;
}
