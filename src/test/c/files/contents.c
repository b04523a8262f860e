// fallocate(2), copy_file_range(2), renameat2(2), close_range(2), preadv2(2), /dev/random.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static char text[20000];

static void say(const char *what, long result) { printf("%s: %ld %s\n", what, result, result < 0 ? strerror(errno) : ""); }

static void size(int fd) {
  struct stat s;
  fstat(fd, &s);
  printf("%ld\n", (long)s.st_size);
}

static void allocate(void) {
  int fd = open("a", O_RDWR | O_CREAT, 0600), reads = open("a", O_RDONLY), ends[2], folder = open(".", O_RDONLY);
  write(fd, "0123456789", 10);
  say("allocate", fallocate(fd, 0, 5, 20)), size(fd);
  say("keep", fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 100)), size(fd);
  say("punch", fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 2, 3)), size(fd);
  say("read", pread(fd, text, 100, 0));
  printf("%.2s %d %d %.5s\n", text, text[2], text[4], text + 5);
  say("zeros", fallocate(fd, FALLOC_FL_ZERO_RANGE, 6, 24)), size(fd);
  say("zeros", fallocate(fd, FALLOC_FL_ZERO_RANGE | FALLOC_FL_KEEP_SIZE, 0, 50)), size(fd);
  say("read", pread(fd, text, 100, 0));
  printf("%d %d\n", text[0], text[5]);
  say("negative", fallocate(fd, 0, -1, 5));
  say("nothing", fallocate(fd, 0, 0, 0));
  say("punch alone", fallocate(fd, FALLOC_FL_PUNCH_HOLE, 0, 5));
  say("unknown", fallocate(fd, 0x1000, 0, 5));
  say("to read", fallocate(reads, 0, 0, 5));
  pipe(ends);
  say("pipe", fallocate(ends[1], 0, 0, 5));
  say("folder", fallocate(folder, 0, 0, 5));
  say("closed", fallocate(-1, 0, 0, 5));
  unlink("a");
}

static void copy(void) {
  int from = open("from", O_RDWR | O_CREAT, 0600), to = open("to", O_RDWR | O_CREAT, 0600), ends[2];
  off_t in = 3, out = 1;
  write(from, "abcdefghij", 10);
  say("at the end", copy_file_range(from, NULL, to, NULL, 10, 0));
  lseek(from, 0, SEEK_SET);
  say("whole", copy_file_range(from, NULL, to, NULL, 100, 0));
  say("placed", copy_file_range(from, &in, to, &out, 2, 0));
  printf("%ld %ld %ld %ld\n", (long)in, (long)out, (long)lseek(from, 0, SEEK_CUR), (long)lseek(to, 0, SEEK_CUR));
  printf("%zd %.10s\n", pread(to, text, 100, 0), text);
  in = 0, out = 5;
  say("same file", copy_file_range(from, &in, from, &out, 5, 0));
  in = 0, out = 2;
  say("overlapping", copy_file_range(from, &in, from, &out, 5, 0));
  printf("%zd %.10s\n", pread(from, text, 100, 0), text);
  say("flags", copy_file_range(from, NULL, to, NULL, 1, 1));
  say("to read", copy_file_range(from, NULL, open("to", O_RDONLY), NULL, 1, 0));
  say("to append", copy_file_range(from, NULL, open("to", O_WRONLY | O_APPEND), NULL, 1, 0));
  pipe(ends);
  say("pipe", copy_file_range(from, NULL, ends[1], NULL, 1, 0));
  say("folder", copy_file_range(open(".", O_RDONLY), NULL, to, NULL, 1, 0));
  say("closed", copy_file_range(from, NULL, -1, NULL, 1, 0));
  unlink("from"), unlink("to");
}

static void put(const char *name, const char *what) {
  FILE *file = fopen(name, "w");
  fputs(what, file);
  fclose(file);
}

static void show(const char *name) {
  FILE *file = fopen(name, "r");
  if (!file || !fgets(text, 100, file))
    strcpy(text, "-");
  if (file)
    fclose(file);
  printf("%s: %s\n", name, text);
}

static int as(const char *one, const char *other, int flags) { return renameat2(AT_FDCWD, one, AT_FDCWD, other, flags); }

static void names(void) {
  put("one", "1"), put("two", "2");
  mkdir("d", 0700), put("d/three", "3");
  say("no replace", as("one", "two", RENAME_NOREPLACE));
  say("no replace", as("one", "new", RENAME_NOREPLACE));
  say("no replace", as("gone", "two", RENAME_NOREPLACE));
  show("one"), show("new");
  say("exchange", as("new", "two", RENAME_EXCHANGE)), show("new"), show("two");
  say("exchange", as("new", "d", RENAME_EXCHANGE)), show("d"), show("new/three");
  say("exchange", as("d", "new", RENAME_EXCHANGE)), show("new"), show("d/three");
  say("exchange", as("new", "d/three", RENAME_EXCHANGE)), show("new"), show("d/three");
  say("exchange", as("d", "d/three", RENAME_EXCHANGE));
  say("exchange", as("d/three", "d", RENAME_EXCHANGE));
  say("exchange", as("new", "gone", RENAME_EXCHANGE));
  say("exchange", as("new", "new", RENAME_EXCHANGE));
  say("exchange", as("new", "two/", RENAME_EXCHANGE));
  say("both", as("new", "two", RENAME_EXCHANGE | RENAME_NOREPLACE));
  say("unknown", as("new", "two", 0x100));
  say("plain", as("new", "two", 0)), show("two");
  unlink("two"), unlink("d/three"), rmdir("d");
}

