/* The printf family's own parts. */
#include <stdarg.h>
#include <stdio.h>

/* Where formatted text goes: to a stream, or to memory, behind whose end it is only counted. */
struct __sink {
  char *next, *end;
  char *start;  /* from here to `next` has not been counted yet */
  size_t count; /* all before */
  FILE *file;
  int failed;
  char local[128];
};

/* One conversion specification; precision is -1 where there is none. */
struct __spec {
  int left, plus, space, alternate, zero, width, precision;
};

void __sink_spill(struct __sink *sink);
void __sink_write(struct __sink *sink, const char *text, size_t size);
void __sink_fill(struct __sink *sink, char c, long count);
/* Writes prefix, zeros and text, padded to the width: with zeros behind the prefix where the
   specification says so. */
void __sink_field(struct __sink *sink, struct __spec *spec, const char *prefix, const char *text,
                  size_t length, long zeros);
void __format(struct __sink *sink, const char *format, va_list list);
