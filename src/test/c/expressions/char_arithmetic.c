// Arithmetic of characters: digits, cases, Caesar's cipher, hexadecimal by hand.
#include <stdio.h>

static int htoi(const char *s) {
  int n = 0;
  if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X')) s += 2;
  for (; *s; s++) {
    if (*s >= '0' && *s <= '9') n = 16 * n + (*s - '0');
    else if (*s >= 'a' && *s <= 'f') n = 16 * n + (*s - 'a' + 10);
    else if (*s >= 'A' && *s <= 'F') n = 16 * n + (*s - 'A' + 10);
    else return -1;
  }
  return n;
}
static char rot(char c, int by) {
  if (c >= 'a' && c <= 'z') return 'a' + (c - 'a' + by + 26) % 26;
  if (c >= 'A' && c <= 'Z') return 'A' + (c - 'A' + by + 26) % 26;
  return c;
}

int main(void) {
  printf("%d %d %d %d\n", htoi("ff"), htoi("0XAb"), htoi(""), htoi("g"));
  char text[] = "Hello, World";
  for (int i = 0; text[i]; i++) text[i] = rot(text[i], 13);
  puts(text);
  for (char *p = text; *p; ++p) *p = rot(*p, -13);
  puts(text);
  char c = 'z';
  printf("%c %d\n", c - 25, c - 'a');
  printf("%d\n", '9' - '0' + 1);
  unsigned n = 48879;
  char out[9], *o = out + 8;
  for (*o = 0; n; n >>= 4) *--o = "0123456789abcdef"[n & 15];
  puts(o);
  return 'b' - 'a';
}
