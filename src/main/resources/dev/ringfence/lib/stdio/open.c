#include <bits/stream.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int __stream_flags(const char *mode, int *oflag) {
  int flags;
  switch (*mode) {
    case 'r':
      flags = __READS;
      *oflag = O_RDONLY;
      break;
    case 'w':
      flags = __WRITES;
      *oflag = O_WRONLY | O_CREAT | O_TRUNC;
      break;
    case 'a':
      flags = __WRITES | __APPENDS;
      *oflag = O_WRONLY | O_CREAT | O_APPEND;
      break;
    default:
      errno = EINVAL;
      return -1;
  }
  for (int i = 1; i < 7 && mode[i] && mode[i] != ','; i++) {
    switch (mode[i]) {
      case '+':
        flags |= __READS | __WRITES;
        *oflag = *oflag & ~O_ACCMODE | O_RDWR;
        break;
      case 'x':
        *oflag |= O_EXCL;
        break;
      case 'e':
        *oflag |= O_CLOEXEC;
        break;
    }
  }
  return flags;
}

FILE *fopen(const char *restrict path, const char *restrict mode) {
  int oflag, flags = __stream_flags(mode, &oflag);
  if (flags < 0)
    return NULL;
  int fd = open(path, oflag, 0666);
  if (fd < 0)
    return NULL;
  FILE *file = __stream_new(flags, fd, NULL);
  if (!file)
    close(fd);
  else if (flags & __APPENDS)
    lseek(fd, 0, SEEK_END);
  return file;
}

FILE *fdopen(int fd, const char *mode) {
  int oflag, flags = __stream_flags(mode, &oflag);
  if (flags < 0)
    return NULL;
  if (__isatty(fd) < 0 && errno == EBADF)
    return NULL;
  return __stream_new(flags, fd, NULL);
}

static int close_device(FILE *file) {
  int failed = __stream_flush(file) | (file->flags & __FAILED && file->flags & __WRITING);
  if (file->device ? file->device->close && file->device->close(file) : close(file->fd))
    failed = EOF;
  if (file->flags & __OWN_BUFFER)
    free(file->buffer);
  return failed ? EOF : 0;
}

int fclose(FILE *file) {
  __LOCK(file);
  int result = close_device(file);
  __stream_unlink(file);
  __UNLOCK(file);
  if (file != stdin && file != stdout && file != stderr)
    free(file);
  else
    file->flags = 0, file->fd = -1, file->buffer = NULL;
  return result;
}

int fcloseall(void) {
  return fflush(NULL);
}

FILE *freopen(const char *restrict path, const char *restrict mode, FILE *restrict file) {
  int oflag, flags = __stream_flags(mode, &oflag);
  if (flags < 0)
    return NULL;
  if (!path) {
    errno = EBADF;
    return NULL;
  }
  __stream_flush(file);
  int was = file->fd, device = file->device != NULL;
  if (device && file->device->close)
    file->device->close(file);
  else if (!device)
    close(was);
  if (file->flags & __OWN_BUFFER)
    free(file->buffer);
  file->device = NULL;
  file->buffer = file->limit = file->next = file->end = file->kept_next = NULL;
  int fd = open(path, oflag, 0666);
  if (fd < 0) {
    int number = errno;
    file->flags = 0;
    file->fd = -1;
    fclose(file);
    errno = number;
    return NULL;
  }
  if (!device && was >= 0 && fd != was && dup2(fd, was) == was) {
    close(fd);
    fd = was;
  }
  file->flags = flags;
  file->fd = fd;
  if (flags & __APPENDS)
    lseek(fd, 0, SEEK_END);
  return file;
}
