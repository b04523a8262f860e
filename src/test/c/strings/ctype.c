// Character classes of all 256 characters and EOF.
#include <ctype.h>
#include <stdio.h>

int main(void) {
  int (*tests[])(int) = {isalpha, isdigit, isalnum, isspace, isupper, islower, ispunct, isprint, iscntrl, isxdigit, isgraph, isblank};
  const char *names[] = {"alpha", "digit", "alnum", "space", "upper", "lower", "punct", "print", "cntrl", "xdigit", "graph", "blank"};
  for (int t = 0; t < 12; t++) {
    int count = 0, first = -1, last = -1;
    unsigned sum = 0;
    for (int c = 0; c < 256; c++)
      if (tests[t](c)) {
        count++;
        if (first < 0) first = c;
        last = c;
        sum = sum * 31 + c;
      }
    printf("%s %d %d %d %x %d\n", names[t], count, first, last, sum, tests[t](EOF) != 0);
  }
  for (const char *s = "Hello, World 123\t!"; *s; s++) putchar(isupper(*s) ? tolower(*s) : toupper(*s));
  puts("");
  int changed = 0;
  for (int c = 0; c < 256; c++) changed += toupper(c) != c, changed += tolower(c) != c;
  printf("%d %d %d\n", changed, toupper(EOF), tolower('['));
  printf("%d\n", isascii(127) && !isascii(128) && toascii(200) == 72);
  return 0;
}
