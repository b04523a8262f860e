// memfd_create(2) and the seals of fcntl(2).
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef MFD_EXEC
#define MFD_NOEXEC_SEAL 8
#define MFD_EXEC 0x10
#endif
#ifndef F_SEAL_FUTURE_WRITE
#define F_SEAL_FUTURE_WRITE 0x10
#endif

static void say(const char *what, long result) { printf("%s: %ld %s\n", what, result, result < 0 ? strerror(errno) : ""); }

static char big[10000], path[64];

static void kinds(void) {
  struct stat s;
  char name[300];
  int fd = memfd_create("one", 0);
  fstat(fd, &s);
  printf("%o %ld %ld\n", s.st_mode, (long)s.st_nlink, (long)s.st_size);
  say("seals", fcntl(fd, F_GET_SEALS));
  say("add", fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
  sprintf(path, "/proc/self/fd/%d", fd);
  ssize_t size = readlink(path, name, sizeof name - 1);
  name[size] = 0;
  puts(name);
  printf("%d %d\n", fcntl(fd, F_GETFD), fcntl(fd, F_GETFL) & O_ACCMODE);
  close(fd);
  fd = memfd_create("", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  printf("%d %d\n", fcntl(fd, F_GETFD), fcntl(fd, F_GET_SEALS));
  close(fd);
  fd = memfd_create("x", MFD_NOEXEC_SEAL);
  fstat(fd, &s);
  printf("%o %d\n", s.st_mode, fcntl(fd, F_GET_SEALS));
  say("chmod", fchmod(fd, 0777));
  say("chmod", fchmod(fd, 0600));
  close(fd);
  memset(name, 'a', sizeof name), name[249] = 0;
  say("long", memfd_create(name, 0) < 0);
  name[249] = 'a', name[250] = 0;
  say("longer", memfd_create(name, 0));
  say("flags", memfd_create("x", 0x400));
  say("both", memfd_create("x", MFD_EXEC | MFD_NOEXEC_SEAL));
  say("fault", memfd_create((char *)1, 0));
  int ends[2];
  pipe(ends);
  say("pipe", fcntl(ends[0], F_GET_SEALS));
  say("pipe", fcntl(ends[1], F_ADD_SEALS, F_SEAL_WRITE));
}

static void sizes(void) {
  int fd = memfd_create("sizes", MFD_ALLOW_SEALING);
  say("size", ftruncate(fd, 5000));
  say("add", fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK));
  say("shrink", ftruncate(fd, 4999));
  say("grow", ftruncate(fd, 5001));
  say("grow by writing", pwrite(fd, "x", 1, 6000));
  say("add", fcntl(fd, F_ADD_SEALS, F_SEAL_GROW));
  say("seals", fcntl(fd, F_GET_SEALS));
  say("grow", ftruncate(fd, 7000));
  say("same", ftruncate(fd, 6001));
  say("inside", pwrite(fd, big, 6001, 0));
  say("behind", pwrite(fd, "x", 1, 6001));
  say("across", pwrite(fd, "xy", 2, 6000));
  say("allocate", fallocate(fd, 0, 0, 7000));
  say("allocate", fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 7000));
  say("punch", fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 7000));
  close(fd);
}

static void writes(void) {
  int fd = memfd_create("writes", MFD_ALLOW_SEALING);
  ftruncate(fd, 8192);
  char *both = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  strcpy(both, "hello");
  say("busy", fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
  mprotect(both, 8192, PROT_READ);
  say("busy", fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
  munmap(both, 4096);
  say("busy", fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
  munmap(both + 4096, 4096);
  char *own = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
  say("free", fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SEAL));
  say("more", fcntl(fd, F_ADD_SEALS, F_SEAL_GROW));
  say("write", write(fd, "x", 1));
  say("map", mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) == MAP_FAILED ? -1 : 0);
  char *reads = mmap(NULL, 8192, PROT_READ, MAP_SHARED, fd, 0);
  say("read", reads == MAP_FAILED ? -1 : 0);
  say("protect", mprotect(reads, 8192, PROT_READ | PROT_WRITE));
  own[0] = 'j';
  printf("%s %s\n", reads, own);
  say("punch", fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 4096));
  say("grow", ftruncate(fd, 10000));
  close(fd);
}

static void future(void) {
  int fd = memfd_create("future", MFD_ALLOW_SEALING);
  ftruncate(fd, 4096);
  char *both = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  say("add", fcntl(fd, F_ADD_SEALS, F_SEAL_FUTURE_WRITE));
  strcpy(both, "still");
  char text[6] = "";
  say("read", pread(fd, text, 5, 0));
  puts(text);
  say("write", write(fd, "x", 1));
  say("map", mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) == MAP_FAILED ? -1 : 0);
  sprintf(path, "/proc/self/fd/%d", fd);
  int again = open(path, O_RDONLY);
  say("read only", fcntl(again, F_ADD_SEALS, F_SEAL_GROW));
  say("unknown", fcntl(fd, F_ADD_SEALS, 0x4000));
  close(fd), close(again);
}

// A child maps what it was handed.
static void shared(void) {
  int fd = memfd_create("shared", MFD_ALLOW_SEALING);
  ftruncate(fd, 4096);
  char *text = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  fflush(stdout);
  if (fork() == 0) {
    strcpy(text, "from the child");
    _exit(0);
  }
  wait(NULL);
  puts(text);
  munmap(text, 4096);
  say("free", fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
}

int main(void) {
  kinds();
  sizes();
  writes();
  future();
  shared();
  return 0;
}
