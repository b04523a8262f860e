/* rmdir: removes empty directories (POSIX); -p those above them too. */
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int remove_one(char *path, int parents) {
  if (rmdir(path)) {
    error(0, errno, "failed to remove '%s'", path);
    return 1;
  }
  for (char *slash; parents && (slash = strrchr(path, '/'));) {
    while (slash > path && *slash == '/')
      *slash-- = 0;
    if (rmdir(path)) {
      error(0, errno, "failed to remove directory '%s'", path);
      return 1;
    }
  }
  return 0;
}

int main(int argc, char **argv) {
  int parents = 0, status = 0, wrong = 0;
  for (int option; (option = getopt(argc, argv, "p")) != -1;) {
    parents = 1;
    wrong |= option == '?';
  }
  if (!wrong && optind == argc)
    error(0, 0, "missing operand");
  if (wrong || optind == argc) {
    fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
    return 1;
  }
  for (; optind < argc; optind++)
    status |= remove_one(argv[optind], parents);
  return status;
}
