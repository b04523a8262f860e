// Plain char is signed here; conversions to int and between the three kinds of char.
#include <ctype.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  char c = '\xff';
  unsigned char u = c;
  signed char s = u;
  printf("%d %d %d\n", c, u, s);
  printf("%d %d\n", c == EOF, u == EOF);
  printf("%d %d\n", '\377', '\x80');
  printf("%d\n", "\xe9"[0]);
  printf("%d\n", (unsigned char)"\xe9"[0]);
  char text[] = "\x7f\x80\xff";
  int sum = 0;
  for (char *p = text; *p; p++) sum += *p;
  printf("%d %zu\n", sum, strlen(text));
  printf("%d\n", strcmp("\x80", "\x7f") > 0);
  printf("%d\n", memcmp("\x01\xff", "\x01\x01", 2) > 0);
  int histogram[256] = {0};
  for (const char *p = "hello w\xf6rld"; *p; p++) histogram[(unsigned char)*p]++;
  printf("%d %d\n", histogram['l'], histogram[0xf6]);
  c = 200;
  printf("%d %d\n", c, c < 0);
  c = c >> 1;
  printf("%d\n", c);
  u = 200;
  u = ~u;
  printf("%d\n", u);
  printf("%d %d\n", (char)'\n', '\0');
  printf("%d\n", 'ab' == ('a' << 8 | 'b'));
  return 0;
}
