#include <fcntl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <utime.h>

int utimensat(int dirfd, const char *path, const struct timespec times[2], int flags) {
  return __utimensat(dirfd, path, times, flags);
}

int futimens(int fd, const struct timespec times[2]) {
  return __utimensat(fd, NULL, times, 0);
}

int utime(const char *path, const struct utimbuf *times) {
  struct timespec both[2] = {{times ? times->actime : 0, 0}, {times ? times->modtime : 0, 0}};
  return __utimensat(AT_FDCWD, path, times ? both : NULL, 0);
}

static int set(int dirfd, const char *path, const struct timeval times[2], int flags) {
  struct timespec both[2];
  if (times)
    for (int i = 0; i < 2; i++) {
      both[i].tv_sec = times[i].tv_sec;
      both[i].tv_nsec = times[i].tv_usec * 1000;
    }
  return __utimensat(dirfd, path, times ? both : NULL, flags);
}

int utimes(const char *path, const struct timeval times[2]) { return set(AT_FDCWD, path, times, 0); }
int lutimes(const char *path, const struct timeval times[2]) {
  return set(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW);
}
int futimes(int fd, const struct timeval times[2]) { return set(fd, NULL, times, 0); }
