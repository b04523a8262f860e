#include <bits/exit.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A stream. As on Linux, stdout is buffered by lines on a terminal and fully otherwise; stderr is not
   buffered. */
enum { NOT_BUFFERED, BUFFERED, BY_LINES, NOT_KNOWN };

struct __file {
  int fd;
  int buffered;
  int ended;
  size_t used;   /* bytes in the buffer: to be written, or read ahead */
  size_t taken;  /* of those read ahead */
  char buffer[BUFSIZ];
};

static struct __file out = {1, NOT_KNOWN};
static struct __file err = {2, NOT_BUFFERED};
static struct __file in = {0, NOT_BUFFERED};
FILE *stdin = &in;
FILE *stdout = &out;
FILE *stderr = &err;

int fflush(FILE *file) {
  if (!file)
    file = &out;
  size_t done = 0;
  while (done < file->used) {
    ssize_t n = write(file->fd, file->buffer + done, file->used - done);
    if (n < 0) {
      file->used = 0;
      return EOF;
    }
    done += n;
  }
  file->used = 0;
  return 0;
}

static void flush_all(void) { fflush(&out); }

int fputc(int c, FILE *file) {
  if (file->buffered == NOT_KNOWN) {
    int saved = errno;
    file->buffered = isatty(file->fd) ? BY_LINES : BUFFERED;
    errno = saved;
  }
  __flush_all = flush_all;
  file->buffer[file->used++] = c;
  if (!file->buffered || file->used == BUFSIZ || file->buffered == BY_LINES && c == '\n')
    fflush(file);
  return (unsigned char)c;
}

size_t fwrite(const void *from, size_t size, size_t count, FILE *file) {
  const char *bytes = from;
  int buffered = file->buffered;
  if (!buffered)
    file->buffered = BUFFERED;
  for (size_t i = 0; i < size * count; i++)
    fputc(bytes[i], file);
  if (!buffered) {
    file->buffered = buffered;
    fflush(file);
  }
  return count;
}

int putc(int c, FILE *file) { return fputc(c, file); }
int putchar(int c) { return fputc(c, stdout); }

int fputs(const char *s, FILE *file) {
  fwrite(s, 1, strlen(s), file);
  return 1;
}

int puts(const char *s) {
  fputs(s, stdout);
  putchar('\n');
  return 1;
}

/* Where formatted text goes: to a stream, or to at most `room` bytes of memory. */
struct sink {
  FILE *file;
  char *to;
  size_t room;
  int count;
};

static void put(struct sink *sink, char c) {
  if (sink->file)
    fputc(c, sink->file);
  else if (sink->count < (long)sink->room)
    sink->to[sink->count] = c;
  sink->count++;
}

static void fill(struct sink *sink, char c, int count) {
  while (count-- > 0)
    put(sink, c);
}

/* One conversion specification. */
struct spec {
  int left, plus, space, alternate, zero, width, precision;
};

static void field(struct sink *sink, struct spec *spec, const char *prefix, const char *text,
                  int length, int zeros) {
  int total = strlen(prefix) + zeros + length;
  int pad = spec->width > total ? spec->width - total : 0;
  if (!spec->left && !spec->zero)
    fill(sink, ' ', pad);
  for (; *prefix; prefix++)
    put(sink, *prefix);
  if (!spec->left && spec->zero)
    fill(sink, '0', pad);
  fill(sink, '0', zeros);
  for (int i = 0; i < length; i++)
    put(sink, text[i]);
  if (spec->left)
    fill(sink, ' ', pad);
}

static void number(struct sink *sink, struct spec *spec, unsigned long value, int base, int upper,
                   const char *prefix) {
  char digits[24];
  int at = 24;
  const char *alphabet = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  int nothing = value == 0 && spec->precision == 0;
  do
    digits[--at] = alphabet[value % base];
  while (value /= base);
  int length = nothing ? 0 : 24 - at;
  if (base == 8 && spec->alternate && (nothing || digits[at] != '0') && spec->precision <= length)
    spec->precision = length + 1;
  int zeros = spec->precision > length ? spec->precision - length : 0;
  if (spec->precision >= 0)
    spec->zero = 0;
  field(sink, spec, prefix, digits + at, length, zeros);
}