static void range(void) {
  for (int i = 0; i < 6; i++)
    dup2(1, 20 + i);
  say("backwards", close_range(22, 21, 0));
  say("unknown", close_range(20, 21, 1));
  say("marked", close_range(20, 21, CLOSE_RANGE_CLOEXEC));
  say("closed", close_range(22, 24, CLOSE_RANGE_UNSHARE));
  for (int i = 0; i < 6; i++)
    printf("%d ", fcntl(20 + i, F_GETFD));
  say("all", close_range(20, ~0u, 0));
  say("gone", fcntl(25, F_GETFD));
}

static void parts(void) {
  int fd = open("p", O_RDWR | O_CREAT, 0600), ends[2];
  char a[4] = "", b[4] = "";
  struct iovec out[] = {{"abc", 3}, {"defg", 4}}, in[] = {{a, 3}, {b, 3}};
  say("pwritev", pwritev(fd, out, 2, 2));
  say("preadv", preadv(fd, in, 2, 3));
  printf("%s %s %ld\n", a, b, (long)lseek(fd, 0, SEEK_CUR));
  say("pwritev2", pwritev2(fd, out, 1, -1, 0));
  say("preadv2", preadv2(fd, in, 2, -1, 0));
  printf("%s %s %ld\n", a, b, (long)lseek(fd, 0, SEEK_CUR));
  say("pwritev2", pwritev2(fd, out, 2, 0, RWF_DSYNC));
  say("preadv2", preadv2(fd, in, 2, 0, 0x4000000));
  say("preadv", preadv(fd, in, 2, -5));
  pipe(ends);
  say("pipe", pwritev(ends[1], out, 2, 0));
  say("pipe", pwritev2(ends[1], out, 2, -1, 0));
  unlink("p");
}

static void extended(void) {
  struct statx x;
  struct stat s;
  int fd = open("x", O_RDWR | O_CREAT, 0640);
  write(fd, "hello", 5);
  symlink("x", "link");
  say("statx", statx(AT_FDCWD, "link", 0, STATX_BASIC_STATS, &x));
  fstat(fd, &s);
  printf("%x %o %u %d %d\n", x.stx_mask & STATX_BASIC_STATS, x.stx_mode, x.stx_nlink, (int)x.stx_size, x.stx_ino == s.st_ino);
  printf("%d %d %d\n", x.stx_uid == s.st_uid, x.stx_mtime.tv_sec == s.st_mtim.tv_sec, x.stx_mtime.tv_nsec == s.st_mtim.tv_nsec);
  say("link", statx(AT_FDCWD, "link", AT_SYMLINK_NOFOLLOW, STATX_TYPE | STATX_SIZE, &x));
  printf("%o %d\n", x.stx_mode & S_IFMT, (int)x.stx_size);
  say("open", statx(fd, "", AT_EMPTY_PATH, STATX_SIZE, &x));
  say("device", statx(AT_FDCWD, "/dev/null", AT_STATX_DONT_SYNC, STATX_ALL, &x));
  printf("%u %u\n", x.stx_rdev_major, x.stx_rdev_minor);
  say("none", statx(AT_FDCWD, "none", 0, STATX_ALL, &x));
  say("mask", statx(AT_FDCWD, "x", 0, STATX__RESERVED, &x));
  say("sync", statx(AT_FDCWD, "x", AT_STATX_DONT_SYNC | AT_STATX_FORCE_SYNC, STATX_ALL, &x));
  say("flags", statx(AT_FDCWD, "x", 0x10, STATX_ALL, &x));
  unlink("x"), unlink("link");
  unsigned cpu = 99, node = 99;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(0, &set);
  sched_setaffinity(0, sizeof set, &set);
  say("getcpu", getcpu(&cpu, &node));
  printf("%u %u %d\n", cpu, node, sched_getcpu());
}

static void devices(void) {
  struct stat s;
  const char *names[] = {"/dev/random", "/dev/urandom", "/dev/full", "/dev/zero"};
  for (int i = 0; i < 4; i++) {
    int fd = open(names[i], O_RDWR);
    fstat(fd, &s);
    printf("%s %o %lx", names[i], s.st_mode, (long)s.st_rdev);
    say("", read(fd, text, 1000));
    int same = 0;
    for (int k = 1; k < 1000; k++)
      same += text[k] == text[0];
    printf("%d\n", same > 500);
    if (i > 1)
      say("write", write(fd, "x", 1));
    close(fd);
  }
}

int main(void) {
  allocate();
  copy();
  names();
  range();
  parts();
  extended();
  devices();
  return 0;
}
