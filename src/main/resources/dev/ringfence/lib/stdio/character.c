#include <bits/stream.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

int fputc_unlocked(int c, FILE *file) {
  return __stream_putc(file, c);
}

int fputc(int c, FILE *file) {
  if (!__threaded)
    return __stream_putc(file, c);
  pthread_mutex_lock(&file->lock);
  c = __stream_putc(file, c);
  pthread_mutex_unlock(&file->lock);
  return c;
}

int putc(int c, FILE *file) { return fputc(c, file); }
int putchar(int c) { return fputc(c, stdout); }
int putc_unlocked(int c, FILE *file) { return __stream_putc(file, c); }
int putchar_unlocked(int c) { return __stream_putc(stdout, c); }

int fputs_unlocked(const char *s, FILE *file) {
  size_t size = strlen(s);
  if (file->wide > 0)
    return EOF;
  return __stream_write(file, s, size) == size ? 1 : EOF;
}

int fputs(const char *s, FILE *file) {
  __LOCK(file);
  int result = fputs_unlocked(s, file);
  __UNLOCK(file);
  return result;
}

int puts(const char *s) {
  size_t size = strlen(s);
  __LOCK(stdout);
  int done = stdout->wide <= 0 && __stream_write(stdout, s, size) == size &&
             __stream_putc(stdout, '\n') != EOF;
  __UNLOCK(stdout);
  return done ? size < 0x7ffffffe ? size + 1 : 0x7fffffff : EOF;
}

int fgetc_unlocked(FILE *file) { return __stream_getc(file); }

int fgetc(FILE *file) {
  if (!__threaded)
    return __stream_getc(file);
  pthread_mutex_lock(&file->lock);
  int c = __stream_getc(file);
  pthread_mutex_unlock(&file->lock);
  return c;
}

int getc(FILE *file) { return fgetc(file); }
int getchar(void) { return fgetc(stdin); }
int getc_unlocked(FILE *file) { return __stream_getc(file); }
int getchar_unlocked(void) { return __stream_getc(stdin); }

int ungetc(int c, FILE *file) {
  if (c == EOF)
    return EOF;
  __LOCK(file);
  int result = (unsigned char)c;
  if (__stream_reading(file)) {
    result = EOF;
  } else if (file->kept_next) {
    if (file->next > file->pushed)
      *--file->next = c;
    else
      result = EOF;
  } else if (file->next > file->buffer && file->next[-1] == (char)c) {
    file->next--;
  } else {
    file->kept_next = file->next;
    file->kept_end = file->end;
    file->end = file->pushed + sizeof file->pushed;
    file->next = file->end - 1;
    *file->next = c;
  }
  if (result != EOF)
    file->flags &= ~__ENDED;
  __UNLOCK(file);
  return result;
}

char *fgets_unlocked(char *to, int size, FILE *file) {
  if (size <= 0)
    return NULL;
  int at = 0, failed = file->flags & __FAILED;
  file->flags &= ~__FAILED;
  while (at < size - 1) {
    if (__stream_fill(file) == EOF)
      break;
    size_t ahead = file->end - file->next;
    if (ahead > (size_t)(size - 1 - at))
      ahead = size - 1 - at;
    char *newline = memchr(file->next, '\n', ahead);
    if (newline)
      ahead = newline - file->next + 1;
    memcpy(to + at, file->next, ahead);
    file->next += ahead;
    at += ahead;
    if (newline)
      break;
  }
  int broken = file->flags & __FAILED;
  file->flags |= failed;
  if (at == 0 && size > 1 || broken && errno != EAGAIN)
    return NULL;
  to[at] = '\0';
  return to;
}

char *fgets(char *to, int size, FILE *file) {
  __LOCK(file);
  char *result = fgets_unlocked(to, size, file);
  __UNLOCK(file);
  return result;
}

static ssize_t get_until(char **line, size_t *room, int delimiter, FILE *file) {
  size_t at = 0;
  if (!*line || !*room) {
    char *bigger = realloc(*line, 120);
    if (!bigger)
      return -1;
    *line = bigger;
    *room = 120;
  }
  for (;;) {
    if (__stream_fill(file) == EOF)
      break;
    size_t ahead = file->end - file->next;
    char *found = memchr(file->next, delimiter, ahead);
    if (found)
      ahead = found - file->next + 1;
    if (at + ahead + 1 > *room) {
      size_t size = 2 * *room > at + ahead + 1 ? 2 * *room : at + ahead + 1;
      char *bigger = realloc(*line, size);
      if (!bigger)
        return -1;
      *line = bigger;
      *room = size;
    }
    memcpy(*line + at, file->next, ahead);
    file->next += ahead;
    at += ahead;
    if (found)
      break;
  }
  if (at == 0)
    return -1;
  (*line)[at] = '\0';
  return at;
}

ssize_t getdelim(char **line, size_t *room, int delimiter, FILE *file) {
  if (!line || !room) {
    errno = EINVAL;
    return -1;
  }
  __LOCK(file);
  ssize_t result = get_until(line, room, delimiter, file);
  __UNLOCK(file);
  return result;
}

ssize_t getline(char **line, size_t *room, FILE *file) { return getdelim(line, room, '\n', file); }

int putw(int word, FILE *file) { return fwrite(&word, sizeof word, 1, file) == 1 ? 0 : EOF; }

int getw(FILE *file) {
  int word;
  return fread(&word, sizeof word, 1, file) == 1 ? word : EOF;
}
