#include <bits/format.h>
#include <bits/reals.h>
#include <bits/stream.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

void __sink_spill(struct __sink *sink) {
  size_t size = sink->next - sink->start;
  sink->count += size;
  if (sink->file && size > 0 && __stream_write(sink->file, sink->start, size) != size)
    sink->failed = 1;
  sink->start = sink->next = sink->local;
  sink->end = sink->local + sizeof sink->local;
}

static void put(struct __sink *sink, char c) {
  if (sink->next == sink->end)
    __sink_spill(sink);
  *sink->next++ = c;
}

void __sink_write(struct __sink *sink, const char *text, size_t size) {
  size_t room = sink->end - sink->next;
  if (size > room) {
    if (!sink->file) {
      memcpy(sink->next, text, room);
      sink->next += room;
      __sink_spill(sink);
      sink->count += size - room;
      return;
    }
    __sink_spill(sink);
    if (size > sizeof sink->local) {
      sink->count += size;
      if (__stream_write(sink->file, text, size) != size)
        sink->failed = 1;
      return;
    }
  }
  memcpy(sink->next, text, size);
  sink->next += size;
}

void __sink_fill(struct __sink *sink, char c, long count) {
  for (; count > 0; count--)
    put(sink, c);
}

void __sink_field(struct __sink *sink, struct __spec *spec, const char *prefix, const char *text,
                  size_t length, long zeros) {
  long pad = spec->width - (long)length;
  if (pad > 0 || *prefix || zeros > 0) {
    pad -= strlen(prefix) + (zeros > 0 ? zeros : 0);
    if (!spec->left && !spec->zero)
      __sink_fill(sink, ' ', pad);
    while (*prefix)
      put(sink, *prefix++);
    if (!spec->left && spec->zero)
      __sink_fill(sink, '0', pad);
    __sink_fill(sink, '0', zeros);
  }
  __sink_write(sink, text, length);
  if (spec->left)
    __sink_fill(sink, ' ', pad);
}

static void number(struct __sink *sink, struct __spec *spec, uint64_t value, int base,
                   const char *alphabet, const char *prefix) {
  char digits[24];
  int at = 24, nothing = value == 0 && spec->precision == 0;
  if (base == 10)
    do
      digits[--at] = '0' + value % 10;
    while (value /= 10);
  else
    for (int shift = base == 16 ? 4 : 3, first = 1; first || value; value >>= shift, first = 0)
      digits[--at] = alphabet[value & base - 1];
  int length = nothing ? 0 : 24 - at;
  if (base == 8 && spec->alternate && (nothing || digits[at] != '0') && spec->precision <= length)
    spec->precision = length + 1;
  if (spec->precision >= 0)
    spec->zero = 0;
  __sink_field(sink, spec, prefix, digits + at, length, (long)spec->precision - length);
}

static void wide(struct __sink *sink, struct __spec *spec, const wchar_t *text, size_t most) {
  /* At most `precision` bytes, and no part of a character. */
  size_t limit = spec->precision < 0 ? (size_t)-1 : (size_t)spec->precision, bytes = 0;
  char c[8];
  size_t count = 0;
  for (; count < most && text[count]; count++) {
    size_t n = wcrtomb(c, text[count], NULL);
    if (n == (size_t)-1) {
      sink->failed = 1;
      return;
    }
    if (bytes + n > limit)
      break;
    bytes += n;
  }
  if (!spec->left)
    __sink_fill(sink, ' ', spec->width - (long)bytes);
  for (size_t i = 0; i < count; i++)
    __sink_write(sink, c, wcrtomb(c, text[i], NULL));
  if (spec->left)
    __sink_fill(sink, ' ', spec->width - (long)bytes);
}

static void real(struct __sink *sink, struct __spec *spec, uint64_t bits, char conversion) {
  double value = *(double *)&bits;
  int flags = (spec->left ? __LEFT : 0) | (spec->plus ? __PLUS : 0) | (spec->space ? __SPACE : 0) |
              (spec->alternate ? __ALTERNATE : 0) | (spec->zero ? __ZERO : 0);
  char text[400], *all = text;
  int size = __format_double(text, sizeof text, value, flags, spec->width, spec->precision, conversion);
  if (size > sizeof text) {
    all = malloc(size);
    if (!all) {
      sink->failed = 1;
      return;
    }
    __format_double(all, size, value, flags, spec->width, spec->precision, conversion);
  }
  __sink_write(sink, all, size);
  if (all != text)
    free(all);
}

