// Variable arguments of all integer types and pointers, passed on with va_list and va_copy.
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct pair { int a, b; };

static void show(const char *format, ...) {
  va_list ap;
  va_start(ap, format);
  for (; *format; format++) {
    switch (*format) {
      case 'i': printf("%d ", va_arg(ap, int)); break;
      case 'u': printf("%u ", va_arg(ap, unsigned)); break;
      case 'l': printf("%ld ", va_arg(ap, long)); break;
      case 'c': printf("%c ", va_arg(ap, int)); break;
      case 's': printf("%s ", va_arg(ap, char *)); break;
      case 'p': printf("%d ", *va_arg(ap, int *)); break;
      case 'f': printf("%d ", va_arg(ap, int (*)(int))(4)); break;
    }
  }
  va_end(ap);
  puts("");
}

static int sum(int n, va_list ap) {
  int s = 0;
  while (n-- > 0) s += va_arg(ap, int);
  return s;
}

static int twice(int n, ...) {
  va_list a, b;
  va_start(a, n);
  va_copy(b, a);
  int s = sum(n, a) * 100 + sum(n, b);
  va_end(a);
  va_end(b);
  return s;
}

static char *format(char *to, size_t size, const char *text, ...) {
  va_list ap;
  va_start(ap, text);
  vsnprintf(to, size, text, ap);
  va_end(ap);
  return to;
}

static int square(int n) { return n * n; }

int main(void) {
  int n = 8;
  show("iulcspf", -1, 4000000000u, 1L << 50, 'x', "text", &n, square);
  show("iiiiiiiiiiii", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  show("");
  show("icsl", (char)200, (short)'y', "", -1L);
  printf("%d\n", twice(3, 1, 2, 3));
  char buffer[20];
  puts(format(buffer, sizeof buffer, "%s-%05d-%x", "ab", 42, 255));
  puts(format(buffer, 5, "%s", "truncated"));
  return 0;
}
