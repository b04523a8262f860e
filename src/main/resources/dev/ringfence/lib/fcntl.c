#include <fcntl.h>
#include <stdarg.h>

int fcntl(int fd, int command, ...) {
  va_list list;
  va_start(list, command);
  long argument = va_arg(list, long);
  va_end(list);
  if (command == F_GETFD || command == F_GETFL)
    argument = 0;
  if (command == F_GETOWN) {
    struct f_owner_ex owner;
    if (__fcntl(fd, F_GETOWN_EX, (long)&owner) < 0)
      return -1;
    return owner.type == F_OWNER_PGRP ? -owner.pid : owner.pid;
  }
  return __fcntl(fd, command, argument);
}
