#include <bits/stream.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

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
