// A file in memory: copied by mmap, changed through a mapping, shared with a child, kept private.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int made(const char *name, const char *text) {
  int fd = open(name, O_RDWR | O_CREAT | O_TRUNC, 0600);
  if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
    exit(1);
  return fd;
}

static void show(const char *what, int fd) {
  char text[64];
  ssize_t size = pread(fd, text, sizeof text, 0);
  printf("%s: %.*s\n", what, (int)size, text);
}

static void copy(void) {
  int from = made("from", "a text that is copied by memory alone");
  int to = open("to", O_RDWR | O_CREAT | O_TRUNC, 0600);
  struct stat status;
  fstat(from, &status);
  ftruncate(to, status.st_size);
  char *source = mmap(NULL, status.st_size, PROT_READ, MAP_PRIVATE, from, 0);
  char *target = mmap(NULL, status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, to, 0);
  memcpy(target, source, status.st_size);
  printf("msync %d\n", msync(target, status.st_size, MS_SYNC));
  show("copied", to);
  munmap(source, status.st_size);
  munmap(target, status.st_size);
  close(from);
  show("unmapped", to);
  close(to);
}

static void both_ways(void) {
  int fd = made("both", "written by write");
  char *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  printf("seen: %.16s\n", memory);
  pwrite(fd, "WRITTEN", 7, 0);
  printf("seen: %.16s, then %d %d\n", memory, memory[16], memory[4095]);
  memcpy(memory + 11, "store", 5);
  memory[16] = '!';
  show("in the file", fd);
  close(fd);
  memory[0] = 'w';
  munmap(memory, 4096);
  fd = open("both", O_RDONLY);
  show("after all", fd);
  close(fd);
}

static void private(void) {
  int fd = made("private", "nobody else sees it");
  char *mine = mmap(NULL, 19, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
  memcpy(mine, "NOBODY", 6);
  show("in the file", fd);
  printf("here: %.19s\n", mine);
  fflush(stdout);
  if (fork() == 0) {
    memcpy(mine + 7, "ELSE", 4);
    printf("child: %.19s\n", mine);
    exit(0);
  }
  wait(NULL);
  printf("parent: %.19s\n", mine);
  close(fd);
}

static void with_a_child(void) {
  int fd = made("counter", "");
  ftruncate(fd, 2 * 4096);
  int *numbers = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  numbers[0] = 20;
  if (fork() == 0) {
    numbers[0]++;
    numbers[1500] = 4711;
    int *second = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 4096);
    second[3] = second[1500 - 1024] + 1;
    exit(0);
  }
  wait(NULL);
  int value;
  pread(fd, &value, sizeof value, 1500 * sizeof value);
  printf("%d %d %d %d\n", numbers[0], numbers[1500], numbers[1027], value);
  close(fd);
}

static void refused(void) {
  int fd = made("refused", "x"), reads = open("refused", O_RDONLY);
  int writes = open("refused", O_WRONLY), pair[2];
  pipe(pair);
  int cases[][4] = {{100, PROT_READ, MAP_SHARED, reads},
                    {100, PROT_READ | PROT_WRITE, MAP_SHARED, reads},
                    {100, PROT_READ | PROT_WRITE, MAP_PRIVATE, reads},
                    {100, PROT_READ, MAP_PRIVATE, writes},
                    {0, PROT_READ, MAP_PRIVATE, fd},
                    {100, PROT_READ, MAP_PRIVATE, pair[0]},
                    {100, PROT_READ, MAP_PRIVATE, 99},
                    {100, PROT_READ, 0, fd}};
  for (int i = 0; i < 8; i++) {
    errno = 0;
    void *at = mmap(NULL, cases[i][0], cases[i][1], cases[i][2], cases[i][3], 0);
    printf("%d: %s %s\n", i, at == MAP_FAILED ? "no" : "yes", strerror(errno));
  }
  errno = 0;
  printf("%d", mmap(NULL, 100, PROT_READ, MAP_PRIVATE, fd, 10) == MAP_FAILED);
  printf(" %s\n", strerror(errno));
}

static void zeros(void) {
  int fd = open("/dev/zero", O_RDWR);
  int *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  int *own = mmap(NULL, sizeof *own, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
  close(fd);
  if (fork() == 0) {
    *shared = *own = 9;
    exit(0);
  }
  wait(NULL);
  printf("%d %d\n", *shared, *own);
}

int main(void) {
  copy();
  both_ways();
  private();
  with_a_child();
  refused();
  zeros();
  return 0;
}
