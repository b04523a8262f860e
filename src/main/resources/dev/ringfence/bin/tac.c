/* tac: writes the lines of each file from the last to the first. */
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int write_backwards(const char *name) {
  FILE *file = strcmp(name, "-") ? fopen(name, "r") : stdin;
  size_t room = 4096, size = 0, more;
  char *text = malloc(room);
  if (!file) {
    error(0, errno, "failed to open '%s' for reading", name);
    return 1;
  }
  while ((more = fread(text + size, 1, room - size, file)) > 0)
    if ((size += more) == room)
      text = realloc(text, room *= 2);
  int failed = ferror(file);
  if (failed)
    error(0, errno, "%s: read error", name);
  for (size_t end = size, start; end > 0; end = start) {
    for (start = end - 1; start > 0 && text[start - 1] != '\n'; start--)
      ;
    fwrite(text + start, 1, end - start, stdout);
  }
  free(text);
  if (file != stdin)
    fclose(file);
  return failed;
}

int main(int argc, char **argv) {
  int status = 0;
  if (argc == 1)
    return write_backwards("-");
  for (int i = 1; i < argc; i++)
    status |= write_backwards(argv[i]);
  return status;
}
