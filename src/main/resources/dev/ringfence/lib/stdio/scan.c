#include <bits/reals.h>
#include <bits/stream.h>
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* Where a scanf reads: a stream, or text. */
struct input {
  FILE *file;
  const char *text;
  int64_t count; /* of the bytes read */
};

static int look(struct input *in) {
  if (in->file)
    return __stream_fill(in->file);
  return *in->text ? (unsigned char)*in->text : EOF;
}

static void take(struct input *in) {
  in->count++;
  if (in->file)
    in->file->next++;
  else
    in->text++;
}

static void skip_space(struct input *in) {
  int c;
  while ((c = look(in)) != EOF && isspace(c))
    take(in);
}

/* The bytes of a number, as far as they may belong to one. */
struct token {
  char *bytes;
  size_t used, room;
  char local[64];
  int failed;
};

static void keep(struct token *token, char c) {
  if (token->used + 1 >= token->room) {
    size_t room = 2 * token->room;
    char *bytes = token->bytes == token->local ? malloc(room) : realloc(token->bytes, room);
    if (!bytes) {
      token->failed = 1;
      return;
    }
    if (token->bytes == token->local)
      memcpy(bytes, token->local, token->used);
    token->bytes = bytes;
    token->room = room;
  }
  token->bytes[token->used++] = c;
  token->bytes[token->used] = 0;
}

/* Takes the next byte if it is one of these. */
static int accept(struct input *in, struct token *token, int64_t *width, const char *any) {
  int c = look(in);
  if (*width == 0 || c == EOF || c == 0 || !strchr(any, c))
    return 0;
  take(in);
  keep(token, c);
  --*width;
  return c;
}

static const char decimal[] = "0123456789";
static const char hexadecimal[] = "0123456789abcdefABCDEF";

static int integer(struct input *in, struct token *token, int64_t width, int base) {
  accept(in, token, &width, "+-");
  int any = 0;
  if ((base == 0 || base == 16) && accept(in, token, &width, "0")) {
    any = 1;
    if (accept(in, token, &width, "xX")) {
      base = 16;
    } else if (base == 0) {
      base = 8;
    }
  }
  const char *digits = base == 16 ? hexadecimal : decimal;
  char octal[] = "01234567";
  while (accept(in, token, &width, base == 8 ? octal : digits))
    any = 1;
  return any;
}

/* One of the words that a number can be, letter by letter. */
static int word(struct input *in, struct token *token, int64_t *width, const char *letters) {
  for (; *letters; letters++) {
    char both[3] = {*letters, *letters - 32, 0};
    if (!accept(in, token, width, both))
      return 0;
  }
  return 1;
}

static int real(struct input *in, struct token *token, int64_t width) {
  accept(in, token, &width, "+-");
  int c = look(in);
  if (c == 'i' || c == 'I') {
    if (!word(in, token, &width, "inf"))
      return 0;
    c = look(in);
    return c != 'i' && c != 'I' || width == 0 || word(in, token, &width, "inity");
  }
  if (c == 'n' || c == 'N')
    return word(in, token, &width, "nan");
  const char *digits = decimal, *exponent = "eE";
  int any = 0;
  if (accept(in, token, &width, "0")) {
    any = 1;
    if (accept(in, token, &width, "xX")) {
      digits = hexadecimal;
      exponent = "pP";
      any = 0;
    }
  }
  while (accept(in, token, &width, digits))
    any = 1;
  if (accept(in, token, &width, "."))
    while (accept(in, token, &width, digits))
      any = 1;
  if (!any)
    return 0;
  if (accept(in, token, &width, exponent)) {
    accept(in, token, &width, "+-");
    while (accept(in, token, &width, decimal))
      ;
  }
  return 1;
}

static void store(void *to, int size, uint64_t value) {
  switch (size) {
    case 1: *(int8_t *)to = value; break;
    case 2: *(int16_t *)to = value; break;
    case 4: *(int32_t *)to = value; break;
    default: *(int64_t *)to = value;
  }
}

