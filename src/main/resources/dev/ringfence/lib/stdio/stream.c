#include <bits/exit.h>
#include <bits/stream.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The block size of a file and of a terminal: buffers are that large, as on Linux. */
enum { BLOCK = 4096, TERMINAL = 1024 };

#define RECURSIVE PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP

static struct __file err = {__WRITES | __UNBUFFERED, 2, .lock = RECURSIVE};
static struct __file out = {__WRITES, 1, .following = &err, .lock = RECURSIVE};
static struct __file in = {__READS, 0, .following = &out, .lock = RECURSIVE};
/* The buffers of stdin and stdout, which need no heap. */
static char standard[2][BLOCK];
FILE *stdin = &in;
FILE *stdout = &out;
FILE *stderr = &err;
FILE *__streams = &in;

static void at_exit(void) {
  for (FILE *file = __streams; file; file = file->following)
    if (file->flags & __WRITING)
      __stream_flush(file);
    else
      __stream_give_back(file);
}

void __stream_allocate(FILE *file) {
  if (file->flags & __UNBUFFERED) {
    file->buffer = file->one;
    file->limit = file->one + 1;
  } else {
    int size = BLOCK, saved = errno;
    if (!file->device && isatty(file->fd)) {
      size = TERMINAL;
      file->flags |= __BY_LINES;
    }
    errno = saved;
    int heap = file != &in && file != &out;
    file->buffer = heap ? malloc(size) : standard[file == &out];
    if (file->buffer) {
      file->limit = file->buffer + size;
      file->flags |= heap ? __OWN_BUFFER : 0;
    } else {
      file->buffer = file->one;
      file->limit = file->one + 1;
    }
  }
  file->next = file->end = file->buffer;
}

FILE *__stream_new(int flags, int fd, const struct __device *device) {
  FILE *file = calloc(1, sizeof *file);
  if (!file)
    return NULL;
  pthread_mutex_t lock = RECURSIVE;
  file->lock = lock;
  file->flags = flags;
  file->fd = fd;
  file->device = device;
  file->following = __streams;
  __streams = file;
  return file;
}

void __stream_unlink(FILE *file) {
  FILE **link = &__streams;
  while (*link != file)
    link = &(*link)->following;
  *link = file->following;
}

/* Writes all of it, or sets the error indicator: how much was written. */
static size_t put_out(FILE *file, const char *from, size_t size) {
  size_t done = 0;
  while (done < size) {
    ssize_t n = file->device ? file->device->write(file, from + done, size - done)
                             : write(file->fd, from + done, size - done);
    if (n < 0) {
      file->flags |= __FAILED;
      break;
    }
    done += n;
  }
  return done;
}

static int flush_written(FILE *file) {
  size_t size = file->next - file->buffer;
  file->next = file->buffer;
  if (size == 0)
    return 0;
  size_t done = put_out(file, file->buffer, size);
  if (done < size) {
    /* What could not be written stays. */
    memmove(file->buffer, file->buffer + done, size - done);
    file->next = file->buffer + (size - done);
    return EOF;
  }
  return 0;
}

off_t __stream_seek(FILE *file, off_t offset, int whence) {
  if (!file->device)
    return lseek(file->fd, offset, whence);
  if (file->device->seek)
    return file->device->seek(file, offset, whence);
  errno = ESPIPE;
  return -1;
}

void __stream_drop_pushed(FILE *file) {
  if (file->kept_next) {
    file->next = file->kept_next;
    file->end = file->kept_end;
    file->kept_next = NULL;
  }
}

void __stream_give_back(FILE *file) {
  size_t pushed = file->kept_next ? file->end - file->next : 0;
  __stream_drop_pushed(file);
  if (file->end > file->next || pushed) {
    int saved = errno;
    if (__stream_seek(file, -(off_t)(file->end - file->next) - (off_t)pushed, SEEK_CUR) >= 0)
      file->next = file->end = file->buffer;
    errno = saved;
  }
}

int __stream_flush(FILE *file) {
  if (file->flags & __WRITING)
    return flush_written(file);
  __stream_give_back(file);
  return 0;
}

int __stream_writing(FILE *file) {
  if (file->flags & __WRITING)
    return 0;
  if (!(file->flags & __WRITES)) {
    file->flags |= __FAILED;
    errno = EBADF;
    return EOF;
  }
  __at_exit_streams = at_exit;
  if (!file->buffer)
    __stream_allocate(file);
  __stream_give_back(file);
  file->next = file->end = file->buffer;
  file->flags |= __WRITING;
  return 0;
}

static const char *last_newline(const char *from, size_t size) {
  while (size > 0)
    if (from[--size] == '\n')
      return from + size;
  return NULL;
}

