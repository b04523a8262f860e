#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* In fts_flags: the directory that was left for this one is open as fts_symfd. */
enum { ENTERED = 1 };

static int changes_directory(FTS *tree) { return !(tree->fts_options & FTS_NOCHDIR); }

static void discard(FTSENT *entry) {
  if (entry->fts_flags & ENTERED)
    close(entry->fts_symfd);
  free(entry->fts_path);
  free(entry->fts_statp);
  free(entry);
}

static void discard_all(FTSENT *first) {
  while (first) {
    FTSENT *next = first->fts_link;
    discard(first);
    first = next;
  }
}

static FTSENT *entry(FTSENT *parent, const char *name) {
  size_t length = strlen(name), above = parent ? strlen(parent->fts_path) : 0;
  FTSENT *e = calloc(1, sizeof *e + length);
  e->fts_statp = calloc(1, sizeof *e->fts_statp);
  e->fts_path = malloc(above + length + 2);
  strcpy(e->fts_name, name);
  strcpy(e->fts_path, parent ? parent->fts_path : "");
  if (parent && above && e->fts_path[above - 1] != '/')
    strcat(e->fts_path, "/");
  strcat(e->fts_path, name);
  e->fts_namelen = length;
  e->fts_pathlen = strlen(e->fts_path);
  e->fts_parent = parent;
  e->fts_level = parent ? parent->fts_level + 1 : FTS_ROOTLEVEL;
  e->fts_instr = FTS_NOINSTR;
  e->fts_accpath = e->fts_path;
  return e;
}

/* What an entry is; of a directory also whether it is above itself. */
static int kind(FTS *tree, FTSENT *e, int follow) {
  struct stat *s = e->fts_statp;
  if (follow || tree->fts_options & FTS_LOGICAL) {
    if (stat(e->fts_accpath, s)) {
      int error = errno;
      if (!lstat(e->fts_accpath, s))
        return FTS_SLNONE;
      e->fts_errno = error;
      return FTS_NS;
    }
  } else if (lstat(e->fts_accpath, s)) {
    e->fts_errno = errno;
    return FTS_NS;
  }
  e->fts_dev = s->st_dev;
  e->fts_ino = s->st_ino;
  e->fts_nlink = s->st_nlink;
  if (S_ISLNK(s->st_mode))
    return FTS_SL;
  if (!S_ISDIR(s->st_mode))
    return S_ISREG(s->st_mode) ? FTS_F : FTS_DEFAULT;
  if (e->fts_level > 0 && (!strcmp(e->fts_name, ".") || !strcmp(e->fts_name, "..")))
    return FTS_DOT;
  for (FTSENT *above = e->fts_parent; above; above = above->fts_parent)
    if (above->fts_ino == s->st_ino && above->fts_dev == s->st_dev) {
      e->fts_cycle = above;
      return FTS_DC;
    }
  return FTS_D;
}

static FTSENT *sorted(FTS *tree, FTSENT *first, int count) {
  if (!tree->fts_compar || count < 2)
    return first;
  FTSENT **all = malloc(count * sizeof *all);
  for (int i = 0; i < count; i++, first = first->fts_link)
    all[i] = first;
  qsort(all, count, sizeof *all, tree->fts_compar);
  for (int i = 0; i < count; i++)
    all[i]->fts_link = i + 1 < count ? all[i + 1] : NULL;
  first = all[0];
  free(all);
  return first;
}

FTS *fts_open(char *const *paths, int options, int (*compare)(const FTSENT **, const FTSENT **)) {
  if (options & ~FTS_OPTIONMASK || !(options & (FTS_LOGICAL | FTS_PHYSICAL))) {
    errno = EINVAL;
    return NULL;
  }
  FTS *tree = calloc(1, sizeof *tree);
  tree->fts_options = options | (options & FTS_LOGICAL ? FTS_NOCHDIR : 0);
  tree->fts_compar = (int (*)(const void *, const void *))compare;
  FTSENT *first = NULL, **last = &first;
  int count = 0;
  for (; *paths; paths++, count++) {
    if (!**paths) {
      discard_all(first);
      free(tree);
      errno = ENOENT;
      return NULL;
    }
    FTSENT *e = entry(NULL, *paths);
    e->fts_info = kind(tree, e, options & FTS_COMFOLLOW);
    char *slash = strrchr(e->fts_name, '/');
    if (slash && (slash != e->fts_name || slash[1])) {
      e->fts_namelen = strlen(slash + 1);
      memmove(e->fts_name, slash + 1, e->fts_namelen + 1);
    }
    *last = e;
    last = &e->fts_link;
  }
  tree->fts_child = sorted(tree, first, count);
  tree->fts_rfd = changes_directory(tree) ? open(".", O_RDONLY | O_CLOEXEC) : -1;
  if (changes_directory(tree) && tree->fts_rfd < 0)
    tree->fts_options |= FTS_NOCHDIR;
  return tree;
}

