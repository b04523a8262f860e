/* rev: writes each line with its characters in reverse. */
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>

static char *line;
static size_t room;

static int reverse(FILE *file, const char *name) {
  int number = 0;
  for (ssize_t size; (size = getline(&line, &room, file)) > 0; number++) {
    int ended = line[size - 1] == '\n';
    for (size -= ended; size > 0;)
      putchar(line[--size]);
    if (ended)
      putchar('\n');
  }
  if (ferror(file))
    error(0, errno, "%s: %d", name, number);
  return ferror(file) != 0;
}

int main(int argc, char **argv) {
  int status = 0;
  if (argc == 1)
    return reverse(stdin, "stdin");
  for (int i = 1; i < argc; i++) {
    FILE *file = fopen(argv[i], "r");
    if (!file) {
      error(0, errno, "cannot open %s", argv[i]);
      status = 1;
      continue;
    }
    status |= reverse(file, argv[i]);
    fclose(file);
  }
  return status;
}
