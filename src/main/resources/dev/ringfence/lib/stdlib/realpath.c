#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *realpath(const char *restrict path, char *restrict to) {
  char done[4096], ahead[4096], target[4096];
  if (!path) {
    errno = EINVAL;
    return NULL;
  }
  if (!*path) {
    errno = ENOENT;
    return NULL;
  }
  if (strlen(path) >= sizeof ahead) {
    errno = ENAMETOOLONG;
    return NULL;
  }
  strcpy(ahead, path);
  if (*path == '/')
    strcpy(done, "/");
  else if (!getcwd(done, sizeof done))
    return NULL;
  int links = 0;
  char *at = ahead;
  while (*at) {
    size_t length = strcspn(at, "/");
    char *next = at + length + (at[length] == '/');
    if (length == 0 || length == 1 && *at == '.') {
      at = next;
      continue;
    }
    size_t end = strlen(done);
    if (length == 2 && at[0] == '.' && at[1] == '.') {
      char *slash = strrchr(done, '/');
      slash[slash == done] = 0;
      at = next;
      continue;
    }
    if (end + length + 2 > sizeof done) {
      errno = ENAMETOOLONG;
      return NULL;
    }
    if (end > 1)
      done[end] = '/';
    size_t from = end > 1 ? end + 1 : 1;
    memcpy(done + from, at, length);
    done[from + length] = 0;
    struct stat stat;
    if (lstat(done, &stat))
      return NULL;
    if (S_ISLNK(stat.st_mode)) {
      ssize_t size = readlink(done, target, sizeof target);
      if (++links > 40 || size < 0 || size + strlen(next) + 2 > sizeof target) {
        errno = links > 40 ? ELOOP : ENAMETOOLONG;
        return NULL;
      }
      /* What the link leads to must be a directory only where more follows. */
      target[size] = '/';
      strcpy(target + size + (at[length] == '/'), next);
      strcpy(ahead, target);
      at = ahead;
      done[*ahead == '/' ? 1 : end > 1 ? end : 1] = 0;
      continue;
    }
    if (at[length] == '/' && !S_ISDIR(stat.st_mode)) {
      errno = ENOTDIR;
      return NULL;
    }
    at = next;
  }
  return to ? strcpy(to, done) : strdup(done);
}

char *canonicalize_file_name(const char *path) { return realpath(path, NULL); }
