#include <fcntl.h>
#include <stdarg.h>

int openat(int dirfd, const char *path, int flags, ...) {
  mode_t mode = 0;
  if (flags & (O_CREAT | O_TMPFILE & ~O_DIRECTORY)) {
    va_list list;
    va_start(list, flags);
    mode = va_arg(list, mode_t);
    va_end(list);
  }
  return __openat(dirfd, path, flags, mode);
}

int open(const char *path, int flags, ...) {
  mode_t mode = 0;
  if (flags & (O_CREAT | O_TMPFILE & ~O_DIRECTORY)) {
    va_list list;
    va_start(list, flags);
    mode = va_arg(list, mode_t);
    va_end(list);
  }
  return __openat(AT_FDCWD, path, flags, mode);
}

int creat(const char *path, mode_t mode) {
  return __openat(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
