/* What /proc says of a terminal and of the group in its foreground. */
#include "terminal.h"
#include <sys/stat.h>
#include <sys/sysmacros.h>

static void session(void) {
  char line[1000];
  int group, parent, leader, device, foreground;
  struct stat node;
  setsid();
  ioctl(slave, TIOCSCTTY, 0);
  int fd = open("/proc/self/stat", O_RDONLY);
  line[read(fd, line, sizeof line - 1)] = 0;
  sscanf(strrchr(line, ')') + 4, "%d %d %d %d %d", &parent, &group, &leader, &device, &foreground);
  printf("leads %d, foreground %d\n", leader == getpid(), foreground == getpid());
  stat(ptsname(master), &node);
  printf("device %d, major %d, mode %o\n", device == (int)node.st_rdev, major(node.st_rdev),
         node.st_mode & S_IFMT);
  stat("/dev/ptmx", &node);
  printf("multiplexer %d %d\n", major(node.st_rdev), minor(node.st_rdev));
  int own = open("/dev/tty", O_RDWR);
  fstat(own, &node);
  printf("own %d %d %s\n", major(node.st_rdev), minor(node.st_rdev), ttyname(own));
  printf("name %d\n", strcmp(ttyname(slave), ptsname(master)));
  tell("master", isatty(master));
}

int main(void) {
  open_both();
  signal(SIGHUP, SIG_IGN);
  if (fork() == 0) {
    session();
    exit(0);
  }
  wait(NULL);
  return 0;
}
