// What fstat, fcntl and ioctl tell of a socket.
#define _GNU_SOURCE
#include "unix.h"
#include <sys/ioctl.h>
#include <sys/stat.h>

int main(void) {
  int s[2], on = 1, n = -1;
  struct stat one, other;
  setbuf(stdout, NULL);
  socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, s);
  CHECK(fstat(s[0], &one));
  fstat(s[1], &other);
  printf("socket %d mode %o size %ld links %d same %d\n", S_ISSOCK(one.st_mode), one.st_mode,
         (long)one.st_size, (int)one.st_nlink, one.st_ino == other.st_ino);
  CHECK(fcntl(s[0], F_GETFD));
  CHECK(fcntl(s[0], F_GETFL));
  CHECK(ioctl(s[0], FIONBIO, &on));
  CHECK(fcntl(s[0], F_GETFL));
  char c;
  CHECK(read(s[0], &c, 1));
  CHECK(read(s[0], &c, 0));
  CHECK(write(s[0], &c, 0));
  write(s[1], "four", 4);
  write(s[1], "five", 4);
  CHECK(ioctl(s[0], FIONREAD, &n));
  printf("%d\n", n);
  CHECK(ioctl(s[0], FIONREAD, NULL));
  CHECK(ioctl(s[0], 0x1234567, &n));
  CHECK(read(s[0], (void *)1, 1));
  CHECK(write(s[0], (void *)1, 1));
  CHECK(ftruncate(s[0], 0));
  CHECK(isatty(s[0]));
  int copy = dup(s[0]);
  close(s[0]);
  CHECK(read(copy, &c, 1));
  printf("%c\n", c);
  return 0;
}