/* The arguments: one after the other, or by number. */
struct arguments {
  va_list first, next;
};

static uint64_t argument(struct arguments *arguments, int position) {
  if (position == 0)
    return va_arg(arguments->next, uint64_t);
  va_list list;
  va_copy(list, arguments->first);
  while (--position > 0)
    va_arg(list, uint64_t);
  return va_arg(list, uint64_t);
}

static int digits(const char **f) {
  int64_t n = 0;
  while (**f >= '0' && **f <= '9' && n < 0x7fffffff)
    n = n * 10 + *(*f)++ - '0';
  return n < 0x7fffffff ? n : 0x7fffffff;
}

/* The number of an argument, as in `%1$d` and `*2$`; 0 where there is none. */
static int position(const char **f) {
  const char *at = *f;
  int n = digits(&at);
  if (n == 0 || *at != '$')
    return 0;
  *f = at + 1;
  return n;
}

/* A width or a precision. */
static int size_of(const char **f, struct arguments *arguments) {
  if (**f != '*')
    return digits(f);
  ++*f;
  int from = position(f);
  return (int)argument(arguments, from);
}

static void store(void *to, int size, int64_t value) {
  switch (size) {
    case 1: *(int8_t *)to = value; break;
    case 2: *(int16_t *)to = value; break;
    case 4: *(int32_t *)to = value; break;
    default: *(int64_t *)to = value;
  }
}

static void conversion(struct __sink *sink, const char **format, struct arguments *arguments) {
  const char *f = *format, *begin = f - 1;
  struct __spec spec = {0, 0, 0, 0, 0, 0, -1};
  int from = *f >= '1' && *f <= '9' ? position(&f) : 0;
  for (;; f++) {
    if (*f == '-') spec.left = 1;
    else if (*f == '+') spec.plus = 1;
    else if (*f == ' ') spec.space = 1;
    else if (*f == '#') spec.alternate = 1;
    else if (*f == '0') spec.zero = 1;
    else if (*f != '\'' && *f != 'I') break;
  }
  spec.width = size_of(&f, arguments);
  if (spec.width < 0) {
    spec.left = 1;
    spec.width = -spec.width;
  }
  if (*f == '.') {
    f++;
    int negative = *f == '-';
    if (negative)
      f++;
    spec.precision = size_of(&f, arguments);
    if (spec.precision < 0 || negative)
      spec.precision = -1;
  }
  int size = sizeof(int), slots = 1, longs = 0, shorts = 0;
  for (;; f++) {
    if (*f == 'L') slots = 2;
    if (*f == 'l') size = longs++ ? sizeof(long long) : sizeof(long);
    else if (*f == 'j' || *f == 'q' || *f == 'L') size = sizeof(long long);
    else if (*f == 'z' || *f == 't' || *f == 'Z') size = sizeof(size_t);
    else if (*f == 'h') size = shorts++ ? 1 : sizeof(short);
    else break;
  }
  int unused = 64 - 8 * size;
  *format = f + (*f != 0);
  switch (*f) {
    case 'd':
    case 'i': {
      int64_t value = (int64_t)(argument(arguments, from) << unused) >> unused;
      const char *sign = value < 0 ? "-" : spec.plus ? "+" : spec.space ? " " : "";
      number(sink, &spec, value < 0 ? -(uint64_t)value : value, 10, NULL, sign);
      break;
    }
    case 'u':
    case 'o':
    case 'x':
    case 'X': {
      uint64_t value = argument(arguments, from) << unused >> unused;
      const char *prefix = !spec.alternate || !value ? "" : *f == 'x' ? "0x" : *f == 'X' ? "0X" : "";
      number(sink, &spec, value, *f == 'u' ? 10 : *f == 'o' ? 8 : 16,
             *f == 'X' ? "0123456789ABCDEF" : "0123456789abcdef", prefix);
      break;
    }
    case 'p': {
      uint64_t value = argument(arguments, from);
      if (value) {
        number(sink, &spec, value, 16, "0123456789abcdef", spec.plus ? "+0x" : spec.space ? " 0x" : "0x");
      } else {
        spec.zero = 0;
        __sink_field(sink, &spec, "", "(nil)", 5, 0);
      }
      break;
    }
    case 'C':
    case 'c': {
      uint64_t value = argument(arguments, from);
      spec.zero = 0;
      if (longs || *f == 'C') {
        wchar_t c = value;
        spec.precision = -1;
        if (c)
          wide(sink, &spec, &c, 1);
        else
          __sink_field(sink, &spec, "", "", 1, 0);
      } else {
        char c = value;
        __sink_field(sink, &spec, "", &c, 1, 0);
      }
      break;
    }
    case 'S':
    case 's': {
      char *s = (char *)(uintptr_t)argument(arguments, from);
      spec.zero = 0;
      if (!s)
        s = spec.precision < 0 || spec.precision >= 6 ? "(null)" : "";
      else if (longs || *f == 'S') {
        wide(sink, &spec, (wchar_t *)s, -1);
        break;
      }
      __sink_field(sink, &spec, "", s, spec.precision >= 0 ? strnlen(s, spec.precision) : strlen(s), 0);
      break;
    }
    case 'm': {
      const char *s = strerror(errno);
      spec.zero = 0;
      __sink_field(sink, &spec, "", s, spec.precision >= 0 ? strnlen(s, spec.precision) : strlen(s), 0);
      break;
    }
    case 'n':
      store((void *)(uintptr_t)argument(arguments, from), size, sink->count + (sink->next - sink->start));
      break;
    case '%':
      put(sink, '%');
      break;
    case 'a': case 'A': case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
      real(sink, &spec, argument(arguments, from), *f);
      if (slots == 2 && from == 0)
        argument(arguments, 0); /* a long double takes two */
      break;
    case 0:
      errno = EINVAL;
      sink->failed = 1;
      break;
    default:
      /* As on Linux, what is no conversion is written as it stands. */
      __sink_write(sink, begin, f + 1 - begin);
  }
}

