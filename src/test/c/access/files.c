/* Calls on files with pointers to nothing, to the end of what there is, and with sizes that are
   negative or huge: the error, and that nothing has been done. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGE = 4096 };

static void tell(const char *what, long result) {
  int error = errno;
  if (result >= 0)
    printf("%s: %ld\n", what, result);
  else
    printf("%s: %s\n", what, strerror(error));
}

static char *const NOWHERE = (char *)8;

/* Two pages, of which the second cannot be reached. */
static char *half(void) {
  char *pages = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  mprotect(pages + PAGE, PAGE, PROT_NONE);
  return pages;
}

static void regular(char *pages, const char *name) {
  char *buffer = calloc(1, 3 << 20);
  int fd = open(name, O_CREAT | O_TRUNC | O_RDWR, 0600);
  tell("write nowhere", write(fd, NOWHERE, 10));
  tell("size", lseek(fd, 0, SEEK_END));
  tell("write nothing from nowhere", write(fd, NOWHERE, 0));
  tell("write half", write(fd, pages, 2 * PAGE));
  tell("size", lseek(fd, 0, SEEK_END));
  tell("offset", lseek(fd, 0, SEEK_CUR));
  tell("write its last bytes", write(fd, pages + PAGE - 3, 10));
  tell("write what cannot be reached", write(fd, pages + PAGE, 10));
  tell("size", lseek(fd, 0, SEEK_END));
  tell("write a negative size", write(fd, pages, -1));
  tell("write 3 MiB", write(fd, buffer, 3 << 20));
  lseek(fd, 0, SEEK_SET);
  tell("read 3 MiB", read(fd, buffer, 3 << 20));
  lseek(fd, 0, SEEK_SET);
  tell("read nowhere", read(fd, NOWHERE, 10));
  tell("offset", lseek(fd, 0, SEEK_CUR));
  tell("read nothing to nowhere", read(fd, NOWHERE, 0));
  tell("read half", read(fd, pages, 2 * PAGE));
  tell("offset", lseek(fd, 0, SEEK_CUR));
  tell("read to its last bytes", read(fd, pages + PAGE - 3, 10));
  tell("read to what cannot be reached", read(fd, pages + PAGE, 10));
  tell("offset", lseek(fd, 0, SEEK_CUR));
  tell("read a negative size", read(fd, pages, -1));
  tell("pread before the beginning", pread(fd, pages, 10, -1));
  tell("pread nowhere", pread(fd, NOWHERE, 10, 0));
  tell("pread far behind the end", pread(fd, pages, 10, 1L << 30));
  tell("pwrite before the beginning", pwrite(fd, pages, 10, -1));
  tell("pwrite nowhere", pwrite(fd, NOWHERE, 10, 0));
  tell("seek before the beginning", lseek(fd, -1, SEEK_SET));
  tell("seek by what does not exist", lseek(fd, 0, 77));
  tell("seek back too far", lseek(fd, -100000000, SEEK_CUR));
  tell("offset", lseek(fd, 0, SEEK_CUR));
  tell("truncate to less than nothing", ftruncate(fd, -1));
  tell("truncate by name to less than nothing", truncate(name, -1));
  tell("size", lseek(fd, 0, SEEK_END));
  close(fd);
  fd = open(name, O_RDONLY);
  tell("write to what is open for reading", write(fd, pages, 10));
  tell("from nowhere", write(fd, NOWHERE, 10));
  tell("truncate what is open for reading", ftruncate(fd, 1));
  close(fd);
  tell("read from what is closed", read(fd, NOWHERE, 10));
  tell("write to -1", write(-1, NOWHERE, 10));
  fd = open(name, O_WRONLY);
  tell("read what is open for writing", read(fd, NOWHERE, 10));
  close(fd);
  free(buffer);
}

static void devices(void) {
  int null = open("/dev/null", O_RDWR), zero = open("/dev/zero", O_RDWR);
  int full = open("/dev/full", O_RDWR);
  char *pages = half();
  tell("null: write nowhere", write(null, NOWHERE, 10));
  tell("null: read nowhere", read(null, NOWHERE, 10));
  tell("null: write 100 MB from nowhere", write(null, NOWHERE, 100000000));
  tell("zero: write nowhere", write(zero, NOWHERE, 10));
  tell("zero: read nowhere", read(zero, NOWHERE, 10));
  tell("zero: read half", read(zero, pages, 2 * PAGE));
  tell("full: write nowhere", write(full, NOWHERE, 10));
  tell("full: write nothing", write(full, NOWHERE, 0));
  tell("full: read nowhere", read(full, NOWHERE, 10));
  close(null);
  close(zero);
  close(full);
}

