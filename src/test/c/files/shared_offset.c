// A parent and its child share the offset of a file, two opens do not.
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  char b[16] = "";
  int fd = open("f", O_RDWR | O_CREAT | O_TRUNC, 0600);
  write(fd, "0123456789", 10);
  lseek(fd, 0, SEEK_SET);
  if (fork() == 0) {
    read(fd, b, 4);
    _exit(b[3]);
  }
  int status;
  wait(&status);
  read(fd, b, 3);
  printf("%d %.3s\n", WEXITSTATUS(status), b);
  int other = open("f", O_RDONLY);
  read(other, b, 2);
  printf("%.2s\n", b);
  printf("%zd ", pread(fd, b, 2, 8));
  printf("%.2s %ld\n", b, (long)lseek(fd, 0, SEEK_CUR));
  pwrite(fd, "XY", 2, 0);
  read(other, b, 1);
  lseek(other, 0, SEEK_SET);
  read(other, b, 3);
  printf("%.3s\n", b);
  for (int i = 0; i < 3; i++)
    if (fork() == 0) {
      write(fd, "c", 1);
      _exit(0);
    } else
      wait(NULL);
  printf("%ld\n", (long)lseek(fd, 0, SEEK_CUR));
  return 0;
}
