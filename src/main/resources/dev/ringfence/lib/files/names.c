#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int stat(const char *restrict path, struct stat *restrict to) {
  return __newfstatat(AT_FDCWD, path, to, 0);
}
int lstat(const char *restrict path, struct stat *restrict to) {
  return __newfstatat(AT_FDCWD, path, to, AT_SYMLINK_NOFOLLOW);
}
int fstat(int fd, struct stat *to) { return __newfstatat(fd, "", to, AT_EMPTY_PATH); }
int fstatat(int dirfd, const char *restrict path, struct stat *restrict to, int flags) {
  return __newfstatat(dirfd, path, to, flags);
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
int chmod(const char *path, mode_t mode) { return fchmodat(AT_FDCWD, path, mode, 0); }
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }
int symlink(const char *target, const char *path) { return symlinkat(target, AT_FDCWD, path); }
ssize_t readlink(const char *restrict path, char *restrict to, size_t size) {
  return readlinkat(AT_FDCWD, path, to, size);
}
int access(const char *path, int mode) { return faccessat(AT_FDCWD, path, mode, 0); }
int rename(const char *old, const char *new) { return renameat(AT_FDCWD, old, AT_FDCWD, new); }

int remove(const char *path) {
  int saved = errno;
  if (unlink(path) == 0)
    return 0;
  if (errno != EISDIR)
    return -1;
  errno = saved;
  return rmdir(path);
}

char *getcwd(char *to, size_t size) {
  char path[4096];
  if (to && size == 0) {
    errno = EINVAL;
    return NULL;
  }
  long length = __getcwd(path, to || size ? size < sizeof path ? size : sizeof path : sizeof path);
  if (length < 0)
    return NULL;
  if (!to && !(to = malloc(size ? size : length)))
    return NULL;
  return memcpy(to, path, length);
}

char *get_current_dir_name(void) { return getcwd(NULL, 0); }
