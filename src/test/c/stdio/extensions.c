// What stdio_ext.h tells of streams, and what is purged.
#include <stdio.h>
#include <stdio_ext.h>

int main() {
  FILE *f = tmpfile();
  printf("%d %d %zu\n", __freadable(f) != 0, __fwritable(f) != 0, __fbufsize(f));
  fputs("abc", f);
  printf("%zu %d\n", __fpending(f), __fwriting(f) != 0);
  __fpurge(f);
  printf("%zu\n", __fpending(f));
  __fsetlocking(f, FSETLOCKING_BYCALLER);
  printf("%d\n", __flbf(f));
}
