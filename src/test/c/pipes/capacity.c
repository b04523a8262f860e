// The capacity of a pipe: how F_SETPIPE_SZ rounds, what it refuses, and what then fits.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static char page[65536];

static void set(int fd, int size) {
  errno = 0;
  int got = fcntl(fd, F_SETPIPE_SZ, size);
  printf("%d: %d", size, got);
  printf(" %s, now %d\n", got < 0 ? strerror(errno) : "set", fcntl(fd, F_GETPIPE_SZ));
}

static void queued(int fd) {
  int n = -1;
  printf("ioctl %d", ioctl(fd, FIONREAD, &n));
  printf(" queued %d\n", n);
}

int main(void) {
  int p[2], sizes[] = {1, 0, 4096, 4097, 5000, 65536, 65537, 100000, 1048576, -1, -2147483647 - 1};
  pipe2(p, O_NONBLOCK);
  printf("%d %d\n", fcntl(p[0], F_GETPIPE_SZ), fcntl(p[1], F_GETPIPE_SZ));
  for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++)
    set(p[i % 2], sizes[i]);
  set(p[0], 8192);
  queued(p[0]);
  printf("%zd", write(p[1], page, sizeof page));
  printf(" %zd", write(p[1], page, 1));
  printf(" %s\n", strerror(errno));
  queued(p[0]);
  queued(p[1]);
  set(p[0], 4096);
  set(p[1], 16384);
  printf("%zd", write(p[1], page, 5000));
  printf(" %zd", write(p[1], page, 5000));
  printf(" %s\n", strerror(errno));
  queued(p[0]);
  printf("%zd %zd\n", read(p[0], page, 4000), read(p[0], page, 100));
  queued(p[0]);
  set(p[0], 8192);
  while (read(p[0], page, sizeof page) > 0)
    ;
  set(p[0], 4096);
  for (int i = 0; i < 3; i++)
    printf("%zd ", write(p[1], page, 3000));
  printf("%s\n", strerror(errno));
  int plain = open("plain", O_RDWR | O_CREAT | O_TRUNC, 0600);
  printf("%d", fcntl(plain, F_GETPIPE_SZ));
  printf(" %s", strerror(errno));
  printf(" %d", fcntl(plain, F_SETPIPE_SZ, 4096));
  printf(" %s\n", strerror(errno));
  write(plain, "0123456789", 10);
  lseek(plain, 4, SEEK_SET);
  queued(plain);
  printf("%d", ioctl(p[0], FIONREAD, (void *)1));
  printf(" %s\n", strerror(errno));
  int on = 0;
  printf("%d %d\n", ioctl(p[0], FIONBIO, &on), !!(fcntl(p[0], F_GETFL) & O_NONBLOCK));
  printf("%d %d\n", ioctl(p[0], FIOCLEX), fcntl(p[0], F_GETFD));
  printf("%d", ioctl(p[0], 0x1234, 0));
  printf(" %s\n", strerror(errno));
  printf("%d", ioctl(99, FIONREAD, &on));
  printf(" %s\n", strerror(errno));
  return 0;
}
