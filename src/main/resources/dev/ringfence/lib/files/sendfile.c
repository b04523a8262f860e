#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* Whether it is a device of bytes without end: /dev/zero, /dev/full, /dev/random, /dev/urandom. */
static int endless(const struct stat *what) {
  int number = minor(what->st_rdev);
  return S_ISCHR(what->st_mode) && major(what->st_rdev) == 1 && (number == 5 || (number >= 7 && number <= 9));
}

/* From regular files and devices without end, and to whatever takes bytes, which /dev/full does not. */
static int refused(int to, int from, const off_t *offset, int64_t count) {
  struct stat in, out;
  if (offset && __reach(offset, sizeof *offset, 1) < 0)
    return 1;
  int reads = fcntl(from, F_GETFL);
  int writes = reads < 0 ? -1 : fcntl(to, F_GETFL);
  if (reads < 0)
    return 1;
  if (reads & O_PATH || (reads & O_ACCMODE) == O_WRONLY) {
    errno = EBADF;
    return 1;
  }
  if (offset && pread(from, &in, 0, 0) < 0 && errno == ESPIPE)
    return 1;
  if (count < 0 || (offset && (*offset < 0 || *offset > INT64_MAX - count))) {
    errno = EINVAL;
    return 1;
  }
  if (writes < 0 || (writes & O_ACCMODE) == O_RDONLY) {
    errno = EBADF;
    return 1;
  }
  fstat(from, &in);
  fstat(to, &out);
  if (offset && *offset == INT64_MAX && (S_ISREG(in.st_mode) || S_ISDIR(in.st_mode))) {
    errno = EOVERFLOW;
    return 1;
  }
  if (count == 0 && S_ISFIFO(out.st_mode))
    return 0;
  int takes = out.st_mode & S_IFMT && !(S_ISCHR(out.st_mode) && out.st_rdev == makedev(1, 7));
  if ((S_ISREG(in.st_mode) || endless(&in)) && takes && !(writes & O_APPEND))
    return 0;
  errno = EINVAL;
  return 1;
}

ssize_t sendfile(int to, int from, off_t *offset, size_t count) {
  char buffer[4096];
  size_t done = 0;
  if (refused(to, from, offset, count))
    return -1;
  struct stat in;
  fstat(from, &in);
  while (done < count) {
    size_t most = count - done < sizeof buffer ? count - done : sizeof buffer;
    ssize_t got = offset ? pread(from, buffer, most, *offset) : read(from, buffer, most);
    ssize_t put = got > 0 ? write(to, buffer, got) : got;
    if (put < 0)
      return done > 0 ? done : -1;
    done += put;
    if (offset)
      *offset += S_ISREG(in.st_mode) ? put : 0;
    else if (put < got)
      lseek(from, put - got, SEEK_CUR);
    if (put < got || got == 0)
      break;
  }
  return done;
}
