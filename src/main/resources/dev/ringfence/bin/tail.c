/* tail: writes the ends of files (POSIX): -n lines, 10 by default, or -c bytes; +N is where. */
#include <ctype.h>
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int bytes, from_start, several;
static long count = 10;

static void set_count(const char *text) {
  char *end;
  from_start = *text == '+';
  count = labs(strtol(text, &end, 10));
  if (!*text || *end)
    error(1, 0, "invalid number of %s: '%s'", bytes ? "bytes" : "lines", text);
}

static void write_from(FILE *file) {
  int c;
  for (long before = count - 1; before > 0 && (c = getc(file)) != EOF;)
    before -= bytes || c == '\n';
  while ((c = getc(file)) != EOF)
    putchar(c);
}

static void write_last(FILE *file) {
  size_t room = 4096, size = 0, more;
  char *text = malloc(room);
  while ((more = fread(text + size, 1, room - size, file)) > 0)
    if ((size += more) == room)
      text = realloc(text, room *= 2);
  size_t start = size;
  long left = count;
  /* A newline at the very end ends the last line and begins none. */
  while (start > 0 && left > 0) {
    if (bytes || start == 1 || text[start - 2] == '\n')
      left--;
    start--;
  }
  fwrite(text + start, 1, size - start, stdout);
  free(text);
}

static int write_tail(const char *name) {
  static int later;
  int standard = !strcmp(name, "-"), failed;
  FILE *file = standard ? stdin : fopen(name, "r");
  const char *title = standard ? "standard input" : name;
  if (!file) {
    error(0, errno, "cannot open '%s' for reading", name);
    return 1;
  }
  if (several)
    printf(later++ ? "\n==> %s <==\n" : "==> %s <==\n", title);
  if (from_start)
    write_from(file);
  else
    write_last(file);
  failed = ferror(file);
  if (failed)
    error(0, errno, "error reading '%s'", title);
  if (!standard)
    fclose(file);
  return failed;
}

int main(int argc, char **argv) {
  int status = 0, heads = 0;
  if (argc > 1 && strchr("-+", argv[1][0]) && isdigit(argv[1][1])) {
    set_count(argv[1] + (argv[1][0] == '-'));
    optind++;
  }
  for (int option; (option = getopt(argc, argv, "n:c:qv")) != -1;) {
    if (option == 'q' || option == 'v') {
      heads = option;
    } else if (option == '?') {
      fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
      return 1;
    } else {
      bytes = option == 'c';
      set_count(optarg);
    }
  }
  several = heads ? heads == 'v' : argc - optind > 1;
  if (optind == argc)
    return write_tail("-");
  for (; optind < argc; optind++)
    status |= write_tail(argv[optind]);
  return status;
}
