// Gray codes, subsets and combinations by bits, and the bits of numbers printed.
#include <stdio.h>

static void bits(unsigned v, int n) { while (n--) putchar('0' + (v >> n & 1)); }

int main(void) {
  for (unsigned i = 0; i < 8; i++) {
    bits(i ^ i >> 1, 3);
    putchar(' ');
  }
  puts("");
  const char *items = "abcd";
  int subsets = 0;
  for (unsigned set = 0; set < 16; set++) {
    unsigned rest = set & (set - 1);
    if (!rest || rest & (rest - 1)) continue;
    for (int i = 0; i < 4; i++) if (set & 1u << i) putchar(items[i]);
    putchar(' ');
    subsets++;
  }
  printf("%d\n", subsets);
  for (unsigned v = 7; v < 64;) {
    bits(v, 6);
    putchar(' ');
    unsigned low = v & -v, ripple = v + low;
    v = ripple | ((v ^ ripple) >> 2) / low;
    if (v > 40) break;
  }
  puts("");
  unsigned r = 0, x = 0xb5;
  for (int i = 0; i < 8; i++) r = r << 1 | (x >> i & 1);
  printf("%x\n", r);
  return 0;
}
