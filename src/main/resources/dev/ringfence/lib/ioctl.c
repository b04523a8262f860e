#include <stdarg.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The requests of tty_ioctl(4) on the size of the window and the foreground group; what else there is
   is asked of the kernel. */
int ioctl(int fd, unsigned long request, ...) {
  va_list list;
  va_start(list, request);
  void *argument = va_arg(list, void *);
  va_end(list);
  static struct winsize size = {24, 80, 0, 0};
  switch (request) {
  case TIOCGWINSZ:
    if (!isatty(fd))
      return -1;
    *(struct winsize *)argument = size;
    return 0;
  case TIOCSWINSZ:
    if (!isatty(fd))
      return -1;
    size = *(struct winsize *)argument;
    return 0;
  case TIOCGPGRP:
    if (!isatty(fd))
      return -1;
    *(pid_t *)argument = tcgetpgrp(fd);
    return 0;
  case TIOCSPGRP:
    return isatty(fd) ? tcsetpgrp(fd, *(pid_t *)argument) : -1;
  }
  return __ioctl(fd, request, argument);
}
