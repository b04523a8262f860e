/* cp: copies files (POSIX), and with -r directories and all that is in them. */
#include <dirent.h>
#include <errno.h>
#include <error.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int recursive, forced;

/* The directory that was made first, to know it when it lies in what is copied. */
static struct stat made;
static const char *outer_from, *outer_to;

static int complain(const char *words, const char *path) {
  error(0, errno, words, path);
  return 1;
}

static int is_directory(const char *path) {
  struct stat file;
  return !stat(path, &file) && S_ISDIR(file.st_mode);
}

static int copy_bytes(const char *from, const char *to, mode_t mode) {
  static char buffer[65536];
  int in = open(from, O_RDONLY);
  if (in < 0)
    return complain("cannot open '%s' for reading", from);
  int out = open(to, O_WRONLY | O_CREAT | O_TRUNC, mode & 0777);
  if (out < 0 && forced && !unlink(to))
    out = open(to, O_WRONLY | O_CREAT | O_EXCL, mode & 0777);
  int status = 0;
  ssize_t size = 0;
  if (out < 0) {
    errno = errno == EISDIR ? ENOTDIR : errno;
    status = complain("cannot create regular file '%s'", to);
  }
  while (!status && (size = read(in, buffer, sizeof buffer)) > 0)
    if (write(out, buffer, size) != size)
      status = complain("error writing '%s'", to);
  if (size < 0)
    status = complain("error reading '%s'", from);
  close(in);
  if (out >= 0)
    close(out);
  return status;
}

static int copy_link(const char *from, const char *to) {
  char target[PATH_MAX];
  ssize_t size = readlink(from, target, sizeof target - 1);
  if (size < 0)
    return complain("cannot read symbolic link '%s'", from);
  target[size] = 0;
  unlink(to);
  return symlink(target, to) ? complain("cannot create symbolic link '%s'", to) : 0;
}

static int copy(const char *from, const char *to);

static int copy_directory(const char *from, const char *to, mode_t mode) {
  DIR *directory = opendir(from);
  int status = 0;
  if (!directory)
    return complain("cannot access '%s'", from);
  if (!is_directory(to) && mkdir(to, mode & 0777 | 0700))
    return complain("cannot create directory '%s'", to);
  if (!outer_from) {
    outer_from = from;
    outer_to = to;
    stat(to, &made);
  }
  for (struct dirent *entry; (entry = readdir(directory));) {
    const char *name = entry->d_name;
    char inner[strlen(from) + strlen(name) + 2], copied[strlen(to) + strlen(name) + 2];
    sprintf(inner, "%s/%s", from, name);
    sprintf(copied, "%s/%s", to, name);
    if (strcmp(name, ".") && strcmp(name, ".."))
      status |= copy(inner, copied);
  }
  closedir(directory);
  return status;
}

static int is_same(const struct stat *one, const struct stat *other) {
  return one->st_dev == other->st_dev && one->st_ino == other->st_ino;
}

static int copy(const char *from, const char *to) {
  struct stat source, target;
  if (recursive ? lstat(from, &source) : stat(from, &source))
    return complain("cannot stat '%s'", from);
  int exists = !stat(to, &target), directory = S_ISDIR(source.st_mode);
  if (directory && !recursive)
    error(0, 0, "-r not specified; omitting directory '%s'", from);
  else if (outer_from && is_same(&source, &made))
    error(0, 0, "cannot copy a directory, '%s', into itself, '%s'", outer_from, outer_to);
  else if (exists && !directory && S_ISDIR(target.st_mode))
    error(0, 0, "cannot overwrite directory '%s' with non-directory", to);
  else if (exists && directory && !S_ISDIR(target.st_mode))
    error(0, 0, "cannot overwrite non-directory '%s' with directory '%s'", to, from);
  else if (exists && is_same(&source, &target))
    error(0, 0, "'%s' and '%s' are the same file", from, to);
  else if (S_ISLNK(source.st_mode))
    return copy_link(from, to);
  else if (directory)
    return copy_directory(from, to, source.st_mode);
  else if (!exists && !lstat(to, &target))
    error(0, 0, "not writing through dangling symlink '%s'", to);
  else
    return copy_bytes(from, to, source.st_mode);
  return 1;
}

static int copy_into(char *from, const char *directory) {
  for (size_t size = strlen(from); size > 1 && from[size - 1] == '/';)
    from[--size] = 0;
  char *slash = strrchr(from, '/'), *name = slash && slash[1] ? slash + 1 : from;
  char to[strlen(directory) + strlen(name) + 2];
  outer_from = NULL;
  sprintf(to, directory[strlen(directory) - 1] == '/' ? "%s%s" : "%s/%s", directory, name);
  return copy(from, to);
}

static int usage(const char *program) {
  fprintf(stderr, "Try '%s --help' for more information.\n", program);
  return 1;
}

int main(int argc, char **argv) {
  for (int option; (option = getopt(argc, argv, "rRf")) != -1;) {
    if (option == '?')
      return usage(argv[0]);
    *(option == 'f' ? &forced : &recursive) = 1;
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
    return copy(argv[optind], last);
  if (!is_directory(last)) {
    errno = access(last, F_OK) ? errno : ENOTDIR;
    return complain("target '%s'", last);
  }
  for (; optind < argc - 1; optind++)
    status |= copy_into(argv[optind], last);
  return status;
}
