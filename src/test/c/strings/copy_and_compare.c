// The copying and comparing functions at their edges.
#include <stdio.h>
#include <string.h>

static int sign(int n) { return (n > 0) - (n < 0); }

int main(void) {
  char a[16] = "abc", b[16];
  printf("%s ", strcpy(b, a));
  printf("%s\n", strcat(b, "def"));
  memset(b, '#', sizeof b);
  strncpy(b, "hi", 5);
  for (int i = 0; i < 7; i++) printf("%d ", b[i]);
  puts("");
  strncpy(b, "longer", 3);
  printf("%.4s\n", b);
  strcpy(b, "x");
  strncat(b, "12345", 3);
  puts(b);
  strncat(b, "", 3);
  strncat(b, "9", 0);
  puts(b);
  printf("%d %d %d\n", sign(strcmp("abc", "abd")), sign(strcmp("abc", "ab")), sign(strcmp("", "")));
  printf("%d %d %d\n", sign(strncmp("abc", "abd", 2)), sign(strncmp("abc", "abd", 3)), strncmp("x", "y", 0));
  printf("%d %d\n", sign(strcmp("\x80", "a")), sign(memcmp("\x80", "a", 1)));
  printf("%d\n", sign(memcmp("a\0b", "a\0c", 3)));
  printf("%d\n", sign(strcmp("a\0b", "a\0c")));
  char c[] = "overlapping";
  memmove(c + 2, c, 5);
  puts(c);
  strcpy(c, "overlapping");
  memmove(c, c + 4, 8);
  puts(c);
  printf("%s\n", (char *)memcpy(a, "new", 4));
  printf("%d\n", (char *)memset(a, 0, 0) == a);
  memset(a, 'z', 3);
  puts(a);
  printf("%zu %zu %zu\n", strlen(""), strlen("a\0b"), strnlen("abcdef", 3));
  printf("%d %d\n", sign(strcasecmp("HeLLo", "hEllO")), sign(strncasecmp("ABx", "aby", 2)));
  char *d = strdup("duplicate"), *e = strndup("duplicate", 3);
  printf("%s %s\n", d, e);
  int m[3] = {1, 2, 3}, n[3];
  memcpy(n, m, sizeof m);
  printf("%d %d\n", n[2], memcmp(m, n, sizeof m));
  puts(stpcpy(b, "end") - 3);
  return 0;
}
