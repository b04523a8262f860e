#include <bits/stream.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What fopencookie was given. */
struct cookie {
  void *cookie;
  cookie_io_functions_t functions;
};

static ssize_t read_cookie(FILE *file, char *to, size_t size) {
  struct cookie *c = file->memory;
  return c->functions.read ? c->functions.read(c->cookie, to, size) : 0;
}

static ssize_t write_cookie(FILE *file, const char *from, size_t size) {
  struct cookie *c = file->memory;
  ssize_t done = c->functions.write ? c->functions.write(c->cookie, from, size) : size;
  return done > 0 ? done : -1;
}

static off_t seek_cookie(FILE *file, off_t offset, int whence) {
  struct cookie *c = file->memory;
  if (c->functions.seek)
    return c->functions.seek(c->cookie, &offset, whence) ? -1 : offset;
  errno = ENOTSUP;
  return -1;
}

static int close_cookie(FILE *file) {
  struct cookie *c = file->memory;
  int result = c->functions.close ? c->functions.close(c->cookie) : 0;
  free(c);
  return result;
}

FILE *fopencookie(void *cookie, const char *mode, cookie_io_functions_t functions) {
  static const struct __device device = {read_cookie, write_cookie, seek_cookie, close_cookie};
  int oflag, flags = __stream_flags(mode, &oflag);
  struct cookie *made = flags ? malloc(sizeof *made) : NULL;
  if (!made)
    return NULL;
  *made = (struct cookie){cookie, functions};
  FILE *file = __stream_new(flags, -1, &device);
  if (file)
    file->memory = made;
  else
    free(made);
  return file;
}

/* The memory behind a stream: of a fixed size, or growing, of which the caller is told. */
struct area {
  char *bytes;
  size_t at, end, size;
  int append, own;
  char **told;
  size_t *told_size;
};

static ssize_t read_area(FILE *file, char *to, size_t size) {
  struct area *area = file->memory;
  size_t ahead = area->at < area->end ? area->end - area->at : 0;
  if (size > ahead)
    size = ahead;
  memcpy(to, area->bytes + area->at, size);
  area->at += size;
  return size;
}

static ssize_t write_fixed(FILE *file, const char *from, size_t size) {
  struct area *area = file->memory;
  if (area->append)
    area->at = area->end;
  size_t room = area->at < area->size ? area->size - area->at : 0;
  if (size > room) {
    if (room == 0) {
      errno = ENOSPC;
      return -1;
    }
    size = room;
  }
  memcpy(area->bytes + area->at, from, size);
  area->at += size;
  if (area->at > area->end) {
    area->end = area->at;
    if (area->end < area->size)
      area->bytes[area->end] = 0;
  }
  return size;
}

static void tell(struct area *area) {
  *area->told = area->bytes;
  *area->told_size = area->at < area->end ? area->at : area->end;
}

static ssize_t write_growing(FILE *file, const char *from, size_t size) {
  struct area *area = file->memory;
  if (area->at + size + 1 > area->size) {
    size_t bigger = 2 * area->size > area->at + size + 1 ? 2 * area->size : area->at + size + 1;
    char *bytes = realloc(area->bytes, bigger);
    if (!bytes)
      return -1;
    memset(bytes + area->size, 0, bigger - area->size);
    area->bytes = bytes;
    area->size = bigger;
  }
  memcpy(area->bytes + area->at, from, size);
  area->at += size;
  if (area->at > area->end)
    area->bytes[area->end = area->at] = 0;
  tell(area);
  return size;
}

static off_t seek_area(FILE *file, off_t offset, int whence) {
  struct area *area = file->memory;
  off_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? area->at : area->end;
  if (from + offset < 0 || !area->told && from + offset > area->size) {
    errno = EINVAL;
    return -1;
  }
  area->at = from + offset;
  if (area->told)
    tell(area);
  return area->at;
}

static int close_area(FILE *file) {
  struct area *area = file->memory;
  if (area->own)
    free(area->bytes);
  free(area);
  return 0;
}

static const struct __device fixed = {read_area, write_fixed, seek_area, close_area};
static const struct __device growing = {NULL, write_growing, seek_area, close_area};

FILE *fmemopen(void *restrict memory, size_t size, const char *restrict mode) {
  int oflag, flags = __stream_flags(mode, &oflag);
  struct area *area = flags < 0 ? NULL : calloc(1, sizeof *area);
  if (!area)
    return NULL;
  area->own = !memory;
  area->bytes = memory ? memory : calloc(1, size + 1);
  area->size = size;
  area->append = *mode == 'a';
  if (*mode == 'w' && size > 0)
    area->bytes[0] = 0;
  area->end = *mode == 'r' && memory ? size : *mode == 'w' ? 0 : strnlen(area->bytes, size);
  area->at = area->append ? area->end : 0;
  FILE *file = __stream_new(flags & ~__APPENDS, -1, &fixed);
  if (file)
    file->memory = area;
  return file;
}

FILE *open_memstream(char **to, size_t *size) {
  struct area *area = calloc(1, sizeof *area);
  FILE *file = area ? __stream_new(__WRITES, -1, &growing) : NULL;
  if (!file)
    return NULL;
  area->told = to;
  area->told_size = size;
  file->memory = area;
  write_growing(file, "", 0);
  return file;
}