/* The characters that a scanset names: reads it behind its bracket. */
static const char *scanset(const char *f, unsigned char set[256]) {
  int not = *f == '^';
  if (not)
    f++;
  memset(set, not, 256);
  const char *first = f;
  for (; *f && (*f != ']' || f == first); f++) {
    unsigned char from = *f, to = from;
    if (f[1] == '-' && f[2] && f[2] != ']') {
      to = f[2];
      f += 2;
    }
    for (int c = from; c <= to; c++)
      set[c] = !not;
  }
  return *f ? f + 1 : f;
}

/* What %s, %[ and %c share: memory that the caller gave, or that is allocated for `m`. */
struct target {
  char *to;
  char **allocated;
  size_t used, room;
};

static int put(struct target *target, char c) {
  if (target->allocated) {
    if (target->used == target->room) {
      target->room = target->room ? 2 * target->room : 32;
      char *bigger = realloc(target->to, target->room);
      if (!bigger)
        return 0;
      target->to = bigger;
    }
  } else if (!target->to) {
    return 1;
  }
  target->to[target->used++] = c;
  return 1;
}

enum { MATCHED, NOT_MATCHED, NO_INPUT };

static int characters(struct input *in, struct target *target, int64_t width, char kind,
                      const unsigned char *set, int wide) {
  wchar_t *wide_to = wide ? (wchar_t *)target->to : NULL;
  mbstate_t state = {0};
  int64_t count = 0;
  if (kind == 'c' && width < 0)
    width = 1;
  for (; width < 0 || count < width; count++) {
    int c = look(in);
    if (c == EOF || kind == 's' && isspace(c) || kind == '[' && !set[c])
      break;
    take(in);
    if (wide) {
      char byte = c;
      wchar_t whole;
      size_t n = mbrtowc(&whole, &byte, 1, &state);
      if (n == (size_t)-1)
        return NO_INPUT;
      if (n != (size_t)-2 && wide_to)
        *wide_to++ = whole;
    } else if (!put(target, c)) {
      return NO_INPUT;
    }
  }
  if (count == 0)
    return look(in) == EOF ? NO_INPUT : NOT_MATCHED;
  if (kind != 'c' && wide_to)
    *wide_to = 0;
  if (kind != 'c' && !wide && !put(target, 0))
    return NO_INPUT;
  if (target->allocated)
    *target->allocated = target->to;
  return MATCHED;
}

static void *argument(va_list *first, va_list *next, int position) {
  if (position == 0)
    return va_arg(*next, void *);
  va_list list;
  va_copy(list, *first);
  while (--position > 0)
    va_arg(list, void *);
  return va_arg(list, void *);
}

