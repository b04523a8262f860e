#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

char *getpass(const char *prompt) {
  static char line[256];
  struct termios before, silent;
  int fd = open("/dev/tty", O_RDWR | O_CLOEXEC), in = fd < 0 ? 0 : fd, out = fd < 0 ? 2 : fd;
  int terminal = tcgetattr(in, &before) == 0;
  if (terminal) {
    silent = before;
    silent.c_lflag &= ~(ECHO | ISIG);
    tcsetattr(in, TCSAFLUSH, &silent);
  }
  write(out, prompt, strlen(prompt));
  size_t length = 0;
  char c;
  ssize_t count;
  while ((count = read(in, &c, 1)) == 1 && c != '\n')
    if (length < sizeof line - 1)
      line[length++] = c;
  line[length] = 0;
  if (terminal) {
    write(out, "\n", 1);
    tcsetattr(in, TCSAFLUSH, &before);
  }
  if (fd >= 0)
    close(fd);
  return count <= 0 && !length ? NULL : line;
}

int group_member(gid_t gid) {
  gid_t groups[64];
  int count = getgroups(64, groups), found = gid == getgid() || gid == getegid();
  for (int i = 0; i < count; i++)
    found |= groups[i] == gid;
  return found;
}
