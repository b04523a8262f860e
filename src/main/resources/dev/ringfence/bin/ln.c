/* ln: makes links (POSIX); -s symbolic ones, -f in the place of what is there. */
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int symbolic, forced;

static int is_directory(const char *path) {
  struct stat file;
  return !stat(path, &file) && S_ISDIR(file.st_mode);
}

static int make(const char *target, const char *path) {
  struct stat file;
  if (!symbolic && lstat(target, &file)) {
    error(0, errno, "failed to access '%s'", target);
    return 1;
  }
  if (!symbolic && S_ISDIR(file.st_mode)) {
    error(0, 0, "%s: hard link not allowed for directory", target);
    return 1;
  }
  if (!(symbolic ? symlink(target, path) : link(target, path)))
    return 0;
  if (forced && errno == EEXIST && !unlink(path))
    return make(target, path);
  if (symbolic)
    error(0, errno, "failed to create symbolic link '%s'", path);
  else if (errno == EEXIST)
    error(0, errno, "failed to create hard link '%s'", path);
  else
    error(0, errno, "failed to create hard link '%s' => '%s'", path, target);
  return 1;
}

static int make_in(const char *directory, const char *target) {
  size_t size = strlen(target), start;
  while (size > 1 && target[size - 1] == '/')
    size--;
  for (start = size; start > 0 && target[start - 1] != '/'; start--)
    ;
  char path[strlen(directory) + size + 2];
  const char *slash = directory[strlen(directory) - 1] == '/' ? "" : "/";
  sprintf(path, "%s%s%.*s", directory, slash, (int)(size - start), target + start);
  return make(target, path);
}

int main(int argc, char **argv) {
  int whole = 0, wrong = 0, status = 0;
  for (int option; (option = getopt(argc, argv, "sfnT")) != -1;) {
    symbolic |= option == 's';
    forced |= option == 'f';
    whole |= option == 'n' || option == 'T';
    wrong |= option == '?';
  }
  int count = argc - optind;
  const char *last = argv[argc - 1];
  if (!wrong && count < 1)
    error(0, 0, "missing file operand");
  if (wrong || count < 1) {
    fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
    return 1;
  }
  if (count == 1)
    return make_in(".", last);
  if (count == 2 && (whole || !is_directory(last)))
    return make(argv[optind], last);
  if (!is_directory(last))
    error(1, access(last, F_OK) ? errno : ENOTDIR, "target '%s'", last);
  for (; optind < argc - 1; optind++)
    status |= make_in(last, argv[optind]);
  return status;
}
