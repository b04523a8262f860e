#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

unsigned long long __random(void);

/* Fills the six X before a suffix with letters and digits. */
static int fill(char *pattern, int suffix) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  size_t length = strlen(pattern);
  char *x = pattern + length - suffix - 6;
  if (suffix < 0 || length < suffix + 6 || memcmp(x, "XXXXXX", 6)) {
    errno = EINVAL;
    return -1;
  }
  uint64_t random = __random();
  for (int i = 0; i < 6; i++, random /= 62)
    x[i] = letters[random % 62];
  return 0;
}

int mkostemps(char *pattern, int suffix, int flags) {
  for (int attempt = 0; attempt < 100; attempt++) {
    if (fill(pattern, suffix))
      return -1;
    int fd = open(pattern, O_RDWR | O_CREAT | O_EXCL | flags, 0600);
    if (fd >= 0 || errno != EEXIST)
      return fd;
    memcpy(pattern + strlen(pattern) - suffix - 6, "XXXXXX", 6);
  }
  return -1;
}

int mkstemps(char *pattern, int suffix) { return mkostemps(pattern, suffix, 0); }
int mkostemp(char *pattern, int flags) { return mkostemps(pattern, 0, flags); }
int mkstemp(char *pattern) { return mkostemps(pattern, 0, 0); }

char *mkdtemp(char *pattern) {
  if (fill(pattern, 0) || mkdir(pattern, 0700))
    return NULL;
  return pattern;
}

char *mktemp(char *pattern) {
  if (fill(pattern, 0))
    *pattern = 0;
  return pattern;
}

char *tmpnam(char *to) {
  static char own[L_tmpnam];
  if (!to)
    to = own;
  strcpy(to, "/tmp/fileXXXXXX");
  fill(to, 0);
  return to;
}

char *tempnam(const char *directory, const char *prefix) {
  char *name = malloc(strlen(directory ? directory : P_tmpdir) + 20);
  if (name) {
    sprintf(name, "%s/%.5sXXXXXX", directory ? directory : P_tmpdir, prefix ? prefix : "file");
    fill(name, 0);
  }
  return name;
}

FILE *tmpfile(void) {
  char name[] = "/tmp/tmpfXXXXXX";
  int fd = mkstemp(name);
  if (fd < 0)
    return NULL;
  unlink(name);
  return fdopen(fd, "w+");
}
