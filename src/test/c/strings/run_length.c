// Run-length and base-64 coding, there and back.
#include <stdio.h>
#include <string.h>

static void pack(const char *s, char *to) {
  while (*s) {
    int n = 1;
    while (s[n] == *s && n < 9) n++;
    if (n > 1) *to++ = '0' + n;
    *to++ = *s;
    s += n;
  }
  *to = 0;
}
static void unpack(const char *s, char *to) {
  for (; *s; s++) {
    int n = 1;
    if (*s >= '2' && *s <= '9') n = *s++ - '0';
    while (n--) *to++ = *s;
  }
  *to = 0;
}
static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static void encode(const unsigned char *s, int n, char *to) {
  for (int i = 0; i < n; i += 3) {
    unsigned v = s[i] << 16 | (i + 1 < n ? s[i + 1] << 8 : 0) | (i + 2 < n ? s[i + 2] : 0);
    *to++ = digits[v >> 18];
    *to++ = digits[v >> 12 & 63];
    *to++ = i + 1 < n ? digits[v >> 6 & 63] : '=';
    *to++ = i + 2 < n ? digits[v & 63] : '=';
  }
  *to = 0;
}
static int decode(const char *s, char *to) {
  int n = 0, bits = 0;
  unsigned v = 0;
  for (; *s && *s != '='; s++) {
    v = v << 6 | (unsigned)(strchr(digits, *s) - digits);
    if ((bits += 6) >= 8) bits -= 8, to[n++] = v >> bits & 255;
  }
  to[n] = 0;
  return n;
}

int main(void) {
  char a[64], b[64];
  const char *tests[] = {"aaabccdddddddddddd", "abc", "", "zz"};
  for (int i = 0; i < 4; i++) {
    pack(tests[i], a);
    unpack(a, b);
    printf("%s %d\n", a, strcmp(b, tests[i]));
    encode((const unsigned char *)tests[i], strlen(tests[i]), a);
    int n = decode(a, b);
    printf("%s %d %d\n", a, n, strcmp(b, tests[i]));
  }
  return 0;
}
