#include <semaphore.h>
#include <stdarg.h>

sem_t *sem_open(const char *name, int oflag, ...) {
  mode_t mode = 0;
  unsigned value = 0;
  if (oflag & O_CREAT) {
    va_list list;
    va_start(list, oflag);
    mode = va_arg(list, mode_t);
    value = va_arg(list, unsigned);
    va_end(list);
  }
  return __sem_open(name, oflag, mode, value);
}
