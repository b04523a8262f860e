/* readlink: writes where symbolic links lead; -f follows the whole path, -n ends no line. */
#include <errno.h>
#include <error.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int read_link(const char *path, char *to) {
  ssize_t size = readlink(path, to, PATH_MAX - 1);
  if (size >= 0)
    to[size] = 0;
  return size >= 0;
}

/* The whole path, of which all but the last component must exist. */
static int follow(const char *path, char *to) {
  char copy[PATH_MAX], above[PATH_MAX], name[PATH_MAX];
  if (realpath(path, to))
    return 1;
  if (errno != ENOENT)
    return 0;
  snprintf(copy, sizeof copy, "%s", path);
  if (!realpath(dirname(copy), above))
    return 0;
  snprintf(copy, sizeof copy, "%s", path);
  int leads_on = read_link(path, name);
  if (!leads_on)
    strcpy(name, basename(copy));
  if (name[0] == '/')
    return follow(name, to);
  snprintf(to, PATH_MAX, strcmp(above, "/") ? "%s/%s" : "%s%s", above, name);
  return leads_on ? follow(strcpy(name, to), to) : 1;
}

int main(int argc, char **argv) {
  int follows = 0, ends = 1, status = 0, wrong = 0;
  for (int option; (option = getopt(argc, argv, "fn")) != -1;) {
    follows |= option == 'f';
    ends &= option != 'n';
    wrong |= option == '?';
  }
  if (!wrong && optind == argc)
    error(0, 0, "missing operand");
  if (wrong || optind == argc) {
    fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
    return 1;
  }
  if (!ends && argc - optind > 1)
    error(0, 0, "ignoring --no-newline with multiple arguments");
  for (int count = argc - optind; optind < argc; optind++) {
    char to[PATH_MAX];
    if (!(follows ? follow : read_link)(argv[optind], to)) {
      status = 1;
      continue;
    }
    fputs(to, stdout);
    if (ends || count > 1)
      putchar('\n');
  }
  return status;
}
