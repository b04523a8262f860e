// Copies a file in blocks, compares both, and finds lines in it.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void) {
  char block[37], line[64];
  FILE *f = fopen("from", "w");
  for (int i = 0; i < 40; i++) fprintf(f, "line %d has %d characters%s\n", i, i * i, i % 7 ? "" : " and a seven");
  fclose(f);
  int in = open("from", O_RDONLY), out = open("to", O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ssize_t n;
  long total = 0;
  while ((n = read(in, block, sizeof block)) > 0) total += write(out, block, n);
  printf("%ld\n", total);
  close(in);
  close(out);
  FILE *a = fopen("from", "r"), *b = fopen("to", "r");
  int c, d, differ = 0, lines = 0;
  do {
    c = getc(a), d = getc(b);
    differ += c != d;
    lines += c == '\n';
  } while (c != EOF && d != EOF);
  printf("%d %d\n", differ, lines);
  rewind(b);
  for (int i = 1; fgets(line, sizeof line, b); i++)
    if (strstr(line, "seven")) printf("%d:%s", i, line);
  fclose(a);
  fclose(b);
  return unlink("from") + unlink("to");
}
