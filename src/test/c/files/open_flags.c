// open with its flags, and what read, write and lseek then do.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void) {
  char b[32] = "";
  int fd = open("none", O_RDONLY);
  printf("%d %d\n", fd, errno == ENOENT);
  fd = open("f", O_RDWR | O_CREAT | O_EXCL, 0644);
  printf("%d\n", fd >= 3);
  int again = open("f", O_WRONLY | O_CREAT | O_EXCL, 0644);
  printf("%d %d\n", again, errno == EEXIST);
  printf("%zd ", write(fd, "hello world", 11));
  printf("%ld ", (long)lseek(fd, 0, SEEK_CUR));
  printf("%ld ", (long)lseek(fd, -5, SEEK_END));
  printf("%zd ", read(fd, b, 20));
  printf("%s\n", b);
  lseek(fd, 20, SEEK_SET);
  write(fd, "end", 3);
  lseek(fd, 11, SEEK_SET);
  printf("%zd %d%d\n", read(fd, b, 12), b[0], b[8]);
  int r = lseek(fd, -1, SEEK_SET);
  printf("%d %d\n", r, errno == EINVAL);
  int ro = open("f", O_RDONLY);
  r = write(ro, "x", 1);
  printf("%d %d\n", r, errno == EBADF);
  int ap = open("f", O_WRONLY | O_APPEND);
  write(ap, "!", 1);
  printf("%ld\n", (long)lseek(ap, 0, SEEK_END));
  int tr = open("f", O_WRONLY | O_TRUNC);
  printf("%ld %zd\n", (long)lseek(tr, 0, SEEK_END), read(ro, b, 5));
  int d = dup(fd);
  lseek(fd, 3, SEEK_SET);
  printf("%ld\n", (long)lseek(d, 0, SEEK_CUR));
  printf("%d ", unlink("f"));
  r = unlink("f");
  printf("%d %d\n", r, errno == ENOENT);
  printf("%zd\n", write(fd, "still", 5));
  return 0;
}
