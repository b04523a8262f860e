// A tree of files: found by glob, walked by nftw and ftw, scanned by scandir.
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void make(const char *name) {
  int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  write(fd, name, strlen(name));
  close(fd);
}

static void find(const char *pattern, int flags) {
  glob_t found;
  int result = glob(pattern, flags, NULL, &found);
  printf("%s: %s", pattern, result == 0 ? "" : result == GLOB_NOMATCH ? "none" : "?");
  for (size_t i = 0; result == 0 && i < found.gl_pathc; i++)
    printf(" %s", found.gl_pathv[i]);
  printf("\n");
  if (result == 0)
    globfree(&found);
}

static char *lines[64];
static int count;

static int note(const char *path, const struct stat *status, int kind, struct FTW *place) {
  char line[200];
  const char *kinds[] = {"file", "dir", "dir?", "nostat", "link", "dir-after", "dangling"};
  snprintf(line, sizeof line, "%d %-9s %s (%s) %s", place->level, kinds[kind], path,
           path + place->base, S_ISREG(status->st_mode) ? "regular" : "other");
  lines[count++] = strdup(line);
  return 0;
}

static int simple(const char *path, const struct stat *status, int kind) {
  char line[200];
  snprintf(line, sizeof line, "%d %s", kind, path);
  lines[count++] = strdup(line);
  return 0;
}

static int stop(const char *path, const struct stat *status, int kind, struct FTW *place) {
  return place->level == 1 ? 42 : 0;
}

static int compare(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void show(const char *title, int result) {
  printf("%s: %d\n", title, result);
  qsort(lines, count, sizeof *lines, compare);
  for (int i = 0; i < count; i++)
    printf("  %s\n", lines[i]);
  count = 0;
}

static int order(const char *title, int flags) {
  nftw("tree", note, 10, flags | FTW_PHYS);
  int first = 0;
  for (int i = 0; i < count; i++)
    if (strstr(lines[i], "0 dir"))
      first = i;
  printf("%s: the top comes %s\n", title, first == 0 ? "first" : first == count - 1 ? "last" : "?");
  return count = 0;
}

static int wanted(const struct dirent *entry) { return strncmp(entry->d_name, "file", 4) == 0; }

int main(void) {
  mkdir("tree", 0755);
  mkdir("tree/sub", 0755);
  mkdir("tree/sub/deep", 0755);
  make("tree/one.c");
  make("tree/two.c");
  make("tree/.hidden");
  make("tree/sub/three.h");
  make("tree/sub/deep/four.c");
  make("tree/a[b]");
  symlink("nowhere", "tree/dangling");
  symlink("one.c", "tree/link");
  find("tree/*.c", 0);
  find("tree/*", 0);
  find("tree/*", GLOB_MARK | GLOB_PERIOD);
  find("tree/*/*", 0);
  find("*/*/*/*.c", 0);
  find("tree/[ot]*", 0);
  find("tree/{one,two}.c", GLOB_BRACE);
  find("tree/{sub/*.h,???.c}", GLOB_BRACE);
  find("tree/none*", 0);
  find("tree/none*", GLOB_NOCHECK);
  find("tree/one.c", 0);
  find("tree/none", 0);
  find("tree/a\\[b]", 0);
  find("tree/sub/", 0);
  glob_t all = {.gl_offs = 2};
  glob("tree/*.c", GLOB_DOOFFS, NULL, &all);
  glob("tree/sub/*.h", GLOB_DOOFFS | GLOB_APPEND, NULL, &all);
  printf("%zu: %d %d %s %s\n", all.gl_pathc, all.gl_pathv[0] == NULL, all.gl_pathv[1] == NULL,
         all.gl_pathv[2], all.gl_pathv[4]);
  globfree(&all);
  show("physical", nftw("tree", note, 10, FTW_PHYS));
  show("following", nftw("tree", note, 10, 0));
  show("after", nftw("tree/sub", note, 10, FTW_DEPTH));
  show("moving", nftw("tree/sub", note, 10, FTW_CHDIR));
  show("simple", ftw("tree/sub", simple, 10));
  show("missing", ftw("nothing", simple, 10));
  printf("stopped: %d\n", nftw("tree", stop, 10, 0));
  order("before", 0);
  order("depth", FTW_DEPTH);
  for (int i = 1; i <= 10; i += 3) {
    char name[40];
    snprintf(name, sizeof name, "tree/sub/file%d", i);
    make(name);
  }
  struct dirent **list;
  int n = scandir("tree/sub", &list, wanted, alphasort);
  for (int i = 0; i < n; i++)
    printf("%s%c", list[i]->d_name, i < n - 1 ? ' ' : '\n');
  n = scandir("tree/sub", &list, wanted, versionsort);
  for (int i = 0; i < n; i++)
    printf("%s%c", list[i]->d_name, i < n - 1 ? ' ' : '\n');
  return 0;
}
