/* uniq: writes one of each run of equal lines (POSIX); -c counts, -d and -u choose, -i folds. */
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static int counts, repeated, unique;

static void write_line(const char *line, int many) {
  if (repeated && many == 1 || unique && many > 1)
    return;
  if (counts)
    printf("%7d ", many);
  puts(line);
}

static void write_runs(int (*compare)(const char *, const char *)) {
  char *line = NULL, *former = NULL;
  size_t room = 0, former_room = 0;
  int many = 0;
  for (ssize_t size; (size = getline(&line, &room, stdin)) > 0;) {
    if (line[size - 1] == '\n')
      line[size - 1] = 0;
    if (many && !compare(line, former)) {
      many++;
      continue;
    }
    if (many)
      write_line(former, many);
    char *other = former;
    size_t other_room = former_room;
    former = line;
    former_room = room;
    line = other;
    room = other_room;
    many = 1;
  }
  if (many)
    write_line(former, many);
}

static int usage(const char *program) {
  fprintf(stderr, "Try '%s --help' for more information.\n", program);
  return 1;
}

int main(int argc, char **argv) {
  int folds = 0;
  for (int option; (option = getopt(argc, argv, "cdui")) != -1;) {
    switch (option) {
      case 'c': counts = 1; break;
      case 'd': repeated = 1; break;
      case 'u': unique = 1; break;
      case 'i': folds = 1; break;
      default: return usage(argv[0]);
    }
  }
  if (argc - optind > 2) {
    error(0, 0, "extra operand '%s'", argv[optind + 2]);
    return usage(argv[0]);
  }
  for (int i = 0; i < 2 && optind + i < argc; i++) {
    const char *name = argv[optind + i];
    if (strcmp(name, "-") && !freopen(name, i ? "w" : "r", i ? stdout : stdin))
      error(1, errno, "%s", name);
  }
  write_runs(folds ? strcasecmp : strcmp);
  if (ferror(stdin))
    error(1, 0, "error reading '%s'", optind < argc ? argv[optind] : "-");
  return 0;
}
