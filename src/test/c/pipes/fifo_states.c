// What poll says of a FIFO to those who have opened it before and after others were gone.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void told(const char *what, int fd) {
  struct pollfd one = {fd, POLLIN, 0};
  int ready = poll(&one, 1, 0);
  printf("%s: %d %x\n", what, ready, one.revents);
}

int main(void) {
  char bytes[16];
  mkfifo("fifo", 0600);
  int first = open("fifo", O_RDONLY | O_NONBLOCK);
  told("nobody has written", first);
  int writer = open("fifo", O_WRONLY | O_NONBLOCK);
  told("somebody may", first);
  close(writer);
  told("it is gone", first);
  int second = open("fifo", O_RDONLY | O_NONBLOCK);
  told("opened after that", second);
  told("and before", first);
  writer = open("fifo", O_WRONLY | O_NONBLOCK);
  printf("%d\n", (int)write(writer, "ab", 2));
  close(writer);
  told("first", first);
  told("second", second);
  printf("%d\n", (int)read(second, bytes, sizeof bytes));
  told("first", first);
  told("second", second);
  close(first);
  close(second);
  int both = open("fifo", O_RDWR);
  printf("%d\n", fcntl(both, F_SETPIPE_SZ, 4096));
  printf("%d\n", (int)write(both, "lost", 4));
  close(both);
  int again = open("fifo", O_RDONLY | O_NONBLOCK);
  printf("%d %d\n", fcntl(again, F_GETPIPE_SZ), (int)read(again, bytes, sizeof bytes));
  printf("%d", open("fifo", O_RDONLY | O_NONBLOCK | O_DIRECT));
  printf(" %s\n", strerrorname_np(errno));
  return 0;
}
