// Ranges in case labels and in designators.
#include <stdio.h>

static const char classes[128] = {[0 ... 31] = 'c', ['0' ... '9'] = 'd', ['a' ... 'z'] = 'l', ['A' ... 'Z'] = 'u', [' '] = 's'};

static const char *age(int n) {
  switch (n) {
    case -100 ... -1: return "unborn";
    case 0 ... 12: return "child";
    case 13 ... 19: return "teen";
    case 20: return "twenty";
    default: return "adult";
  }
}

int main(void) {
  int tests[] = {-5, 0, 12, 13, 19, 20, 21};
  for (int i = 0; i < 7; i++) printf("%s ", age(tests[i]));
  puts("");
  for (const char *s = "a Z9\n?"; *s; s++) putchar(classes[(int)*s] ? classes[(int)*s] : '.');
  puts("");
  int v[] = {[1 ... 3] = 7, [6] = 1};
  printf("%zu %d %d %d\n", sizeof v / sizeof *v, v[0], v[3], v[5]);
  return 0;
}
