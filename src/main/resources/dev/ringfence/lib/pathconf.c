#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static long limit(int name) {
  switch (name) {
  case _PC_LINK_MAX:
    return 127;
  case _PC_MAX_CANON:
  case _PC_MAX_INPUT:
  case _PC_NAME_MAX:
    return 255;
  case _PC_PATH_MAX:
  case _PC_PIPE_BUF:
    return 4096;
  case _PC_CHOWN_RESTRICTED:
  case _PC_NO_TRUNC:
    return 1;
  case _PC_VDISABLE:
    return 0;
  case _PC_FILESIZEBITS:
    return 64;
  case _PC_SYNC_IO:
  case _PC_ASYNC_IO:
  case _PC_PRIO_IO:
  case _PC_SOCK_MAXBUF:
    return -1;
  }
  errno = EINVAL;
  return -1;
}

long pathconf(const char *path, int name) {
  struct stat status;
  return stat(path, &status) ? -1 : limit(name);
}

long fpathconf(int fd, int name) {
  struct stat status;
  return fstat(fd, &status) ? -1 : limit(name);
}
