#include <fcntl.h>
#include <stdarg.h>

int fcntl(int fd, int command, ...) {
  va_list list;
  va_start(list, command);
  long argument = va_arg(list, long);
  va_end(list);
  if (command == F_GETFD || command == F_GETFL)
    argument = 0;
  return __fcntl(fd, command, argument);
}
