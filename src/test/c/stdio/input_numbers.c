// Numbers from standard input by read and by hand: sums, least, greatest, histogram.
#include <ctype.h>
#include <stdio.h>
#include <unistd.h>

static char buffer[7];
static int at, filled;
static int get(void) {
  if (at == filled) {
    filled = read(0, buffer, sizeof buffer);
    at = 0;
    if (filled <= 0) return EOF;
  }
  return (unsigned char)buffer[at++];
}
static int number(int *to) {
  int c, sign = 1, n = 0;
  while ((c = get()) != EOF && c != '-' && !isdigit(c));
  if (c == EOF) return 0;
  if (c == '-') sign = -1, c = get();
  for (; isdigit(c); c = get()) n = n * 10 + c - '0';
  *to = sign * n;
  return 1;
}

int main(void) {
  int v, n = 0, least = 0, most = 0, histogram[5] = {0};
  long sum = 0;
  while (number(&v)) {
    if (!n++ || v < least) least = v;
    if (n == 1 || v > most) most = v;
    sum += v;
    histogram[(v % 5 + 5) % 5]++;
  }
  printf("%d %ld %d %d\n", n, sum, least, most);
  for (int i = 0; i < 5; i++) printf("%d: %.*s\n", i, histogram[i], "**********");
  return 0;
}
