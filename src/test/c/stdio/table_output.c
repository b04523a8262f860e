// Tables of text and numbers in columns of computed width.
#include <stdio.h>
#include <string.h>

struct row { const char *name; int count; long size; };

int main(void) {
  struct row rows[] = {{"alpha", 1, 1024}, {"beta-longer", 22, 1048576}, {"", -3, -1}, {"z", 4444, 0}};
  int n = sizeof rows / sizeof *rows, width = 4, digits = 0;
  for (int i = 0; i < n; i++) {
    int w = strlen(rows[i].name), d = snprintf(NULL, 0, "%ld", rows[i].size);
    if (w > width) width = w;
    if (d > digits) digits = d;
  }
  printf("%-*s|%6s|%*s\n", width, "name", "count", digits, "size");
  for (int i = 0; i < width + digits + 8; i++) putchar("-+"[i % 10 == 9]);
  putchar('\n');
  for (int i = 0; i < n; i++) printf("%-*s|%6d|%*ld\n", width, rows[i].name, rows[i].count, digits, rows[i].size);
  for (int i = 0; i < n; i++) printf("%0*d %-+*d| %#*x\n", 7, rows[i].count, 7, rows[i].count, 8, (unsigned)rows[i].count);
  printf("%5.2s|%-5.1s|%.*s|\n", "abc", "xyz", 2, "12345");
  return 0;
}
