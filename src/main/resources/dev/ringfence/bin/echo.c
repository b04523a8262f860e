/* echo: writes its arguments; -n ends no line, -e minds escapes, -E does not. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int digit(char c) { return isdigit(c) ? c - '0' : tolower(c) - 'a' + 10; }

/* Reads up to `most` digits. */
static int number(const char **s, int base, int most) {
  int value = 0;
  for (; most-- > 0 && isxdigit(**s) && digit(**s) < base; ++*s)
    value = value * base + digit(**s);
  return value;
}

/* Writes what the escape behind a backslash means, and returns where it ends. */
static const char *escape(const char *s) {
  static const char names[] = "abefnrtv\\", meanings[] = "\a\b\033\f\n\r\t\v\\";
  const char *found;
  if (*s == 'c')
    exit(0);
  if (*s == 'x' && isxdigit(s[1])) {
    s++;
    putchar(number(&s, 16, 2));
  } else if (*s >= '0' && *s <= '7') {
    s += *s == '0';
    putchar(number(&s, 8, 3));
  } else if (*s && (found = strchr(names, *s))) {
    putchar(meanings[found - names]);
    s++;
  } else {
    putchar('\\');
  }
  return s;
}

static void write_escaped(const char *s) {
  while (*s) {
    if (*s == '\\')
      s = escape(s + 1);
    else
      putchar(*s++);
  }
}

int main(int argc, char **argv) {
  int ends = 1, escapes = 0, at = 1;
  for (; at < argc && argv[at][0] == '-' && argv[at][1]; at++) {
    const char *letters = argv[at] + 1;
    if (letters[strspn(letters, "neE")])
      break;
    for (; *letters; letters++) {
      if (*letters == 'n')
        ends = 0;
      else
        escapes = *letters == 'e';
    }
  }
  for (int first = at; at < argc; at++) {
    if (at > first)
      putchar(' ');
    if (escapes)
      write_escaped(argv[at]);
    else
      fputs(argv[at], stdout);
  }
  if (ends)
    putchar('\n');
  return 0;
}
