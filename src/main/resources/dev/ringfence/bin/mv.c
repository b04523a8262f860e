/* mv: renames files, or moves them into a directory (POSIX); -n keeps what is there already. */
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int keeps;

static int is_directory(const char *path) {
  struct stat file;
  return !stat(path, &file) && S_ISDIR(file.st_mode);
}

static int move(const char *from, const char *to) {
  struct stat source, target;
  if (lstat(from, &source)) {
    error(0, errno, "cannot stat '%s'", from);
    return 1;
  }
  int exists = !lstat(to, &target);
  if (exists && keeps)
    return 0;
  if (exists && source.st_dev == target.st_dev && source.st_ino == target.st_ino)
    error(0, 0, "'%s' and '%s' are the same file", from, to);
  else if (exists && S_ISDIR(source.st_mode) && !S_ISDIR(target.st_mode))
    error(0, 0, "cannot overwrite non-directory '%s' with directory '%s'", to, from);
  else if (exists && !S_ISDIR(source.st_mode) && S_ISDIR(target.st_mode))
    error(0, 0, "cannot overwrite directory '%s' with non-directory", to);
  else if (!rename(from, to))
    return 0;
  else if (errno == EINVAL)
    error(0, 0, "cannot move '%s' to a subdirectory of itself, '%s'", from, to);
  else
    error(0, errno, "cannot move '%s' to '%s'", from, to);
  return 1;
}

static int move_into(char *from, const char *directory) {
  size_t size = strlen(from);
  while (size > 1 && from[size - 1] == '/')
    size--;
  char to[strlen(directory) + size + 2], bare[size + 1];
  memcpy(bare, from, size);
  bare[size] = 0;
  char *slash = strrchr(bare, '/'), *name = slash && slash[1] ? slash + 1 : bare;
  sprintf(to, directory[strlen(directory) - 1] == '/' ? "%s%s" : "%s/%s", directory, name);
  return move(from, to);
}

static int usage(const char *program) {
  fprintf(stderr, "Try '%s --help' for more information.\n", program);
  return 1;
}

int main(int argc, char **argv) {
  for (int option; (option = getopt(argc, argv, "fn")) != -1;) {
    if (option == '?')
      return usage(argv[0]);
    keeps = option == 'n';
  }
  int count = argc - optind, status = 0;
  const char *last = argv[argc - 1];
  if (count < 1) {
    error(0, 0, "missing file operand");
    return usage(argv[0]);
  }
  if (count == 1) {
    error(0, 0, "missing destination file operand after '%s'", last);
    return usage(argv[0]);
  }
  if (count == 2 && !is_directory(last))
    return move(argv[optind], last);
  if (!is_directory(last))
    error(1, access(last, F_OK) ? errno : ENOTDIR, "target '%s'", last);
  for (; optind < argc - 1; optind++)
    status |= move_into(argv[optind], last);
  return status;
}
