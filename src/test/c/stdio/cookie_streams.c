// Streams of a program's own by fopencookie, and gets.
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct store {
  char bytes[64];
  off_t at, end;
  int closed;
};

static ssize_t take(void *cookie, char *to, size_t size) {
  struct store *s = cookie;
  if (size > s->end - s->at)
    size = s->end - s->at;
  memcpy(to, s->bytes + s->at, size);
  s->at += size;
  return size;
}

static ssize_t put(void *cookie, const char *from, size_t size) {
  struct store *s = cookie;
  if (s->at + size > sizeof s->bytes)
    size = sizeof s->bytes - s->at;
  for (size_t i = 0; i < size; i++)
    s->bytes[s->at++] = toupper((unsigned char)from[i]);
  if (s->at > s->end)
    s->end = s->at;
  return size;
}

static int go(void *cookie, off64_t *offset, int whence) {
  struct store *s = cookie;
  off_t to = *offset + (whence == SEEK_SET ? 0 : whence == SEEK_CUR ? s->at : s->end);
  if (to < 0 || to > sizeof s->bytes)
    return -1;
  *offset = s->at = to;
  return 0;
}

static int end(void *cookie) {
  ((struct store *)cookie)->closed++;
  return 0;
}

int main(void) {
  struct store store = {0};
  cookie_io_functions_t functions = {take, put, go, end};
  FILE *file = fopencookie(&store, "w+", functions);
  fprintf(file, "hello %d\n", 42);
  fputs("second line\n", file);
  fflush(file);
  printf("%.*s", (int)store.end, store.bytes);
  rewind(file);
  char line[40];
  while (fgets(line, sizeof line, file))
    printf("read %s", line);
  fseek(file, 6, SEEK_SET);
  printf("%d %ld\n", fgetc(file), ftell(file));
  printf("%d\n", fclose(file));
  printf("closed %d\n", store.closed);
  file = fopencookie(&store, "r", (cookie_io_functions_t){.read = take});
  store.at = 0;
  printf("%c\n", fgetc(file));
  printf("%d\n", fputc('x', file));
  fclose(file);
  return 0;
}
