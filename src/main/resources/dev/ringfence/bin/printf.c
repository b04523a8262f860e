/* printf: writes its arguments as a format says, again while arguments are left (POSIX). */
#include <ctype.h>
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char **arguments;
static int status;

static char *next(void) { return *arguments ? *arguments++ : NULL; }

static int digit(char c) { return isdigit(c) ? c - '0' : tolower(c) - 'a' + 10; }

/* Writes what the escape behind a backslash means, and returns where it ends. */
static const char *escape(const char *s, int in_argument) {
  static const char names[] = "abefnrtv\\\"", meanings[] = "\a\b\033\f\n\r\t\v\\\"";
  int base = *s == 'x' ? 16 : 8, most = base == 16 ? 2 : 3, value = 0;
  const char *found;
  if (*s == 'c')
    exit(status);
  if (*s == 'x' || *s >= '0' && *s <= '7') {
    s += *s == 'x' || *s == '0' && in_argument;
    const char *first = s;
    for (; s < first + most && isxdigit(*s) && digit(*s) < base; s++)
      value = value * base + digit(*s);
    if (base == 16 && s == first)
      error(1, 0, "missing hexadecimal number in escape");
    putchar(value);
  } else if (*s && (found = strchr(names, *s))) {
    putchar(meanings[found - names]);
    s++;
  } else {
    putchar('\\');
  }
  return s;
}

static void check(const char *text, const char *end) {
  if (errno)
    error(0, errno, "'%s'", text);
  else if (*end)
    error(0, 0, end == text ? "'%s': expected a numeric value"
                            : "'%s': value not completely converted", text);
  status |= errno || *end;
}

static int is_character(const char *text) { return (*text == '\'' || *text == '"') && text[1]; }

static long integer(const char *text, int is_signed) {
  char *end;
  if (!text)
    return 0;
  if (is_character(text))
    return (unsigned char)text[1];
  errno = 0;
  long value = is_signed ? strtol(text, &end, 0) : (long)strtoul(text, &end, 0);
  check(text, end);
  return value;
}

static double real(const char *text) {
  char *end;
  if (!text)
    return 0;
  if (is_character(text))
    return (unsigned char)text[1];
  errno = 0;
  double value = strtod(text, &end);
  check(text, end);
  return value;
}

static void write_escaped(const char *s) {
  while (s && *s) {
    if (*s == '\\')
      s = escape(s + 1, 1);
    else
      putchar(*s++);
  }
}

/* Writes the argument that a conversion asks for, and returns where the conversion ends. */
static const char *convert(const char *format) {
  char copy[64] = "%";
  int size = 1;
  const char *first = format;
  for (; *format && strchr("-+ #0123456789.*", *format) && size < 40; format++) {
    if (*format == '*')
      size += sprintf(copy + size, "%d", (int)integer(next(), 1));
    else
      copy[size++] = *format;
  }
  format += strspn(format, "hlLjtz");
  char conversion = *format++;
  int is_real = conversion && strchr("eEfFgGaA", conversion);
  if (!conversion || !strchr("bcdiouxXseEfFgGaA", conversion))
    error(1, 0, "%%%.*s: invalid conversion specification", (int)(format - first), first);
  if (conversion == 'b') {
    write_escaped(next());
    return format;
  }
  sprintf(copy + size, strchr("sc", conversion) || is_real ? "%c" : "l%c", conversion);
  char *text = next();
  if (conversion == 's')
    printf(copy, text ? text : "");
  else if (conversion == 'c' && (!text || !*text))
    putchar(0);
  else if (conversion == 'c')
    printf(copy, *text);
  else if (is_real)
    printf(copy, real(text));
  else
    printf(copy, integer(text, strchr("di", conversion) != NULL));
  return format;
}

static void write_format(const char *format) {
  while (*format) {
    if (*format == '\\') {
      format = escape(format + 1, 0);
    } else if (*format == '%' && format[1] == '%') {
      putchar('%');
      format += 2;
    } else if (*format == '%') {
      format = convert(format + 1);
    } else {
      putchar(*format++);
    }
  }
}

int main(int argc, char **argv) {
  int at = argc > 1 && !strcmp(argv[1], "--") ? 2 : 1;
  if (at >= argc) {
    error(0, 0, "missing operand");
    fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
    return 1;
  }
  arguments = argv + at + 1;
  char **before;
  do {
    before = arguments;
    write_format(argv[at]);
  } while (*arguments && arguments > before);
  if (*arguments)
    error(0, 0, "warning: ignoring excess arguments, starting with '%s'", *arguments);
  return status;
}
