#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* -1 if there is no such descriptor, or it is one of O_PATH. */
static int missing(int fd) {
  int flags = fcntl(fd, F_GETFL);
  if (flags >= 0 && !(flags & O_PATH))
    return 0;
  errno = EBADF;
  return -1;
}

int posix_fallocate(int fd, off_t offset, off_t length) {
  struct stat stat;
  int saved = errno, failed = 0;
  if (offset < 0 || length <= 0)
    return EINVAL;
  if (missing(fd) || fstat(fd, &stat))
    failed = errno;
  else if (S_ISFIFO(stat.st_mode))
    failed = ESPIPE;
  else if (!S_ISREG(stat.st_mode))
    failed = ENODEV;
  else if (stat.st_size < offset + length && ftruncate(fd, offset + length))
    failed = errno;
  errno = saved;
  return failed;
}

/* Files are in memory anyway, so that the advice is only checked. */
int posix_fadvise(int fd, off_t offset, off_t length, int advice) {
  struct stat stat;
  int saved = errno;
  if (missing(fd) || fstat(fd, &stat)) {
    int failed = errno;
    errno = saved;
    return failed;
  }
  return S_ISFIFO(stat.st_mode)                           ? ESPIPE
         : advice < 0 || advice > POSIX_FADV_NOREUSE || length < 0 ? EINVAL
                                                          : 0;
}

/* Nor need files be read ahead, or written back. */
ssize_t readahead(int fd, off64_t offset, size_t count) {
  struct stat stat;
  int flags = fcntl(fd, F_GETFL);
  if (flags < 0 || flags & O_PATH || (flags & O_ACCMODE) == O_WRONLY || fstat(fd, &stat)) {
    errno = EBADF;
    return -1;
  }
  if (S_ISREG(stat.st_mode) && (off64_t)count >= 0)
    return 0;
  errno = EINVAL;
  return -1;
}

int sync_file_range(int fd, off64_t offset, off64_t count, unsigned int flags) {
  struct stat stat;
  if (missing(fd) || fstat(fd, &stat))
    return -1;
  if (flags & ~SYNC_FILE_RANGE_WRITE_AND_WAIT || offset < 0 || count < 0 || offset + count < 0) {
    errno = EINVAL;
    return -1;
  }
  if (S_ISREG(stat.st_mode) || S_ISDIR(stat.st_mode))
    return 0;
  errno = ESPIPE;
  return -1;
}

void sync(void) {}
int fsync(int fd) {
  struct stat stat;
  if (missing(fd) || fstat(fd, &stat))
    return -1;
  /* Queues of messages are on no device. */
  if ((S_ISREG(stat.st_mode) && stat.st_dev) || S_ISDIR(stat.st_mode))
    return 0;
  errno = EINVAL;
  return -1;
}
int fdatasync(int fd) { return fsync(fd); }
int syncfs(int fd) { return missing(fd); }

int lockf(int fd, int command, off_t length) {
  struct flock lock = {F_WRLCK, SEEK_CUR, 0, length};
  switch (command) {
  case F_ULOCK:
    lock.l_type = F_UNLCK;
    return fcntl(fd, F_SETLK, &lock);
  case F_LOCK:
    return fcntl(fd, F_SETLKW, &lock);
  case F_TLOCK:
    return fcntl(fd, F_SETLK, &lock);
  case F_TEST:
    lock.l_type = F_RDLCK;
    if (fcntl(fd, F_GETLK, &lock))
      return -1;
    if (lock.l_type == F_UNLCK || lock.l_pid == getpid())
      return 0;
    errno = EACCES;
    return -1;
  }
  errno = EINVAL;
  return -1;
}
