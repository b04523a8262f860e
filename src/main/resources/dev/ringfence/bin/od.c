/* od: dumps bytes (POSIX): -c characters, -x -o -b -d numbers or -t TYPE; -A, -v, -j, -N. */
#include <ctype.h>
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A letter of c d o u x, and how many bytes one item has. */
static char letter = 'o', radix = 'o';
static int item = 2, repeats;
static int opened;
static long most = -1;
static char **names;

static int usage(const char *program) {
  fprintf(stderr, "Try '%s --help' for more information.\n", program);
  exit(1);
}

/* The next byte of all files, one after another. */
static int next(int *status) {
  static FILE *file;
  int c;
  while (!file || (c = getc(file)) == EOF) {
    if (file && ferror(file)) {
      error(0, errno, "%s", names[-1]);
      *status = 1;
    }
    if (file && file != stdin)
      fclose(file);
    if (!*names)
      return EOF;
    const char *name = *names++;
    file = strcmp(name, "-") ? fopen(name, "r") : stdin;
    opened |= file != NULL;
    if (!file) {
      error(0, errno, "%s", name);
      *status = 1;
    }
  }
  return c;
}

static void write_address(long address) {
  char format[] = "%07lo";
  format[4] = radix;
  if (radix == 'x')
    format[2] = '6';
  if (radix != 'n')
    printf(format, address);
}

static void write_character(int c) {
  static const char meanings[] = "\a\b\f\n\r\t\v", names[] = "abfnrtv";
  const char *found = c ? strchr(meanings, c) : NULL;
  if (found)
    printf("  \\%c", names[found - meanings]);
  else if (c == 0)
    printf("  \\0");
  else
    printf(isprint(c) ? "   %c" : " %03o", c);
}

static void write_item(const unsigned char *bytes) {
  static const int octal[] = {0, 3, 6, 0, 11, 0, 0, 0, 22};
  static const int decimal[] = {0, 3, 5, 0, 10, 0, 0, 0, 20};
  unsigned long value = 0;
  for (int i = item; i-- > 0;)
    value = value << 8 | bytes[i];
  switch (letter) {
    case 'c': write_character(value); break;
    case 'o': printf(" %0*lo", octal[item], value); break;
    case 'x': printf(" %0*lx", 2 * item, value); break;
    case 'u': printf(" %*lu", decimal[item], value); break;
    default: {
      int unused = 64 - 8 * item;
      printf(" %*ld", decimal[item] + (item < 8), (long)(value << unused) >> unused);
    }
  }
}

static void set_type(const char *type, const char *program) {
  static const char sizes[] = "CSIL";
  static const int lengths[] = {1, 2, 4, 8};
  if (!*type || !strchr("cdoux", *type))
    error(1, 0, "invalid character '%c' in type string '%s'", *type, type);
  letter = *type++;
  item = letter == 'c' ? 1 : 4;
  if (letter != 'c' && *type && strchr("1248", *type))
    item = *type++ - '0';
  else if (letter != 'c' && *type && strchr(sizes, *type))
    item = lengths[strchr(sizes, *type++) - sizes];
  if (*type)
    error(1, 0, "only one type is supported: '%s'", type);
}

static int dump(long address) {
  unsigned char line[16], former[16];
  int status = 0, starred = 0, first = 1, size = 16;
  for (; size == 16; address += size) {
    int c;
    for (size = 0; size < 16 && most != 0 && (c = next(&status)) != EOF; most--)
      line[size++] = c;
    if (size == 16 && !first && !repeats && !memcmp(line, former, 16)) {
      if (!starred++)
        puts("*");
      continue;
    }
    starred = first = 0;
    memcpy(former, line, 16);
    memset(line + size, 0, 16 - size);
    if (size)
      write_address(address);
    for (int i = 0; i < size; i += item)
      write_item(line + i);
    if (size)
      putchar('\n');
  }
  if (opened)
    write_address(address);
  if (opened && radix != 'n')
    putchar('\n');
  return status;
}

int main(int argc, char **argv) {
  static char *standard[] = {"-", NULL};
  static const char shorts[] = "bcdosx", *const types[] = {"o1", "c", "u2", "o2", "d2", "x2"};
  long skip = 0;
  int status = 0;
  for (int option; (option = getopt(argc, argv, "A:bcdosxt:vj:N:")) != -1;) {
    switch (option) {
      case 'A': radix = *optarg; break;
      case 't': set_type(optarg, argv[0]); break;
      case 'v': repeats = 1; break;
      case 'j': skip = strtol(optarg, NULL, 0); break;
      case 'N': most = strtol(optarg, NULL, 0); break;
      case '?': usage(argv[0]);
      default: set_type(types[strchr(shorts, option) - shorts], argv[0]);
    }
  }
  if (!radix || !strchr("doxn", radix))
    error(1, 0, "invalid output address radix '%c'; it must be one character from [doxn]", radix);
  names = optind < argc ? argv + optind : standard;
  for (long i = 0; i < skip; i++)
    if (next(&status) == EOF)
      error(1, 0, "cannot skip past end of combined input");
  return dump(skip) | status;
}