static void format(struct sink *sink, const char *f, va_list list) {
  for (; *f; f++) {
    if (*f != '%') {
      put(sink, *f);
      continue;
    }
    struct spec spec = {0, 0, 0, 0, 0, 0, -1};
    for (f++;; f++) {
      if (*f == '-') spec.left = 1;
      else if (*f == '+') spec.plus = 1;
      else if (*f == ' ') spec.space = 1;
      else if (*f == '#') spec.alternate = 1;
      else if (*f == '0') spec.zero = 1;
      else break;
    }
    if (*f == '*') {
      spec.width = va_arg(list, int);
      f++;
      if (spec.width < 0) {
        spec.left = 1;
        spec.width = -spec.width;
      }
    } else {
      while (*f >= '0' && *f <= '9')
        spec.width = spec.width * 10 + *f++ - '0';
    }
    if (*f == '.') {
      spec.precision = 0;
      if (*++f == '*') {
        spec.precision = va_arg(list, int);
        f++;
      } else {
        while (*f >= '0' && *f <= '9')
          spec.precision = spec.precision * 10 + *f++ - '0';
      }
    }
    int size = 4;
    for (;; f++) {
      if (*f == 'l' || *f == 'z' || *f == 'j' || *f == 't') size = 8;
      else if (*f == 'h') size = size == 2 ? 1 : 2;
      else break;
    }
    switch (*f) {
      case 'd':
      case 'i': {
        long value = va_arg(list, long);
        value = size == 8 ? value : size == 4 ? (int)value : size == 2 ? (short)value : (signed char)value;
        const char *sign = value < 0 ? "-" : spec.plus ? "+" : spec.space ? " " : "";
        number(sink, &spec, value < 0 ? -(unsigned long)value : value, 10, 0, sign);
        break;
      }
      case 'u':
      case 'o':
      case 'x':
      case 'X': {
        unsigned long value = va_arg(list, unsigned long);
        value = size == 8 ? value : size == 4 ? (unsigned)value : size == 2 ? (unsigned short)value : (unsigned char)value;
        const char *prefix = !spec.alternate || !value ? "" : *f == 'x' ? "0x" : *f == 'X' ? "0X" : "";
        number(sink, &spec, value, *f == 'u' ? 10 : *f == 'o' ? 8 : 16, *f == 'X', prefix);
        break;
      }
      case 'p': {
        unsigned long value = va_arg(list, unsigned long);
        if (value)
          number(sink, &spec, value, 16, 0, "0x");
        else
          field(sink, &spec, "", "(nil)", 5, 0);
        break;
      }
      case 'c': {
        char c = va_arg(list, int);
        spec.zero = 0;
        field(sink, &spec, "", &c, 1, 0);
        break;
      }
      case 's': {
        const char *s = va_arg(list, char *);
        if (!s)
          s = "(null)";
        spec.zero = 0;
        field(sink, &spec, "", s, spec.precision >= 0 ? strnlen(s, spec.precision) : strlen(s), 0);
        break;
      }
      case '%':
        put(sink, '%');
        break;
      default:
        fputs("printf: this conversion is not supported: ", stderr);
        fputc(*f, stderr);
        fputc('\n', stderr);
        fflush(stdout);
        _exit(70);
    }
  }
}

int vfprintf(FILE *file, const char *f, va_list list) {
  struct sink sink = {file, NULL, 0, 0};
  int buffered = file->buffered;
  if (!buffered)
    file->buffered = BUFFERED;
  format(&sink, f, list);
  if (!buffered) {
    file->buffered = buffered;
    fflush(file);
  }
  return sink.count;
}

int vsnprintf(char *to, size_t size, const char *f, va_list list) {
  struct sink sink = {NULL, to, size ? size - 1 : 0, 0};
  format(&sink, f, list);
  if (size)
    to[sink.count < (long)size - 1 ? sink.count : size - 1] = 0;
  return sink.count;
}

int vsprintf(char *to, const char *f, va_list list) { return vsnprintf(to, 0x7fffffff, f, list); }
int vprintf(const char *f, va_list list) { return vfprintf(stdout, f, list); }

int printf(const char *f, ...) {
  va_list list;
  va_start(list, f);
  return vfprintf(stdout, f, list);
}

int fprintf(FILE *file, const char *f, ...) {
  va_list list;
  va_start(list, f);
  return vfprintf(file, f, list);
}

int sprintf(char *to, const char *f, ...) {
  va_list list;
  va_start(list, f);
  return vsprintf(to, f, list);
}

int snprintf(char *to, size_t size, const char *f, ...) {
  va_list list;
  va_start(list, f);
  return vsnprintf(to, size, f, list);
}

void perror(const char *prefix) {
  int number = errno;
  if (prefix && *prefix)
    fprintf(stderr, "%s: ", prefix);
  fprintf(stderr, "%s\n", strerror(number));
}

int fgetc(FILE *file) {
  if (file->taken == file->used) {
    /* As on Linux, asking for input shows what has been printed. */
    if (out.buffered == BY_LINES)
      fflush(&out);
    ssize_t n = read(file->fd, file->buffer, BUFSIZ);
    file->taken = 0;
    file->used = n > 0 ? n : 0;
    if (n <= 0) {
      file->ended = n == 0;
      return EOF;
    }
  }
  return (unsigned char)file->buffer[file->taken++];
}

int getc(FILE *file) { return fgetc(file); }
int getchar(void) { return fgetc(stdin); }
int feof(FILE *file) { return file->ended; }

char *fgets(char *to, int size, FILE *file) {
  int at = 0;
  while (at < size - 1) {
    int c = fgetc(file);
    if (c == EOF)
      break;
    to[at++] = c;
    if (c == '\n')
      break;
  }
  to[at] = '\0';
  return at > 0 ? to : NULL;
}
