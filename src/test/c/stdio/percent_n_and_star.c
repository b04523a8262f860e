// Widths and precisions from arguments, and counts of what was written.
#include <stdio.h>

static void bar(const char *name, int value, int width) {
  int used;
  printf("%-*.*s|%n", width, width, name, &used);
  printf("%.*s%*s| %d\n", value, "####################", 20 - value, "", used);
}

int main(void) {
  bar("first", 5, 8);
  bar("a long name", 12, 8);
  bar("", 0, 8);
  bar("full", 20, 4);
  for (int w = -6; w <= 6; w += 4) printf("[%*d]", w, 42);
  puts("");
  for (int p = -1; p < 5; p++) printf("[%.*s][%.*d]", p, "abcdef", p, 7);
  puts("");
  short s;
  char c;
  long l;
  printf("abc%hn\n", &s);
  printf("abcdef%hhn%ln\n", &c, &l);
  printf("%d %d %ld\n", s, c, l);
  return 0;
}
