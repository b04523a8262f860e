/* head: writes the beginnings of files (POSIX): -n lines, 10 by default, or -c bytes. */
#include <ctype.h>
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int bytes, several;
static long most = 10;

static long number(const char *text) {
  char *end;
  long value = strtol(text, &end, 10);
  if (end == text || *end || value < 0)
    error(1, 0, "invalid number of %s: '%s'", bytes ? "bytes" : "lines", text);
  return value;
}

static int write_head(const char *name) {
  static int later;
  int standard = !strcmp(name, "-"), c, failed;
  FILE *file = standard ? stdin : fopen(name, "r");
  const char *title = standard ? "standard input" : name;
  if (!file) {
    error(0, errno, "cannot open '%s' for reading", name);
    return 1;
  }
  if (several)
    printf(later++ ? "\n==> %s <==\n" : "==> %s <==\n", title);
  for (long left = most; left > 0 && (c = getc(file)) != EOF; left -= bytes || c == '\n')
    putchar(c);
  failed = ferror(file);
  if (failed)
    error(0, errno, "error reading '%s'", title);
  if (standard)
    fflush(stdin);
  else
    fclose(file);
  return failed;
}

int main(int argc, char **argv) {
  int status = 0, heads = 0;
  if (argc > 1 && argv[1][0] == '-' && isdigit(argv[1][1])) {
    most = number(argv[1] + 1);
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
      most = number(optarg);
    }
  }
  several = heads ? heads == 'v' : argc - optind > 1;
  if (optind == argc)
    return write_head("-");
  for (; optind < argc; optind++)
    status |= write_head(argv[optind]);
  return status;
}
