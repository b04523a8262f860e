/* cmp: tells where two files differ first (POSIX); -l all the places, -s nothing. */
#include <errno.h>
#include <error.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int all, silent;

static FILE *open_file(const char *name) {
  FILE *file = strcmp(name, "-") ? fopen(name, "r") : stdin;
  if (!file && !silent)
    error(0, errno, "%s", name);
  if (!file)
    exit(2);
  return file;
}

static void tell_end(const char *name, long byte, long line, int ends_line) {
  if (silent)
    return;
  if (byte == 0)
    fprintf(stderr, "cmp: EOF on %s which is empty\n", name);
  else if (all)
    fprintf(stderr, "cmp: EOF on %s after byte %ld\n", name, byte);
  else
    fprintf(stderr, "cmp: EOF on %s after byte %ld, %s %ld\n", name, byte,
            ends_line ? "line" : "in line", ends_line ? line - 1 : line);
}

/* How wide a byte's number can be: as the size of the shorter file. */
static int number_width(FILE *one, FILE *other) {
  struct stat file;
  long least = LONG_MAX;
  int width = 1;
  if (!fstat(fileno(one), &file) && S_ISREG(file.st_mode))
    least = file.st_size;
  if (!fstat(fileno(other), &file) && S_ISREG(file.st_mode) && file.st_size < least)
    least = file.st_size;
  while (least /= 10)
    width++;
  return width;
}

static int compare(FILE *one, FILE *other, char **names) {
  int status = 0, former = 0, width = number_width(one, other);
  long line = 1;
  for (long byte = 1;; byte++) {
    int a = getc(one), b = getc(other);
    if (ferror(one) || ferror(other))
      return 2;
    if (a == EOF && b == EOF)
      return status;
    if (a == EOF || b == EOF) {
      tell_end(names[a != EOF], byte - 1, line, former == '\n');
      return 1;
    }
    if (a != b) {
      status = 1;
      if (!all) {
        if (!silent)
          printf("%s %s differ: char %ld, line %ld\n", names[0], names[1], byte, line);
        return 1;
      }
      if (!silent)
        printf("%*ld %3o %3o\n", width, byte, a, b);
    }
    line += a == '\n';
    former = a;
  }
}

int main(int argc, char **argv) {
  int wrong = 0;
  for (int option; (option = getopt(argc, argv, "ls")) != -1;) {
    all |= option == 'l';
    silent |= option == 's';
    wrong |= option == '?';
  }
  if (all && silent) {
    error(0, 0, "options -l and -s are incompatible");
    wrong = 1;
  }
  if (!wrong && optind == argc)
    error(0, 0, "missing operand after '%s'", argv[argc - 1]);
  if (!wrong && argc - optind > 2)
    error(0, 0, "extra operand '%s'", argv[optind + 2]);
  if (wrong || optind == argc || argc - optind > 2) {
    error(0, 0, "Try '%s --help' for more information.", argv[0]);
    return 2;
  }
  char *names[] = {argv[optind], optind + 1 < argc ? argv[optind + 1] : "-"};
  FILE *one = open_file(names[0]), *other = open_file(names[1]);
  int status = compare(one, other, names);
  if (status == 2)
    error(0, errno, "%s", names[ferror(one) == 0]);
  return status;
}
