/* mkdir: makes directories (POSIX); -p those above them too, -m with a mode in octal. */
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int parents;

static int is_directory(const char *path) {
  struct stat file;
  return !stat(path, &file) && S_ISDIR(file.st_mode);
}

/* Makes what is above the last component. */
static int make_parents(char *path) {
  for (char *slash = path; (slash = strchr(slash + 1, '/'));) {
    if (!slash[strspn(slash, "/")])
      break;
    *slash = 0;
    if (mkdir(path, 0777) && !is_directory(path)) {
      error(0, errno == EEXIST ? ENOTDIR : errno, "cannot create directory '%s'", path);
      return 1;
    }
    *slash = '/';
  }
  return 0;
}

static int make(char *path, mode_t mode) {
  if (parents && make_parents(path))
    return 1;
  if (!mkdir(path, mode) || parents && errno == EEXIST && is_directory(path))
    return 0;
  error(0, errno, "cannot create directory '%s'", path);
  return 1;
}

int main(int argc, char **argv) {
  mode_t mode = 0777;
  int status = 0, wrong = 0;
  for (int option; (option = getopt(argc, argv, "pm:")) != -1;) {
    if (option == 'p') {
      parents = 1;
    } else if (option == 'm') {
      char *end;
      mode = strtol(optarg, &end, 8);
      if (*end)
        error(1, 0, "invalid mode '%s'", optarg);
      umask(0);
    } else {
      wrong = 1;
    }
  }
  if (!wrong && optind == argc)
    error(0, 0, "missing operand");
  if (wrong || optind == argc) {
    fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
    return 1;
  }
  for (; optind < argc; optind++)
    status |= make(argv[optind], mode);
  return status;
}