size_t __stream_write(FILE *file, const char *from, size_t size) {
  if (size == 0 || __stream_writing(file))
    return 0;
  size_t room = file->limit - file->next, left = size;
  const char *newline = NULL;
  if (file->flags & __UNBUFFERED)
    room = 0;
  else if (file->flags & __BY_LINES && room >= size && (newline = last_newline(from, size)))
    room = newline - from + 1;
  size_t part = room < left ? room : left;
  memcpy(file->next, from, part);
  file->next += part;
  from += part;
  left -= part;
  if (left == 0 && !newline)
    return size;
  if (flush_written(file))
    return left == 0 ? 0 : size - left;
  size_t block = file->limit - file->buffer;
  size_t whole = block >= 128 ? left - left % block : left;
  if (whole > 0) {
    size_t done = put_out(file, from, whole);
    from += done;
    left -= done;
    if (done < whole)
      return size - left;
  }
  memcpy(file->next, from, left);
  file->next += left;
  if (file->flags & __BY_LINES && last_newline(from, left))
    flush_written(file);
  return size;
}

int __stream_putc(FILE *file, int c) {
  if (!(file->flags & __WRITING) && __stream_writing(file))
    return EOF;
  if (file->next == file->limit && flush_written(file))
    return EOF;
  *file->next++ = c;
  if (file->flags & (__BY_LINES | __UNBUFFERED) && (file->flags & __UNBUFFERED || (char)c == '\n') &&
      flush_written(file))
    return EOF;
  return (unsigned char)c;
}

int __stream_reading(FILE *file) {
  if (!(file->flags & __READS)) {
    file->flags |= __FAILED;
    errno = EBADF;
    return EOF;
  }
  if (file->flags & __WRITING) {
    if (flush_written(file))
      return EOF;
    file->flags &= ~__WRITING;
    file->next = file->end = file->buffer;
  }
  __at_exit_streams = at_exit;
  if (!file->buffer)
    __stream_allocate(file);
  return 0;
}

/* Reads what the device has, and notes its end or an error. */
static ssize_t take_in(FILE *file, char *to, size_t size) {
  ssize_t n = file->device ? file->device->read(file, to, size) : read(file->fd, to, size);
  if (n == 0)
    file->flags |= __ENDED;
  else if (n < 0)
    file->flags |= __FAILED;
  return n;
}

int __stream_fill(FILE *file) {
  if (file->next < file->end && !(file->flags & __WRITING))
    return (unsigned char)*file->next;
  if (file->kept_next) {
    __stream_drop_pushed(file);
    return __stream_fill(file);
  }
  if (file->flags & __ENDED || __stream_reading(file))
    return EOF;
  /* As on Linux, asking for input that is not buffered in blocks shows the lines begun. */
  if (file->flags & (__BY_LINES | __UNBUFFERED) && stdout->flags & __BY_LINES &&
      stdout->flags & __WRITING)
    flush_written(stdout);
  file->next = file->end = file->buffer;
  ssize_t n = take_in(file, file->buffer, file->limit - file->buffer);
  if (n <= 0)
    return EOF;
  file->end += n;
  return (unsigned char)*file->next;
}

int __stream_getc(FILE *file) {
  int c = __stream_fill(file);
  if (c != EOF)
    file->next++;
  return c;
}

static size_t read_some(FILE *file, char *to, size_t size) {
  size_t done = 0;
  if (__stream_reading(file))
    return 0;
  while (done < size) {
    size_t ahead = file->end - file->next, block = file->limit - file->buffer;
    if (ahead > 0) {
      size_t part = ahead < size - done ? ahead : size - done;
      memcpy(to + done, file->next, part);
      file->next += part;
      done += part;
    } else if (size - done < block || file->kept_next || file->flags & __ENDED) {
      if (__stream_fill(file) == EOF)
        break;
    } else {
      /* Whole blocks go past the buffer. */
      file->next = file->end = file->buffer;
      size_t whole = block >= 128 ? (size - done) / block * block : size - done;
      ssize_t n = take_in(file, to + done, whole);
      if (n <= 0)
        break;
      done += n;
    }
  }
  return done;
}

size_t fread_unlocked(void *to, size_t size, size_t count, FILE *file) {
  if (size == 0 || count == 0)
    return 0;
  return read_some(file, to, size * count) / size;
}

size_t fread(void *to, size_t size, size_t count, FILE *file) {
  __LOCK(file);
  size_t done = fread_unlocked(to, size, count, file);
  __UNLOCK(file);
  return done;
}

size_t fwrite_unlocked(const void *from, size_t size, size_t count, FILE *file) {
  if (size == 0 || count == 0)
    return 0;
  size_t done = __stream_write(file, from, size * count);
  return done == size * count ? count : done / size;
}

size_t fwrite(const void *from, size_t size, size_t count, FILE *file) {
  __LOCK(file);
  size_t done = fwrite_unlocked(from, size, count, file);
  __UNLOCK(file);
  return done;
}

int fflush_unlocked(FILE *file) {
  if (file)
    return __stream_flush(file);
  int result = 0;
  for (file = __streams; file; file = file->following)
    if (file->flags & __WRITING && __stream_flush(file))
      result = EOF;
  return result;
}

int fflush(FILE *file) {
  if (!file)
    return fflush_unlocked(NULL);
  __LOCK(file);
  int result = fflush_unlocked(file);
  __UNLOCK(file);
  return result;
}
