// What a path through /proc/self/fd opens.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/pidfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <unistd.h>

static char path[64], text[256];

static const char *of(int fd) {
  sprintf(path, "/proc/self/fd/%d", fd);
  return path;
}

static int again(int fd, int flags) {
  int opened = open(of(fd), flags);
  if (opened < 0)
    printf("open: %s\n", strerror(errno));
  return opened;
}

// Where a link leads, with N for numbers in brackets.
static void link_of(const char *what, int fd) {
  struct stat link, file, found;
  ssize_t size = readlink(of(fd), text, sizeof text - 1);
  text[size > 0 ? size : 0] = 0;
  char *number = strchr(text, '[');
  unsigned long shown = number ? strtoul(number + 1, NULL, 10) : 0;
  lstat(path, &link);
  fstat(fd, &file);
  int same = stat(path, &found) == 0 && found.st_ino == file.st_ino;
  int as = found.st_mode == file.st_mode;
  if (shown) {
    printf("%s: number %d\n", what, shown == file.st_ino);
    strcpy(number, "[N]");
  }
  printf("%s: %s, link %o of %ld bytes, file the same %d %d\n", what, text, link.st_mode, (long)link.st_size, same, as);
}

static void pipes(void) {
  int ends[2];
  pipe(ends);
  link_of("read end", ends[0]);
  link_of("write end", ends[1]);
  int writes = again(ends[0], O_WRONLY), both = again(ends[1], O_RDWR);
  printf("%zd", write(writes, "ab", 2));
  printf(" %zd", read(ends[0], text, 10));
  close(ends[1]);
  printf(" %zd", write(both, "c", 1));
  printf(" %zd", read(both, text, 10));
  close(writes), close(both);
  printf(" %zd\n", read(ends[0], text, 10));
  int nobody = again(ends[0], O_RDONLY | O_NONBLOCK);
  printf("%zd\n", read(nobody, text, 1));
  close(nobody);
  int alone = again(ends[0], O_WRONLY | O_NONBLOCK);
  printf("%d\n", alone >= 0);
  close(alone), close(ends[0]);
}

static void fifos(void) {
  mkfifo("fifo", 0600);
  int fd = open("fifo", O_RDWR);
  int reads = again(fd, O_RDONLY);
  unlink("fifo");
  int late = again(fd, O_WRONLY);
  printf("%zd", write(late, "x", 1));
  printf(" %zd\n", read(reads, text, 10));
  close(fd), close(reads), close(late);
}

static void files(void) {
  int fd = open("file", O_RDWR | O_CREAT, 0600);
  write(fd, "hello", 5);
  int reads = again(fd, O_RDONLY);
  printf("%zd", read(reads, text, 10));
  unlink("file");
  int lost = again(fd, O_RDWR | O_APPEND);
  write(lost, "!", 1);
  printf(" %zd", pread(fd, text, 10, 0));
  printf(" %d\n", access("file", F_OK));
  close(lost);
  lost = again(fd, O_RDWR | O_TRUNC);
  printf("%zd\n", pread(fd, text, 10, 0));
  close(fd), close(reads), close(lost);
  int folder = open(".", O_RDONLY);
  sprintf(text, "%s/inside", of(folder));
  fd = open(text, O_RDWR | O_CREAT, 0600);
  printf("%d %d\n", fd >= 0, access("inside", F_OK));
  unlink(text);
  printf("%d\n", access("inside", F_OK));
  close(fd), close(folder);
  fd = open("/dev/null", O_RDONLY);
  again(fd, O_RDWR);
  close(fd);
}

static void others(void) {
  int ends[2];
  sigset_t none;
  sigemptyset(&none);
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  link_of("socket", ends[0]);
  again(ends[0], O_RDWR);
  int fds[] = {eventfd(0, 0), epoll_create1(0), timerfd_create(CLOCK_MONOTONIC, 0), signalfd(-1, &none, 0), pidfd_open(getpid(), 0)};
  for (int i = 0; i < 5; i++) {
    ssize_t size = readlink(of(fds[i]), text, sizeof text - 1);
    text[size] = 0;
    printf("%s\n", text);
    if (i < 4)
      again(fds[i], O_RDWR);
  }
  printf("%d %s\n", open("/proc/self/fd/999", O_RDONLY), strerror(errno));
  printf("%d %s\n", open("/proc/self/fd/x", O_RDONLY), strerror(errno));
}

static void devices(void) {
  struct stat one, other;
  int ends[2];
  const char *names[] = {"/dev/fd", "/dev/stdin", "/dev/stdout", "/dev/stderr"};
  for (int i = 0; i < 4; i++) {
    ssize_t size = readlink(names[i], text, sizeof text - 1);
    text[size] = 0;
    printf("%s\n", text);
  }
  pipe(ends);
  write(ends[1], "way", 3);
  dup2(ends[0], 0);
  int fd = open("/dev/stdin", O_RDONLY);
  printf("%zd\n", read(fd, text, 10));
  sprintf(path, "/dev/fd/%d", ends[1]);
  fd = open(path, O_WRONLY);
  printf("%zd", write(fd, "back", 4));
  printf(" %zd\n", read(0, text, 10));
  printf("%d\n", stat("/dev/stdin", &one) | fstat(0, &other) | one.st_ino != other.st_ino);
}

int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  pipes();
  fifos();
  files();
  others();
  devices();
  return 0;
}
