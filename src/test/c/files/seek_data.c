// lseek to data and to holes of a file without holes, and appending by two descriptors.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void seek(int fd, long to, int whence) {
  off_t at = lseek(fd, to, whence);
  printf("%ld %s\n", (long)at, at < 0 ? strerror(errno) : "");
}

int main(void) {
  char text[4100];
  int fd = open("data", O_RDWR | O_CREAT | O_TRUNC, 0600);
  memset(text, 'd', sizeof text);
  write(fd, text, sizeof text);
  long places[] = {0, 5, 4099, 4100, 5000, -1};
  for (int i = 0; i < 6; i++) {
    seek(fd, places[i], SEEK_DATA);
    seek(fd, places[i], SEEK_HOLE);
  }
  seek(fd, 0, 9);
  int p[2];
  pipe(p);
  seek(p[0], 0, SEEK_DATA);
  int log = open("log", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0600);
  for (int i = 0; i < 3; i++)
    if (fork() == 0) {
      int own = open("log", O_WRONLY | O_APPEND);
      for (int j = 0; j < 100; j++)
        write(own, "0123456789", 10);
      _exit(0);
    }
  while (wait(NULL) > 0)
    ;
  printf("%ld bytes\n", (long)lseek(log, 0, SEEK_END));
  return 0;
}
