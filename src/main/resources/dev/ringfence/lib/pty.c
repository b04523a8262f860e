#include <fcntl.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <utmp.h>

int openpty(int *master, int *slave, char *name, const struct termios *settings,
            const struct winsize *size) {
  int both[2] = {getpt(), -1};
  if (both[0] < 0)
    return -1;
  if (grantpt(both[0]) || unlockpt(both[0]) ||
      (both[1] = open(ptsname(both[0]), O_RDWR | O_NOCTTY)) < 0) {
    close(both[0]);
    return -1;
  }
  if (settings)
    tcsetattr(both[1], TCSAFLUSH, settings);
  if (size)
    __ioctl(both[1], TIOCSWINSZ, (void *)size);
  if (name)
    strcpy(name, ptsname(both[0]));
  *master = both[0];
  *slave = both[1];
  return 0;
}

int login_tty(int fd) {
  setsid();
  if (__ioctl(fd, TIOCSCTTY, NULL))
    return -1;
  for (int i = 0; i < 3; i++)
    if (i != fd && dup2(fd, i) < 0)
      return -1;
  if (fd > 2)
    close(fd);
  return 0;
}

int forkpty(int *master, char *name, const struct termios *settings, const struct winsize *size) {
  int slave;
  if (openpty(master, &slave, name, settings, size))
    return -1;
  pid_t child = fork();
  if (child) {
    close(slave);
    if (child < 0)
      close(*master);
    return child;
  }
  close(*master);
  if (login_tty(slave))
    _exit(1);
  return 0;
}
