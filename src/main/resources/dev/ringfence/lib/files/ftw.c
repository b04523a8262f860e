#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The directories above, so that no link leads around in a circle. */
struct above {
  dev_t device;
  ino_t inode;
  const struct above *next;
};

struct walk {
  int (*visit)(const char *, const struct stat *, int);
  int (*visit_deep)(const char *, const struct stat *, int, struct FTW *);
  int flags;
  char path[PATH_MAX];
};

static int call(struct walk *w, const struct stat *status, int kind, struct FTW *place) {
  if (w->visit)
    return w->visit(w->path, status, kind);
  return w->visit_deep(w->path, status, kind, place);
}

static int tree(struct walk *w, size_t length, int base, int level, const struct above *above);

static int children(struct walk *w, size_t length, int level, const struct above *above) {
  DIR *directory = opendir(w->flags & FTW_CHDIR ? "." : w->path);
  struct dirent *entry;
  int result = 0;
  if (!directory)
    return -1;
  size_t slash = length > 0 && w->path[length - 1] == '/' ? 0 : 1;
  while (!result && (entry = readdir(directory))) {
    const char *name = entry->d_name;
    size_t size = strlen(name);
    if (!strcmp(name, ".") || !strcmp(name, ".."))
      continue;
    if (length + size + 2 > PATH_MAX) {
      errno = ENAMETOOLONG;
      result = -1;
      break;
    }
    w->path[length] = '/';
    strcpy(w->path + length + slash, name);
    result = tree(w, length + slash + size, length + slash, level + 1, above);
    w->path[length] = 0;
    if (w->flags & FTW_ACTIONRETVAL && result == FTW_SKIP_SIBLINGS) {
      result = 0;
      break;
    }
  }
  closedir(directory);
  return result;
}

static int folder(struct walk *w, size_t length, struct stat *status, struct FTW *place,
                  const struct above *above) {
  const struct above here = {status->st_dev, status->st_ino, above};
  for (const struct above *at = above; at; at = at->next)
    if (at->device == here.device && at->inode == here.inode)
      return 0;
  int depth = w->flags & FTW_DEPTH, moves = w->flags & FTW_CHDIR, home = -1, result = 0;
  const char *name = moves ? w->path + place->base : w->path;
  DIR *readable = opendir(*name ? name : "/");
  if (!readable)
    return errno == EACCES ? call(w, status, FTW_DNR, place) : -1;
  closedir(readable);
  if (!depth)
    result = call(w, status, FTW_D, place);
  if (w->flags & FTW_ACTIONRETVAL && result == FTW_SKIP_SUBTREE)
    return 0;
  if (result)
    return result;
  if (moves) {
    home = open(".", O_RDONLY);
    if (chdir(*name ? name : "/"))
      result = -1;
  }
  if (!result)
    result = children(w, length, place->level, &here);
  if (home >= 0) {
    fchdir(home);
    close(home);
  }
  return result || !depth ? result : call(w, status, FTW_DP, place);
}

static int tree(struct walk *w, size_t length, int base, int level, const struct above *above) {
  struct stat status;
  struct FTW place = {base, level};
  const char *name = w->flags & FTW_CHDIR ? w->path + base : w->path;
  int physical = w->flags & FTW_PHYS;
  if ((physical ? lstat : stat)(name, &status)) {
    if (errno != EACCES && errno != ENOENT)
      return -1;
    if (!physical && lstat(name, &status) == 0 && S_ISLNK(status.st_mode))
      return call(w, &status, w->visit ? FTW_SL : FTW_SLN, &place);
    return level == 0 ? -1 : call(w, &status, FTW_NS, &place);
  }
  if (S_ISDIR(status.st_mode))
    return folder(w, length, &status, &place, above);
  return call(w, &status, S_ISLNK(status.st_mode) ? FTW_SL : FTW_F, &place);
}

static int begin(struct walk *w, const char *path) {
  size_t length = strlen(path);
  if (length >= PATH_MAX) {
    errno = ENAMETOOLONG;
    return -1;
  }
  strcpy(w->path, path);
  while (length > 1 && w->path[length - 1] == '/')
    w->path[--length] = 0;
  char *slash = strrchr(w->path, '/');
  int base = slash ? slash - w->path + 1 : 0, home = -1;
  if (w->flags & FTW_CHDIR && slash) {
    char folder[PATH_MAX];
    strcpy(folder, w->path);
    folder[base] = 0;
    home = open(".", O_RDONLY);
    if (chdir(folder))
      return -1;
  }
  int result = tree(w, length, base, 0, NULL);
  if (home >= 0) {
    fchdir(home);
    close(home);
  }
  return result;
}

int ftw(const char *path, int (*visit)(const char *, const struct stat *, int), int most) {
  struct walk w = {visit, NULL, 0};
  return begin(&w, path);
}

int nftw(const char *path, int (*visit)(const char *, const struct stat *, int, struct FTW *),
         int most, int flags) {
  struct walk w = {NULL, visit, flags};
  return begin(&w, path);
}
