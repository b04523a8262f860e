// Descriptors: the lowest free number, closing twice, bad ones, limits of read and write.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void tell(const char *what, long result) {
  printf("%s %ld %s\n", what, result, result < 0 ? strerror(errno) : "");
}

int main(void) {
  int a[2], b[2];
  pipe(a);
  pipe(b);
  printf("%d %d %d\n", a[1] - a[0], b[0] - a[0], b[1] - a[0]);
  close(a[1]);
  int c = dup(b[0]);
  printf("%d\n", c == a[1]);
  tell("close", close(c));
  tell("close again", close(c));
  tell("read", read(c, a, 1));
  tell("write to a read end", write(b[0], "x", 1));
  tell("read from a write end", read(b[1], a, 1));
  tell("read to nowhere", (write(b[1], "x", 1), read(b[0], (void *)8, 1)));
  tell("write from nowhere", write(b[1], (void *)8, 1));
  tell("pipe to nowhere", pipe((int *)8));
  tell("nothing", write(b[1], "", 0));
  fcntl(b[0], F_SETFL, O_NONBLOCK);
  char drained[8];
  while (read(b[0], drained, 8) > 0);
  tell("read of an empty pipe", read(b[0], drained, 8));
  printf("%d\n", errno == EAGAIN);
  tell("flags", fcntl(b[0], F_GETFL) & O_NONBLOCK ? 1 : 0);
  tell("duplicate", fcntl(b[0], F_DUPFD, 20));
  tell("seek in a pipe", lseek(b[0], 0, SEEK_CUR));
  return 0;
}
