// stat and fstat tell sizes and kinds; access, mkdir, rmdir.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
  struct stat s;
  int p[2];
  umask(022);
  int fd = open("f", O_RDWR | O_CREAT, 0640);
  write(fd, "12345", 5);
  printf("%d ", fstat(fd, &s));
  printf("%ld %d %o\n", (long)s.st_size, S_ISREG(s.st_mode), s.st_mode & 0777);
  printf("%d %d\n", stat("f", &s), S_ISDIR(s.st_mode));
  int r = stat("none", &s);
  printf("%d %d\n", r, errno == ENOENT);
  printf("%d ", mkdir("d", 0755));
  r = mkdir("d", 0755);
  printf("%d %d ", r, errno == EEXIST);
  stat("d", &s);
  printf("%d\n", S_ISDIR(s.st_mode));
  int in = open("d/inside", O_WRONLY | O_CREAT, 0600);
  printf("%d\n", in >= 0);
  r = rmdir("d");
  printf("%d %d\n", r, errno == ENOTEMPTY);
  printf("%d %d\n", unlink("d/inside"), rmdir("d"));
  printf("%d ", access("f", F_OK));
  printf("%d\n", access("none", F_OK));
  pipe(p);
  fstat(p[0], &s);
  printf("%d\n", S_ISFIFO(s.st_mode));
  printf("%d ", ftruncate(fd, 2));
  fstat(fd, &s);
  printf("%ld\n", (long)s.st_size);
  return 0;
}
