#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct __directory {
  int fd;
  int at, end;
  long position;
  char entries[4096];
};

DIR *fdopendir(int fd) {
  struct stat stat;
  if (fstat(fd, &stat))
    return NULL;
  if (!S_ISDIR(stat.st_mode)) {
    errno = ENOTDIR;
    return NULL;
  }
  DIR *directory = malloc(sizeof *directory);
  if (directory) {
    directory->fd = fd;
    directory->at = directory->end = directory->position = 0;
  }
  return directory;
}

DIR *opendir(const char *path) {
  int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_DIRECTORY);
  return fd < 0 ? NULL : fdopendir(fd);
}

struct dirent *readdir(DIR *directory) {
  if (directory->at == directory->end) {
    ssize_t n = getdents64(directory->fd, directory->entries, sizeof directory->entries);
    if (n <= 0)
      return NULL;
    directory->at = 0;
    directory->end = n;
  }
  struct dirent *entry = (struct dirent *)(directory->entries + directory->at);
  directory->at += entry->d_reclen;
  directory->position = entry->d_off;
  return entry;
}

long telldir(DIR *directory) { return directory->position; }

void seekdir(DIR *directory, long position) {
  lseek(directory->fd, position, SEEK_SET);
  directory->at = directory->end = 0;
  directory->position = position;
}

void rewinddir(DIR *directory) { seekdir(directory, 0); }
int dirfd(DIR *directory) { return directory->fd; }

int closedir(DIR *directory) {
  int fd = directory->fd;
  free(directory);
  return close(fd);
}

int alphasort(const struct dirent **a, const struct dirent **b) {
  return strcoll((*a)->d_name, (*b)->d_name);
}

int scandir(const char *path, struct dirent ***list, int (*wanted)(const struct dirent *),
            int (*compare)(const struct dirent **, const struct dirent **)) {
  DIR *directory = opendir(path);
  if (!directory)
    return -1;
  struct dirent **found = NULL, *entry;
  int count = 0;
  while ((entry = readdir(directory))) {
    if (wanted && !wanted(entry))
      continue;
    struct dirent **more = realloc(found, (count + 1) * sizeof *found);
    struct dirent *copy = malloc(entry->d_reclen);
    if (!more || !copy)
      break;
    found = more;
    found[count++] = memcpy(copy, entry, entry->d_reclen);
  }
  closedir(directory);
  if (compare)
    qsort(found, count, sizeof *found, (int (*)(const void *, const void *))compare);
  *list = found;
  return count;
}

int readdir_r(DIR *directory, struct dirent *to, struct dirent **found) {
  int saved = errno;
  errno = 0;
  struct dirent *entry = readdir(directory);
  int failed = errno;
  errno = saved;
  *found = entry ? memcpy(to, entry, entry->d_reclen) : NULL;
  return failed;
}
