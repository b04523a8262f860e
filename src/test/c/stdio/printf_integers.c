// printf of integers: flags, widths, precisions, lengths, and what they do together.
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

int main(void) {
  const char *formats[] = {"%d", "%5d", "%-5d", "%05d", "%+d", "% d", "%.3d", "%8.3d", "%-8.3d", "%08.3d", "%+.3d",
                           "%+5d", "%-+5d", "% 05d", "%.0d", "%i"};
  int values[] = {0, 7, -7, 12345, -123456};
  for (unsigned f = 0; f < sizeof formats / sizeof *formats; f++) {
    printf("%-7s", formats[f]);
    for (int v = 0; v < 5; v++) {
      printf("|");
      printf(formats[f], values[v]);
    }
    puts("|");
  }
  const char *bases[] = {"%u", "%x", "%X", "%o", "%#x", "%#X", "%#o", "%08x", "%#010x", "%-8x", "%.5x", "%#.3o", "%#.0x"};
  unsigned words[] = {0, 8, 255, 0xdeadbeef};
  for (unsigned f = 0; f < sizeof bases / sizeof *bases; f++) {
    printf("%-7s", bases[f]);
    for (int v = 0; v < 4; v++) {
      printf("|");
      printf(bases[f], words[v]);
    }
    puts("|");
  }
  printf("%hhd %hd %ld %lld %zd %td %jd\n", (char)300, (short)70000, LONG_MIN, LLONG_MAX, (ssize_t)-1, (ptrdiff_t)-2,
         (intmax_t)-3);
  printf("%hhu %hu %lu %llu %zu %ju\n", (unsigned char)300, (unsigned short)70000, ULONG_MAX, ULLONG_MAX, (size_t)-1,
         (uintmax_t)3);
  printf("%hhx %hx %lx\n", -1, -1, -1L);
  printf("%*d|%-*d|%.*d|%*.*d\n", 5, 1, 5, 2, 3, 3, 6, 2, 4);
  printf("%*d|%.*d\n", -5, 1, -1, 0);
  printf("%d%%|%c|%5c|%-5c|\n", 50, 'x', 'y', 'z');
  printf("%2$d %1$d\n", 1, 2);
  int n, m;
  printf("12345%n67890%n\n", &n, &m);
  printf("%d %d %d\n", n, m, printf("abc\n"));
  printf("%p %p\n", (void *)0x1234, (void *)0);
  printf("%10p|%-10p|\n", (void *)255, (void *)16);
  return 0;
}