/* The entries of a directory, which becomes the working directory where `enter` says so. */
static FTSENT *children(FTS *tree, FTSENT *parent, int enter) {
  DIR *directory = opendir(parent->fts_accpath);
  if (!directory) {
    parent->fts_info = FTS_DNR;
    parent->fts_errno = errno;
    return NULL;
  }
  int back = -1;
  if (changes_directory(tree)) {
    back = open(".", O_RDONLY | O_CLOEXEC);
    if (back < 0 || fchdir(dirfd(directory))) {
      parent->fts_info = FTS_ERR;
      parent->fts_errno = errno;
      if (back >= 0)
        close(back);
      closedir(directory);
      return NULL;
    }
  }
  FTSENT *first = NULL, **last = &first;
  int count = 0;
  for (struct dirent *found; (found = readdir(directory));) {
    int dots = !strcmp(found->d_name, ".") || !strcmp(found->d_name, "..");
    if (dots && !(tree->fts_options & FTS_SEEDOT))
      continue;
    FTSENT *e = entry(parent, found->d_name);
    if (changes_directory(tree))
      e->fts_accpath = e->fts_name;
    if (tree->fts_options & FTS_NOSTAT && found->d_type != DT_DIR && found->d_type != DT_UNKNOWN &&
        (tree->fts_options & FTS_PHYSICAL || found->d_type != DT_LNK))
      e->fts_info = FTS_NSOK;
    else
      e->fts_info = kind(tree, e, 0);
    *last = e;
    last = &e->fts_link;
    count++;
  }
  closedir(directory);
  if (changes_directory(tree) && enter && count) {
    parent->fts_symfd = back;
    parent->fts_flags |= ENTERED;
  } else if (changes_directory(tree)) {
    fchdir(back);
    close(back);
  }
  return sorted(tree, first, count);
}

static void leave(FTSENT *directory) {
  if (directory->fts_flags & ENTERED) {
    fchdir(directory->fts_symfd);
    close(directory->fts_symfd);
    directory->fts_flags &= ~ENTERED;
  }
}

static FTSENT *followed(FTS *tree, FTSENT *e) {
  if (e->fts_instr == FTS_FOLLOW && (e->fts_info == FTS_SL || e->fts_info == FTS_SLNONE)) {
    e->fts_info = kind(tree, e, 1);
    e->fts_instr = FTS_NOINSTR;
  }
  if (e->fts_level == FTS_ROOTLEVEL)
    tree->fts_dev = e->fts_dev;
  return tree->fts_cur = e;
}

/* The one behind an entry that is done with: its sibling, or its directory, in post-order. */
static FTSENT *behind(FTS *tree, FTSENT *e) {
  FTSENT *next = e->fts_link, *parent = e->fts_parent;
  discard(e);
  while (next && next->fts_instr == FTS_SKIP) {
    FTSENT *skipped = next;
    next = next->fts_link;
    discard(skipped);
  }
  if (next)
    return followed(tree, next);
  if (!parent)
    return tree->fts_cur = NULL;
  leave(parent);
  parent->fts_info = parent->fts_errno ? FTS_ERR : FTS_DP;
  return tree->fts_cur = parent;
}

FTSENT *fts_read(FTS *tree) {
  FTSENT *e = tree->fts_cur;
  if (tree->fts_options & FTS_STOP)
    return NULL;
  if (!e) {
    FTSENT *first = tree->fts_child;
    tree->fts_child = NULL;
    return first ? followed(tree, first) : NULL;
  }
  int instruction = e->fts_instr;
  e->fts_instr = FTS_NOINSTR;
  if (instruction == FTS_AGAIN) {
    e->fts_info = kind(tree, e, 0);
    return e;
  }
  if (instruction == FTS_FOLLOW && (e->fts_info == FTS_SL || e->fts_info == FTS_SLNONE)) {
    e->fts_info = kind(tree, e, 1);
    return e;
  }
  if (e->fts_info != FTS_D) {
    FTSENT *next = behind(tree, e);
    if (!next)
      tree->fts_options |= FTS_STOP;
    return next;
  }
  if (instruction == FTS_SKIP || tree->fts_options & FTS_XDEV && e->fts_dev != tree->fts_dev) {
    discard_all(tree->fts_child);
    tree->fts_child = NULL;
    e->fts_info = FTS_DP;
    return e;
  }
  FTSENT *first = tree->fts_child;
  tree->fts_child = NULL;
  if (first && changes_directory(tree)) {
    e->fts_symfd = open(".", O_RDONLY | O_CLOEXEC);
    if (e->fts_symfd >= 0 && !chdir(e->fts_accpath))
      e->fts_flags |= ENTERED;
  } else if (!first) {
    first = children(tree, e, 1);
  }
  if (!first) {
    if (e->fts_info == FTS_D)
      e->fts_info = FTS_DP;
    return e;
  }
  return followed(tree, first);
}

FTSENT *fts_children(FTS *tree, int options) {
  if (options && options != FTS_NAMEONLY) {
    errno = EINVAL;
    return NULL;
  }
  errno = 0;
  if (!tree->fts_cur)
    return tree->fts_options & FTS_STOP ? NULL : tree->fts_child;
  if (tree->fts_cur->fts_info != FTS_D)
    return NULL;
  discard_all(tree->fts_child);
  return tree->fts_child = children(tree, tree->fts_cur, 0);
}

int fts_set(FTS *tree, FTSENT *e, int instruction) {
  if (instruction && (instruction < FTS_AGAIN || instruction > FTS_SKIP)) {
    errno = EINVAL;
    return 1;
  }
  e->fts_instr = instruction;
  return 0;
}

int fts_close(FTS *tree) {
  for (FTSENT *e = tree->fts_cur; e;) {
    FTSENT *parent = e->fts_parent;
    discard_all(e);
    e = parent;
  }
  discard_all(tree->fts_child);
  int result = 0;
  if (tree->fts_rfd >= 0) {
    result = fchdir(tree->fts_rfd);
    close(tree->fts_rfd);
  }
  free(tree);
  return result;
}
