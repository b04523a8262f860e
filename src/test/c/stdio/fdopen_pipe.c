// A pipe as a FILE: fdopen, fprintf, fgets, getc, fclose, end of file.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void) {
  int p[2];
  char line[80];
  pipe(p);
  FILE *in = fdopen(p[0], "r"), *out = fdopen(p[1], "w");
  fprintf(out, "line %d\nline %d\n", 1, 2);
  fputs("third", out);
  fputc('\n', out);
  fwrite("abc\0def", 1, 7, out);
  fflush(out);
  printf("%s", fgets(line, sizeof line, in));
  printf("%s", fgets(line, 4, in));
  printf("|%s", fgets(line, sizeof line, in));
  int c;
  while ((c = getc(in)) != '\n') putchar(c);
  ungetc('X', in);
  printf(" %c", getc(in));
  printf("%c\n", fgetc(in));
  char bytes[6];
  printf("%zu ", fread(bytes, 2, 3, in));
  printf("%d\n", memcmp(bytes, "bc\0def", 6));
  printf("%d %d\n", fileno(in) == p[0], fileno(out) == p[1]);
  fprintf(out, "%d %s %x\n", 42, "words", 255);
  fclose(out);
  int n;
  unsigned x;
  printf("%d ", fscanf(in, "%d %s %x", &n, line, &x));
  printf("%d %s %u\n", n, line, x);
  printf("%d %d\n", getc(in), getc(in));
  printf("%d %d\n", feof(in) != 0, ferror(in));
  printf("%d\n", fclose(in));
  printf("%zd\n", write(p[1], "x", 1));
  return 0;
}
