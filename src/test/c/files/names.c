// Paths that end in slashes, dots and symbolic links, and flags of open(2) that F_GETFL tells.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifndef O_NOATIME
#define O_NOATIME 01000000
#endif

static const char *paths[] = {"file", "file/", "dir", "dir/", "dir/.", "none", "none/", "link", "link/", "linkdir",
                              "linkdir/", "loop", "loop/", "broken", "broken/", "file/none", "/", ".", ""};

#define COUNT (sizeof paths / sizeof *paths)

static void rebuild(void) {
  const char *made[] = {"file", "dir", "none", "link", "linkdir", "loop", "broken", "new"};
  for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
    unlink(made[i]);
    rmdir(made[i]);
  }
  close(open("file", O_CREAT | O_WRONLY, 0644));
  mkdir("dir", 0755);
  symlink("file", "link");
  symlink("dir", "linkdir");
  symlink("loop", "loop");
  symlink("new", "broken");
}

static void said(const char *what, long result) {
  printf("%s: %s, ", what, result < 0 ? strerror(errno) : "ok");
  rebuild();
}

static void opened(const char *path, int flags) {
  int fd = open(path, flags, 0640);
  if (fd < 0) {
    printf("%s, ", strerror(errno));
  } else {
    printf("%x %s, ", fcntl(fd, F_GETFL) & ~0100000, read(fd, paths, 0) ? strerror(errno) : "reads");
    close(fd);
  }
  rebuild();
}

static void one(const char *path) {
  struct timespec omitted[2] = {{0, UTIME_OMIT}, {0, UTIME_OMIT}};
  struct stat stat;
  printf("\n%s\n", path);
  opened(path, O_CREAT | O_RDONLY);
  opened(path, O_CREAT | O_EXCL | O_WRONLY);
  opened(path, O_DIRECTORY);
  opened(path, O_NOFOLLOW | O_DIRECTORY);
  if (strcmp(path, "/")) opened(path, O_NOATIME | O_NOFOLLOW);
  opened(path, 3);
  opened(path, O_APPEND | O_SYNC | O_RDWR);
  said("mkdir", mkdir(path, 0700));
  said("mkfifo", mkfifo(path, 0600));
  said("mknod dir", mknod(path, S_IFDIR | 0600, 0));
  said("mknod none", mknod(path, 0130000 | 0600, 0));
  said("mknod socket", mknod(path, S_IFSOCK | 0600, 0));
  said("symlink", symlink("to", path));
  said("rmdir", rmdir(path));
  said("unlink", unlink(path));
  said("truncate", truncate(path, -1));
  said("utimensat", utimensat(AT_FDCWD, path, omitted, 0));
  said("fstatat", fstatat(AT_FDCWD, path, &stat, AT_EMPTY_PATH));
  said("fchownat", fchownat(AT_FDCWD, path, -1, -1, AT_EMPTY_PATH));
}

int main(void) {
  char folder[] = "/tmp/namesXXXXXX";
  if (!mkdtemp(folder) || chdir(folder)) return 1;
  umask(022);
  rebuild();
  for (size_t i = 0; i < COUNT; i++) one(paths[i]);
  for (size_t i = 0; i < COUNT; i++) {
    printf("\n%s\n", paths[i]);
    for (size_t j = 0; j < COUNT; j++) {
      said("rename", rename(paths[i], paths[j]));
      said("link", link(paths[i], paths[j]));
      said("keep", renameat2(AT_FDCWD, paths[i], AT_FDCWD, paths[j], RENAME_NOREPLACE));
      said("exchange", renameat2(AT_FDCWD, paths[i], AT_FDCWD, paths[j], RENAME_EXCHANGE));
    }
  }
  puts("");
  unlink("file"), rmdir("dir"), unlink("link"), unlink("linkdir"), unlink("loop"), unlink("broken");
  return chdir("/") || rmdir(folder);
}
