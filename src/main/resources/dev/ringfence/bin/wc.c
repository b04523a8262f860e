/* wc: counts lines, words and bytes (POSIX); -l, -w, -c and -m choose. */
#include <ctype.h>
#include <errno.h>
#include <error.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINES, WORDS, CHARACTERS, BYTES, KINDS };
static const char letters[] = "lwmc";
static int chosen[KINDS], width = 1;
static long total[KINDS];

/* The width of the columns: what the sum of all sizes needs, and more where a size is unknown. */
static void measure(int count, char **names) {
  long sum = 0;
  int least = 1;
  struct stat stat_of;
  for (int i = 0; i < count; i++) {
    if (!names[i] || !strcmp(names[i], "-") ? fstat(0, &stat_of) : stat(names[i], &stat_of))
      continue;
    if (S_ISREG(stat_of.st_mode))
      sum += stat_of.st_size;
    else
      least = 7;
  }
  for (; sum >= 10; sum /= 10)
    width++;
  if (width < least)
    width = least;
}

static void print(const long *counts, const char *name) {
  const char *space = "";
  for (int kind = 0; kind < KINDS; kind++) {
    if (!chosen[kind])
      continue;
    printf("%s%*ld", space, width, counts[kind]);
    space = " ";
  }
  printf(name ? " %s\n" : "\n", name);
}

static void count_bytes(const char *text, ssize_t size, int *inside_word, long *counts) {
  counts[BYTES] += size;
  counts[CHARACTERS] += size;
  for (ssize_t i = 0; i < size; i++) {
    unsigned char c = text[i];
    counts[LINES] += c == '\n';
    counts[WORDS] += isgraph(c) && !*inside_word;
    *inside_word = isgraph(c) || *inside_word && !isspace(c);
  }
}

static int count(const char *name) {
  static char buffer[65536];
  int standard = !name || !strcmp(name, "-"), inside_word = 0;
  int fd = standard ? 0 : open(name, O_RDONLY);
  ssize_t size;
  long counts[KINDS] = {0};
  if (fd < 0) {
    error(0, errno, "%s", name);
    return 1;
  }
  while ((size = read(fd, buffer, sizeof buffer)) > 0)
    count_bytes(buffer, size, &inside_word, counts);
  if (size < 0)
    error(0, errno, "%s", name ? name : "-");
  if (!standard)
    close(fd);
  for (int kind = 0; kind < KINDS; kind++)
    total[kind] += counts[kind];
  print(counts, name);
  return size < 0;
}

int main(int argc, char **argv) {
  int columns = 0, status = 0;
  for (int option; (option = getopt(argc, argv, letters)) != -1;) {
    if (option == '?') {
      fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
      return 1;
    }
    chosen[strchr(letters, option) - letters] = 1;
  }
  for (int kind = 0; kind < KINDS; kind++)
    columns += chosen[kind];
  if (columns == 0)
    chosen[LINES] = chosen[WORDS] = chosen[BYTES] = columns = 3;
  int files = argc - optind > 1 ? argc - optind : 1;
  if (files > 1 || columns > 1)
    measure(files, argv + optind);
  for (int i = 0; i < files; i++)
    status |= count(argv[optind + i]);
  if (files > 1)
    print(total, "total");
  return status;
}
