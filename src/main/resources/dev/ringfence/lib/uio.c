#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

/* Of errors that of the descriptor comes first. */
static ssize_t refuse(int fd, int wrong_mode, int error) {
  int flags = fcntl(fd, F_GETFL);
  if (flags < 0 || flags & O_PATH || (flags & O_ACCMODE) == wrong_mode)
    error = EBADF;
  if (error)
    errno = error;
  return error ? -1 : 0;
}

/* The bytes of all parts, which can all be read or written, or -1. */
static ssize_t total(const struct iovec *parts, int count, int write) {
  size_t sum = 0;
  if (count < 0 || count > UIO_MAXIOV) {
    errno = EINVAL;
    return -1;
  }
  if (__reach(parts, count * sizeof *parts, 0) < 0)
    return -1;
  for (int i = 0; i < count; i++) {
    sum += parts[i].iov_len;
    if ((ssize_t)sum < 0 || (ssize_t)parts[i].iov_len < 0) {
      errno = EINVAL;
      return -1;
    }
    if (__reach(parts[i].iov_base, parts[i].iov_len, write) < 0)
      return -1;
  }
  return sum;
}

/* What is left to say when no byte is to be moved, or some part is wrong: of errors those of the file come first. */
static ssize_t nothing(int fd, ssize_t size, int placed, off_t offset, int write) {
  int error = size < 0 ? errno : 0;
  if (refuse(fd, write ? O_RDONLY : O_WRONLY, 0))
    return -1;
  char none;
  ssize_t done = !placed ? __transfer(fd, &none, 0, -1, 0, write)
                 : write ? pwrite(fd, &none, 0, offset)
                         : pread(fd, &none, 0, offset);
  if (done < 0 || !error)
    return done;
  errno = error;
  return -1;
}

static ssize_t receive(int fd, void *whole, size_t size, int placed, off_t offset, int flags) {
  if (flags & RWF_NOWAIT)
    return __transfer(fd, whole, size, placed ? offset : -1, flags & RWF_NOWAIT, 0);
  return placed ? pread(fd, whole, size, offset) : read(fd, whole, size);
}

/* What has an offset can be appended to, and then need not be waited for. */
static ssize_t send(int fd, void *whole, size_t size, int placed, off_t offset, int flags) {
  if (flags & RWF_NOWAIT || (flags & RWF_APPEND && lseek(fd, 0, SEEK_CUR) >= 0))
    return __transfer(fd, whole, size, placed ? offset : -1, flags, 1);
  return placed ? pwrite(fd, whole, size, offset) : write(fd, whole, size);
}

/* One call each, so that what goes through a pipe stays together. */
static ssize_t scatter(int fd, const struct iovec *parts, int count, int placed, off_t offset, int flags) {
  ssize_t size = total(parts, count, 1);
  if (size <= 0)
    return nothing(fd, size, placed, offset, 0);
  char *whole = malloc(size ? size : 1);
  if (!whole)
    return -1;
  ssize_t got = receive(fd, whole, size, placed, offset, flags);
  size_t done = 0;
  for (int i = 0; i < count && (ssize_t)done < got; i++) {
    size_t part = parts[i].iov_len < got - done ? parts[i].iov_len : got - done;
    memcpy(parts[i].iov_base, whole + done, part);
    done += part;
  }
  free(whole);
  return got;
}

static ssize_t gather(int fd, const struct iovec *parts, int count, int placed, off_t offset, int flags) {
  ssize_t size = total(parts, count, 0);
  if (size <= 0)
    return nothing(fd, size, placed, offset, 1);
  char *whole = malloc(size ? size : 1);
  if (!whole)
    return -1;
  size_t done = 0;
  for (int i = 0; i < count; i++) {
    memcpy(whole + done, parts[i].iov_base, parts[i].iov_len);
    done += parts[i].iov_len;
  }
  ssize_t written = send(fd, whole, size, placed, offset, flags);
  free(whole);
  return written;
}

ssize_t readv(int fd, const struct iovec *parts, int count) { return scatter(fd, parts, count, 0, 0, 0); }
ssize_t writev(int fd, const struct iovec *parts, int count) { return gather(fd, parts, count, 0, 0, 0); }
ssize_t preadv(int fd, const struct iovec *parts, int count, off_t offset) {
  return scatter(fd, parts, count, 1, offset, 0);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  return gather(fd, parts, count, 1, offset, 0);
}

static int unknown(int fd, int wrong_mode, int flags, off_t offset) {
  if (offset >= -1 && !(flags & ~(RWF_HIPRI | RWF_DSYNC | RWF_SYNC | RWF_NOWAIT | RWF_APPEND)))
    return 0;
  if (offset >= -1)
    return refuse(fd, wrong_mode, EOPNOTSUPP);
  errno = EINVAL;
  return -1;
}

/* At the offset of the file if that is -1. What is in memory need not be waited for. */
ssize_t preadv2(int fd, const struct iovec *parts, int count, off_t offset, int flags) {
  return unknown(fd, O_WRONLY, flags, offset) ? -1 : scatter(fd, parts, count, offset != -1, offset, flags);
}
ssize_t pwritev2(int fd, const struct iovec *parts, int count, off_t offset, int flags) {
  return unknown(fd, O_RDONLY, flags, offset) ? -1 : gather(fd, parts, count, offset != -1, offset, flags);
}

/* Where the kernel's addresses begin. */
#define USER_END (sizeof(void *) == 8 ? (uintptr_t)0x7ffffffff000 : UINTPTR_MAX)

ssize_t vmsplice(int fd, const struct iovec *parts, size_t count, unsigned int flags) {
  ssize_t done = 0;
  if (__vmsplice(fd, NULL, 0, flags) < 0)
    return -1;
  /* Linux looks at so many bits of it. */
  count = (unsigned)count;
  if (count > UIO_MAXIOV) {
    errno = EINVAL;
    return -1;
  }
  if (__reach(parts, count * sizeof *parts, 0) < 0)
    return -1;
  for (size_t i = 0; i < count; i++) {
    uintptr_t from = (uintptr_t)parts[i].iov_base, to = from + parts[i].iov_len;
    int huge = (ssize_t)parts[i].iov_len < 0;
    if (huge || to < from || to > USER_END) {
      errno = huge ? EINVAL : EFAULT;
      return -1;
    }
  }
  for (size_t i = 0; i < count; i++) {
    ssize_t part = __vmsplice(fd, parts[i].iov_base, parts[i].iov_len, flags);
    if (part < 0)
      return done > 0 ? done : -1;
    done += part;
    if ((size_t)part < parts[i].iov_len)
      break;
    flags |= SPLICE_F_NONBLOCK;
  }
  return done;
}
