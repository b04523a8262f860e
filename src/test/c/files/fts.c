// Trees walked by fts_read, along links and not, and a directory skipped.
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/stat.h>
#include <fts.h>
#include <unistd.h>
#include <fcntl.h>

static int cmp(const FTSENT **a, const FTSENT **b) {
  return strcmp((*a)->fts_name, (*b)->fts_name);
}

int main() {
  mkdir("t", 0755);
  mkdir("t/a", 0755);
  mkdir("t/b", 0755);
  close(creat("t/a/f", 0644));
  close(creat("t/z", 0600));
  symlink("z", "t/link");
  symlink("gone", "t/b/dead");
  char *paths[] = {"t", NULL};
  FTS *f = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, cmp);
  FTSENT *e;
  while ((e = fts_read(f))) {
    printf("%d %d %s %s\n", e->fts_level, e->fts_info, e->fts_path, e->fts_name);
  }
  fts_close(f);
  f = fts_open(paths, FTS_LOGICAL, cmp);
  while ((e = fts_read(f))) {
    printf("%d %d %s %s %s\n", e->fts_level, e->fts_info, e->fts_path, e->fts_accpath, e->fts_name);
    if (!strcmp(e->fts_name, "a")) fts_set(f, e, FTS_SKIP);
  }
  fts_close(f);
  system("rm -r t");
}
