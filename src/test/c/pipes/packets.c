// Packet mode: each write is a message of its own, and of one that is read in part the rest is lost.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char big[10000], got[10000];

static void take(int fd, size_t size) {
  memset(got, 0, sizeof got);
  ssize_t n = read(fd, got, size);
  printf("%zd %.20s\n", n, n < 0 ? strerror(errno) : got);
}

int main(void) {
  int p[2];
  memset(big, 'b', sizeof big);
  printf("%d\n", pipe2(p, O_DIRECT | O_NONBLOCK));
  printf("%d %d\n", !!(fcntl(p[0], F_GETFL) & O_DIRECT), !!(fcntl(p[1], F_GETFL) & O_DIRECT));
  write(p[1], "one", 3);
  write(p[1], "two", 3);
  write(p[1], "three", 5);
  take(p[0], 100);
  take(p[0], 2);
  take(p[0], 100);
  take(p[0], 100);
  printf("%zd\n", write(p[1], big, sizeof big));
  take(p[0], sizeof got);
  take(p[0], 100);
  take(p[0], sizeof got);
  take(p[0], 1);
  int count = 0;
  while (write(p[1], "x", 1) == 1)
    count++;
  printf("%d messages\n", count);
  for (int i = 0; i < count; i++)
    read(p[0], got, 1);
  fcntl(p[1], F_SETFL, O_NONBLOCK);
  write(p[1], "stream", 6);
  write(p[1], "ing", 3);
  fcntl(p[1], F_SETFL, O_NONBLOCK | O_DIRECT);
  write(p[1], "!", 1);
  write(p[1], big, 4090);
  write(p[1], "packet", 6);
  fcntl(p[1], F_SETFL, O_NONBLOCK);
  write(p[1], "end", 3);
  take(p[0], 4);
  take(p[0], 100);
  take(p[0], sizeof got);
  take(p[0], 100);
  take(p[0], 100);
  printf("%d", pipe2(p, O_APPEND));
  printf(" %s\n", strerror(errno));
  return 0;
}