static void paths(const char *name) {
  char buffer[PAGE + 10], link[100];
  sprintf(link, "%s.link", name);
  symlink(name, link);
  tell("open nowhere", open(NOWHERE, O_RDONLY));
  tell("open the empty name", open("", O_RDONLY));
  memset(buffer, 'a', sizeof buffer);
  buffer[256] = 0;
  tell("open a name that is too long", open(buffer, O_RDONLY));
  buffer[256] = 'a';
  buffer[PAGE] = 0;
  tell("open a path that is too long", open(buffer, O_RDONLY));
  for (int i = 1; i < PAGE; i += 2)
    buffer[i] = '/', buffer[i - 1] = '.';
  buffer[PAGE - 1] = 0;
  tell("open a path that is just not too long", open(buffer, O_RDONLY));
  tell("mkdir nowhere", mkdir(NOWHERE, 0700));
  tell("unlink nowhere", unlink(NOWHERE));
  tell("rename nowhere", rename(name, NOWHERE));
  tell("rename from nowhere", rename(NOWHERE, name));
  tell("symlink nowhere", symlink(name, NOWHERE));
  tell("symlink to nowhere", symlink(NOWHERE, link));
  tell("readlink nowhere", readlink(link, NOWHERE, 10));
  tell("readlink into nothing", readlink(link, buffer, 0));
  tell("readlink of nothing into nothing", readlink("no such file", buffer, 0));
  tell("readlink of a file", readlink(name, buffer, 10));
  tell("access nowhere", access(NOWHERE, R_OK));
  tell("access in no way", access(name, 99));
  tell("access to nothing in no way", access("no such file", 99));
  tell("chdir nowhere", chdir(NOWHERE));
  tell("chmod nowhere", chmod(NOWHERE, 0600));
  tell("truncate nowhere", truncate(NOWHERE, 0));
  tell("unlink with flags that do not exist", unlinkat(AT_FDCWD, name, 0x10));
  tell("link with flags that do not exist", linkat(AT_FDCWD, name, AT_FDCWD, "x", 0x20));
  tell("chown with flags that do not exist", fchownat(AT_FDCWD, name, -1, -1, 0x20));
  tell("times with flags that do not exist", utimensat(AT_FDCWD, name, NULL, 0x20));
  tell("openat a file's", openat(0x7fffffff, "x", O_RDONLY));
  unlink(link);
}

static void descriptors(void) {
  int ends[2];
  tell("pipe nowhere", pipe((int *)NOWHERE));
  tell("pipe with flags that do not exist", pipe2(ends, 0x40000000));
  int fd = dup(1);
  tell("the next descriptor", fd);
  close(fd);
  tell("dup of nothing", dup(-1));
  tell("dup of 99999", dup(99999));
  tell("dup2 to -1", dup2(1, -1));
  tell("dup2 to a huge one", dup2(1, 0x7fffffff));
  tell("dup2 of nothing to itself", dup2(77, 77));
  tell("dup3 to itself", dup3(1, 1, 0));
  tell("dup3 with flags that do not exist", dup3(1, 70, 1));
  tell("fcntl of nothing", fcntl(77, F_GETFD));
  tell("fcntl dup from -1", fcntl(1, F_DUPFD, -1));
  tell("fcntl dup from a huge one", fcntl(1, F_DUPFD, 0x7fffffff));
  tell("fcntl of a command that does not exist", fcntl(1, 9999, 0));
  tell("close of nothing", close(77));
  tell("close of -1", close(-1));
  pipe(ends);
  char *pages = half();
  tell("pipe: write nowhere", write(ends[1], NOWHERE, 10));
  tell("pipe: write nothing from nowhere", write(ends[1], NOWHERE, 0));
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  tell("pipe: read when empty", read(ends[0], NOWHERE, 10));
  tell("pipe: write", write(ends[1], "hello", 5));
  tell("pipe: read nowhere", read(ends[0], NOWHERE, 10));
  tell("pipe: read to the last bytes", read(ends[0], pages + PAGE - 2, 10));
  tell("pipe: read nothing to nowhere", read(ends[0], NOWHERE, 0));
  tell("pipe: seek", lseek(ends[0], 0, SEEK_SET));
  tell("pipe: pread", pread(ends[0], NOWHERE, 10, 0));
  tell("pipe: truncate", ftruncate(ends[1], 0));
  tell("poll nowhere", poll((struct pollfd *)NOWHERE, 1, 0));
  tell("poll too many", poll((struct pollfd *)NOWHERE, 0x7fffffff, 0));
  tell("poll none, nowhere", poll((struct pollfd *)NOWHERE, 0, 0));
  close(ends[0]);
  close(ends[1]);
}

int main(void) {
  char name[50];
  sprintf(name, "file-%d", (int)getpid());
  regular(half(), name);
  devices();
  paths(name);
  descriptors();
  unlink(name);
  return 0;
}
