// sscanf: conversions, widths, sets, assignment suppression, what it returns.
#include <stdio.h>
#include <string.h>

int main(void) {
  int a, b, n;
  unsigned u;
  long l;
  short s;
  char c, d, text[32], more[32];
  printf("%d ", sscanf("12 -34", "%d %d", &a, &b));
  printf("%d %d\n", a, b);
  printf("%d ", sscanf("0x1f 077 9 0x", "%i %i %i", &a, &b, &n));
  printf("%d %d %d\n", a, b, n);
  printf("%d ", sscanf("ff FF 17", "%x %X %o", &u, (unsigned *)&a, (unsigned *)&b));
  printf("%u %d %d\n", u, a, b);
  printf("%d ", sscanf("  word  other", "%s %s", text, more));
  printf("%s %s\n", text, more);
  printf("%d ", sscanf("abcdef", "%3s%s", text, more));
  printf("%s %s\n", text, more);
  printf("%d ", sscanf("a b", "%c%c", &c, &d));
  printf("[%c][%c]\n", c, d);
  printf("%d ", sscanf("a b", "%c %c", &c, &d));
  printf("[%c][%c]\n", c, d);
  printf("%d ", sscanf("name=value;rest", "%[^=]=%[^;]", text, more));
  printf("%s %s\n", text, more);
  printf("%d ", sscanf("aabbcc123", "%[a-c]%[0-9]", text, more));
  printf("%s %s\n", text, more);
  printf("%d ", sscanf("]x-", "%[]x-]", text));
  printf("%s\n", text);
  printf("%d ", sscanf("1 2 3", "%d %*d %d", &a, &b));
  printf("%d %d\n", a, b);
  printf("%d %d\n", sscanf("", "%d", &a), sscanf("x", "%d", &a));
  printf("%d ", sscanf("10x", "%d%d", &a, &b));
  printf("%d\n", a);
  printf("%d ", sscanf("2024-02-29", "%d-%d-%d", &a, &b, &n));
  printf("%d %d %d\n", a, b, n);
  printf("%d ", sscanf("123456789012 70000", "%ld %hd", &l, &s));
  printf("%ld %d\n", l, s);
  printf("%d ", sscanf("hello world", "hello %s%n", text, &n));
  printf("%s %d\n", text, n);
  printf("%d\n", sscanf("50%", "%d%%%n", &a, &n));
  printf("%d %d\n", a, n);
  printf("%d ", sscanf("12345", "%2d%3d", &a, &b));
  printf("%d %d\n", a, b);
  printf("%d ", sscanf("+5 -0", "%d %d", &a, &b));
  printf("%d %d\n", a, b);
  char four[5] = "....";
  printf("%d ", sscanf("abcdefg", "%4c", four));
  printf("%s\n", four);
  return 0;
}
