/* cut: writes parts of lines (POSIX): -c or -b characters, or -f fields divided by -d; -s. */
#include <ctype.h>
#include <errno.h>
#include <error.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char kind, delimiter = '\t';
static int only_delimited;

static struct range {
  long from, to;
} *ranges;
static int count;

static const char *program;

static void fail(const char *format, const char *text) {
  error(0, 0, format, text);
  fprintf(stderr, "Try '%s --help' for more information.\n", program);
  exit(1);
}

/* Reads N, N-, -M or N-M. */
static char *parse_range(char *at) {
  long from = 1, to = LONG_MAX;
  if (*at == '-' && !isdigit(at[1]))
    fail("invalid range with no endpoint: %s", at);
  if (*at != '-')
    from = to = strtol(at, &at, 10);
  if (*at == '-')
    to = isdigit(*++at) ? strtol(at, &at, 10) : LONG_MAX;
  if (*at == '-')
    fail("invalid byte or character range", NULL);
  if (*at && !strchr(", ", *at))
    fail(kind == 'f' ? "invalid field value '%s'" : "invalid byte/character position '%s'", at);
  if (from == 0 || to == 0)
    fail(kind == 'f' ? "fields are numbered from 1"
                     : "byte/character positions are numbered from 1", NULL);
  if (to < from)
    fail("invalid decreasing range", NULL);
  ranges = realloc(ranges, (count + 1) * sizeof *ranges);
  ranges[count++] = (struct range){from, to};
  return at;
}

static int is_chosen(long number) {
  for (int i = 0; i < count; i++)
    if (number >= ranges[i].from && number <= ranges[i].to)
      return 1;
  return 0;
}

static void cut_fields(const char *line, size_t size) {
  const char *end = line + size, *space = memchr(line, delimiter, size);
  int any = 0;
  if (!space) {
    if (!only_delimited)
      printf("%s\n", line);
    return;
  }
  for (long number = 1; line <= end; number++) {
    space = memchr(line, delimiter, end - line);
    const char *stop = space ? space : end;
    if (is_chosen(number)) {
      if (any++)
        putchar(delimiter);
      fwrite(line, 1, stop - line, stdout);
    }
    line = stop + 1;
  }
  putchar('\n');
}

static int cut(const char *name) {
  static char *line;
  static size_t room;
  FILE *file = strcmp(name, "-") ? fopen(name, "r") : stdin;
  if (!file) {
    error(0, errno, "%s", name);
    return 1;
  }
  for (ssize_t size; (size = getline(&line, &room, file)) > 0;) {
    if (line[size - 1] == '\n')
      line[--size] = 0;
    if (kind == 'f') {
      cut_fields(line, size);
      continue;
    }
    for (ssize_t i = 0; i < size; i++)
      if (is_chosen(i + 1))
        putchar(line[i]);
    putchar('\n');
  }
  int failed = ferror(file);
  if (failed)
    error(0, errno, "%s", name);
  if (file != stdin)
    fclose(file);
  return failed;
}

int main(int argc, char **argv) {
  char *list = NULL;
  int status = 0;
  program = argv[0];
  for (int option; (option = getopt(argc, argv, "b:c:f:d:sn")) != -1;) {
    if (option == '?') {
      fprintf(stderr, "Try '%s --help' for more information.\n", program);
      return 1;
    }
    if (option == 's') {
      only_delimited = 1;
    } else if (option == 'd') {
      delimiter = *optarg;
      if (optarg[0] && optarg[1])
        fail("the delimiter must be a single character", NULL);
    } else if (option != 'n') {
      if (list)
        fail("only one list may be specified", NULL);
      kind = option;
      list = optarg;
    }
  }
  if (!list)
    fail("you must specify a list of bytes, characters, or fields", NULL);
  for (list = parse_range(list); *list;)
    list = parse_range(list + 1);
  if (optind == argc)
    return cut("-");
  for (; optind < argc; optind++)
    status |= cut(argv[optind]);
  return status;
}
