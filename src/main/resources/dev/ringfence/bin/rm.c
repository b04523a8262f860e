/* rm: removes files, and with -r directories and all that is in them (POSIX); -f asks nothing. */
#include <dirent.h>
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int recursive, forced;

static int complain(const char *path, int number) {
  error(0, number, "cannot remove '%s'", path);
  return 1;
}

static int is_dots(const char *name) { return !strcmp(name, ".") || !strcmp(name, ".."); }

static int remove_path(const char *path);

static int remove_directory(const char *path) {
  DIR *directory = opendir(path);
  if (!directory)
    return rmdir(path) ? complain(path, errno) : 0;
  int status = 0;
  for (struct dirent *entry; (entry = readdir(directory));) {
    char inner[strlen(path) + strlen(entry->d_name) + 2];
    sprintf(inner, "%s/%s", path, entry->d_name);
    if (!is_dots(entry->d_name))
      status |= remove_path(inner);
  }
  closedir(directory);
  if (status)
    return status;
  return rmdir(path) ? complain(path, errno) : 0;
}

static int remove_path(const char *path) {
  struct stat file;
  if (lstat(path, &file))
    return forced && (errno == ENOENT || errno == ENOTDIR) ? 0 : complain(path, errno);
  if (!S_ISDIR(file.st_mode))
    return unlink(path) ? complain(path, errno) : 0;
  return recursive ? remove_directory(path) : complain(path, EISDIR);
}

static int remove_operand(char *path) {
  char *slash = strrchr(path, '/');
  if (recursive && is_dots(slash ? slash + 1 : path)) {
    error(0, 0, "refusing to remove '.' or '..' directory: skipping '%s'", path);
    return 1;
  }
  if (recursive && path[0] && path[strspn(path, "/")] == 0) {
    error(0, 0, "it is dangerous to operate recursively on '%s'", path);
    return 1;
  }
  return remove_path(path);
}

int main(int argc, char **argv) {
  int status = 0;
  for (int option; (option = getopt(argc, argv, "rRf")) != -1;) {
    if (option == '?') {
      fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
      return 1;
    }
    *(option == 'f' ? &forced : &recursive) = 1;
  }
  if (optind == argc && !forced) {
    error(0, 0, "missing operand");
    fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
    return 1;
  }
  for (; optind < argc; optind++)
    status |= remove_operand(argv[optind]);
  return status;
}
