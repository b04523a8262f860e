// Strings as initialisers: exact fit without the zero, longer arrays, pointers, concatenation.
#include <stdio.h>
#include <string.h>

static char a[] = "abc";
static char b[3] = "abc";
static char c[6] = "abc";
static char d[] = {"braces"};
static char e[2][4] = {"one", {"two"}};
static char *f[] = {"x", "yy", "z" "z" "z"};
static const char g[] = "one\0two";
static struct { char name[4]; int n; char *p; } h[] = {{"abcd", 1, "p"}, {.p = "q", .name = "e"}};
static char i[] = {'a', 'b', 0};
static char *j = "tail" + 1;
static char k = "index"[2];
static unsigned char l[] = "\xff\200\n\t\"\\\?";
static char empty[] = "";

int main(void) {
  printf("%zu %zu %zu %zu %zu\n", sizeof a, sizeof b, sizeof c, sizeof d, sizeof e);
  printf("%.3s|%s|%s|%s\n", b, c, d, e[1]);
  for (unsigned n = 0; n < sizeof f / sizeof *f; n++) printf("%s ", f[n]);
  printf("\n%zu %zu %s\n", sizeof g, strlen(g), g + 4);
  printf("%.4s %d %s %s %s\n", h[0].name, h[0].n, h[0].p, h[1].name, h[1].p);
  printf("%s %s %c\n", i, j, k);
  for (unsigned n = 0; n < sizeof l; n++) printf("%d ", l[n]);
  printf("\n%zu\n", sizeof empty);
  char local[] = "local", big[100] = "big", exact[5] = "exact";
  local[0] = 'L';
  int zeros = 0;
  for (int n = 3; n < 100; n++) zeros += !big[n];
  printf("%s %d %.5s\n", local, zeros, exact);
  char *p = "a" "b"
            "c\x41" "1";
  printf("%s %zu\n", p, sizeof("a" "bc"));
  for (int n = 0; n < 2; n++) {
    char again[8] = "again";
    again[n] = 'X';
    puts(again);
  }
  const char *t[2][2] = {{"00", "01"}, {[1] = "11"}};
  printf("%s %d\n", t[1][1], t[1][0] == 0);
  return 0;
}