void __format(struct __sink *sink, const char *f, va_list list) {
  int number = errno;
  struct arguments arguments;
  va_copy(arguments.first, list);
  va_copy(arguments.next, list);
  while (*f && !sink->failed) {
    const char *percent = strchrnul(f, '%');
    if (percent > f)
      __sink_write(sink, f, percent - f);
    f = percent;
    if (*f) {
      f++;
      errno = number;
      conversion(sink, &f, &arguments);
    }
  }
}

int vfprintf(FILE *file, const char *f, va_list list) {
  struct __sink sink;
  sink.count = 0;
  sink.failed = 0;
  sink.start = sink.next = sink.local;
  sink.end = sink.local + sizeof sink.local;
  sink.file = file;
  __LOCK(file);
  if (file->wide > 0 || __stream_writing(file)) {
    sink.failed = 1;
  } else if (file->flags & __UNBUFFERED) {
    /* All of it is written at once, from a buffer for this call. */
    char buffer[BUFSIZ];
    file->flags &= ~__UNBUFFERED;
    file->buffer = file->next = buffer;
    file->limit = buffer + BUFSIZ;
    __format(&sink, f, list);
    __sink_spill(&sink);
    if (__stream_flush(file))
      sink.failed = 1;
    file->flags |= __UNBUFFERED;
    file->buffer = file->next = file->one;
    file->limit = file->one + 1;
  } else {
    __format(&sink, f, list);
    __sink_spill(&sink);
  }
  __UNLOCK(file);
  return sink.failed ? -1 : (int)sink.count;
}

int vsnprintf(char *to, size_t size, const char *f, va_list list) {
  struct __sink sink;
  sink.count = 0;
  sink.failed = 0;
  sink.file = NULL;
  char none;
  char *last = size ? to + (size < 0x7fffffff ? size : 0x7fffffff) - 1 : &none;
  sink.start = sink.next = size ? to : &none;
  sink.end = last;
  __format(&sink, f, list);
  if (sink.next >= sink.start && sink.end == last)
    *sink.next = 0;
  else
    *last = 0;
  sink.count += sink.next - sink.start;
  return sink.failed ? -1 : (int)sink.count;
}