static int scan(struct input *in, const char *f, va_list list) {
  va_list first, next;
  va_copy(first, list);
  va_copy(next, list);
  int done = 0;
  for (; *f; f++) {
    if (isspace((unsigned char)*f)) {
      skip_space(in);
      continue;
    }
    if (*f != '%') {
      int c = look(in);
      if (c == EOF)
        return done ? done : EOF;
      if (c != (unsigned char)*f)
        return done;
      take(in);
      continue;
    }
    f++;
    int suppressed = 0, allocates = 0, position = 0, size = sizeof(int);
    int longs = 0, shorts = 0;
    int64_t width = -1;
    if (isdigit((unsigned char)*f)) {
      char *end;
      long n = strtol(f, &end, 10);
      f = end;
      if (*f == '$') {
        position = n;
        f++;
      } else {
        width = n ? n : -1;
      }
    }
    for (; *f == '*' || *f == '\'' || *f == 'I'; f++)
      suppressed |= *f == '*';
    if (isdigit((unsigned char)*f)) {
      char *end;
      width = strtol(f, &end, 10);
      if (width == 0)
        width = -1;
      f = end;
    }
    if (*f == 'm') {
      allocates = 1;
      f++;
    }
    for (;; f++) {
      if (*f == 'l') size = longs++ ? sizeof(long long) : sizeof(long);
      else if (*f == 'j' || *f == 'q' || *f == 'L') size = sizeof(long long), longs = 1;
      else if (*f == 'z' || *f == 't') size = sizeof(size_t);
      else if (*f == 'h') size = shorts++ ? 1 : sizeof(short);
      else break;
    }
    char kind = *f;
    unsigned char set[256];
    if (kind == '[')
      f = scanset(f + 1, set) - 1;
    if (kind == 'S' || kind == 'C') {
      kind += 32;
      longs = 1;
    }
    if (kind == 'n') {
      if (!suppressed)
        store(argument(&first, &next, position), size, in->count);
      continue;
    }
    if (kind != 'c' && kind != '[')
      skip_space(in);
    if (kind == 0)
      return done;
    if (look(in) == EOF)
      return done ? done : EOF;
    if (kind == '%') {
      if (look(in) != '%')
        return done;
      take(in);
      continue;
    }
    if (kind == 's' || kind == '[' || kind == 'c') {
      struct target target = {0};
      if (!suppressed) {
        void *to = argument(&first, &next, position);
        if (allocates)
          target.allocated = to;
        else
          target.to = to;
      }
      int result = characters(in, &target, width, kind, set, longs > 0);
      if (result != MATCHED) {
        if (target.allocated)
          free(target.to);
        return result == NO_INPUT && !done ? EOF : done;
      }
      done += !suppressed;
      continue;
    }
    struct token token;
    token.used = token.failed = 0;
    token.bytes = token.local;
    token.room = sizeof token.local;
    token.local[0] = 0;
    int matched;
    switch (kind) {
      case 'd': matched = integer(in, &token, width, 10); break;
      case 'i': matched = integer(in, &token, width, 0); break;
      case 'u': matched = integer(in, &token, width, 10); break;
      case 'o': matched = integer(in, &token, width, 8); break;
      case 'x':
      case 'X': matched = integer(in, &token, width, 16); break;
      case 'p':
        size = sizeof(void *);
        matched = look(in) == '(' ? 0 : integer(in, &token, width, 16);
        if (!matched && look(in) == '(') {
          /* What printf writes for a null pointer. */
          int64_t five = 5;
          matched = accept(in, &token, &five, "(") && word(in, &token, &five, "nil") &&
                    accept(in, &token, &five, ")");
          token.used = 0;
          token.bytes[0] = 0;
        }
        break;
      case 'a': case 'A': case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
        matched = real(in, &token, width);
        break;
      default:
        return done;
    }
    if (matched && !token.failed && !suppressed) {
      void *to = argument(&first, &next, position);
      if (strchr("aAeEfFgG", kind)) {
        if (longs)
          *(double *)to = __parse_double(token.bytes, NULL);
        else
          *(float *)to = __parse_float(token.bytes, NULL);
      } else {
        int base = kind == 'i' ? 0 : kind == 'o' ? 8 : strchr("xXp", kind) ? 16 : 10;
        int decimal = kind == 'd' || kind == 'i';
        if (size > sizeof(long))
          store(to, size, decimal ? (uint64_t)strtoll(token.bytes, NULL, base)
                                  : strtoull(token.bytes, NULL, base));
        else
          store(to, size, decimal ? (uint64_t)strtol(token.bytes, NULL, base)
                                  : strtoul(token.bytes, NULL, base));
      }
      done++;
    }
    if (token.bytes != token.local)
      free(token.bytes);
    if (!matched)
      return done ? done : look(in) == EOF && token.used == 0 ? EOF : done;
  }
  return done;
}

int vfscanf(FILE *restrict file, const char *restrict f, va_list list) {
  struct input in = {file, NULL, 0};
  __LOCK(file);
  int result = __stream_reading(file) ? EOF : scan(&in, f, list);
  __UNLOCK(file);
  return result;
}

int vsscanf(const char *restrict text, const char *restrict f, va_list list) {
  struct input in = {NULL, text, 0};
  return scan(&in, f, list);
}

int vscanf(const char *restrict f, va_list list) { return vfscanf(stdin, f, list); }

int scanf(const char *restrict f, ...) {
  va_list list;
  va_start(list, f);
  int result = vfscanf(stdin, f, list);
  va_end(list);
  return result;
}

int fscanf(FILE *restrict file, const char *restrict f, ...) {
  va_list list;
  va_start(list, f);
  int result = vfscanf(file, f, list);
  va_end(list);
  return result;
}

int sscanf(const char *restrict text, const char *restrict f, ...) {
  va_list list;
  va_start(list, f);
  int result = vsscanf(text, f, list);
  va_end(list);
  return result;
}
