// putchar, putc, fputc, puts, fputs, fwrite and what they return.
#include <stdio.h>
#include <string.h>

int main(void) {
  printf("%d\n", putchar('a') == 'a');
  printf("%d\n", putc('b', stdout) == 'b');
  printf("%d\n", fputc(300, stdout) == (unsigned char)300);
  printf("%d\n", puts("line") >= 0);
  printf("%d\n", fputs("", stdout) >= 0);
  printf("%zu\n", fwrite("abcdef\n", 1, 7, stdout));
  printf("%zu\n", fwrite("123456", 4, 1, stdout));
  printf("%zu\n", fwrite("x", 0, 5, stdout));
  int total = 0;
  total += printf("%d%s%c", 12, "345", '6');
  total += printf("\n");
  printf("%d\n", total);
  for (int c = ' '; c < 127; c++) putchar(c);
  putchar('\n');
  char big[3000];
  memset(big, 'x', sizeof big);
  big[2999] = 0;
  printf("%d\n", printf("%s", big));
  fprintf(stdout, "%s\n", "to stdout");
  fprintf(stderr, "%s\n", "to stderr");
  return fflush(stdout);
}
