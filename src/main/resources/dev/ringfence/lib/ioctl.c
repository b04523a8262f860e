#include <stdarg.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The requests of tty_ioctl(4) on the size of the window and the foreground group. */
static int terminal(int fd, unsigned long request, void *argument) {
  static struct winsize size = {24, 80, 0, 0};
  if (!isatty(fd))
    return -1;
  switch (request) {
  case TIOCGWINSZ:
    *(struct winsize *)argument = size;
    return 0;
  case TIOCSWINSZ:
    size = *(struct winsize *)argument;
    return 0;
  case TIOCGPGRP:
    *(pid_t *)argument = tcgetpgrp(fd);
    return 0;
  default:
    return tcsetpgrp(fd, *(pid_t *)argument);
  }
}

int ioctl(int fd, unsigned long request, ...) {
  va_list list;
  va_start(list, request);
  void *argument = va_arg(list, void *);
  va_end(list);
  switch (request) {
  case TIOCGWINSZ:
  case TIOCSWINSZ:
  case TIOCGPGRP:
  case TIOCSPGRP:
    return terminal(fd, request, argument);
  default:
    return __ioctl(fd, request, argument);
  }
}
