// Numbers of many digits as strings: sums, products, factorials, powers.
#include <stdio.h>
#include <string.h>

enum { DIGITS = 120 };
struct big { int n; unsigned char d[DIGITS]; };

static struct big from(const char *s) {
  struct big b = {(int)strlen(s)};
  for (int i = 0; i < b.n; i++) b.d[i] = s[b.n - 1 - i] - '0';
  return b;
}
static struct big add(struct big a, struct big b) {
  struct big r = {0};
  for (int carry = 0; r.n < a.n || r.n < b.n || carry; r.n++) {
    carry += a.d[r.n] + b.d[r.n];
    r.d[r.n] = carry % 10;
    carry /= 10;
  }
  return r;
}
static struct big times(struct big a, struct big b) {
  struct big r = {0};
  for (int i = 0; i < a.n; i++) {
    int carry = 0;
    for (int j = 0; j < b.n || carry; j++) {
      carry += r.d[i + j] + (j < b.n ? a.d[i] * b.d[j] : 0);
      r.d[i + j] = carry % 10;
      carry /= 10;
      if (i + j >= r.n) r.n = i + j + 1;
    }
  }
  return r;
}
static void print(struct big b) {
  while (b.n > 0) putchar('0' + b.d[--b.n]);
  putchar('\n');
}

int main(void) {
  print(add(from("99999999999999999999"), from("1")));
  print(times(from("123456789012345678901234567890"), from("987654321")));
  struct big f = from("1"), a = f, b = f;
  char text[4];
  for (int i = 2; i <= 30; i++) {
    sprintf(text, "%d", i);
    f = times(f, from(text));
  }
  print(f);
  for (int i = 0; i < 200; i++) {
    struct big c = add(a, b);
    a = b;
    b = c;
  }
  print(b);
  return 0;
}
