// strtod and atof: exponents, ends, infinities, rounding.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static void show(const char *text) {
  char *end;
  double d = strtod(text, &end);
  printf("%.17g [%s]\n", d, end);
}

int main(void) {
  show("3.25");
  show("  -1e3x");
  show("+.5.");
  show("1e");
  show("1e+");
  show(".");
  show("abc");
  show("");
  show("inf");
  show("-Infinity!");
  show("0x1.8p3");
  show("0.1");
  show("123456789012345678901234567890");
  show("1e400");
  show("1e-400");
  show("4.9e-324");
  show("9007199254740993");
  show("1,5");
  printf("%g %g\n", atof("2.5e-1kg"), strtof("0.1", NULL) == 0.1f ? 1.0 : 0.0);
  errno = 0;
  strtod("1e999", NULL);
  printf("%d\n", errno == ERANGE);
  return 0;
}
