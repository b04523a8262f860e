#include <errno.h>
#include <time.h>
#include <unistd.h>

unsigned sleep(unsigned seconds) {
  struct timespec time = {seconds, 0}, rest = {0, 0};
  return nanosleep(&time, &rest) ? rest.tv_sec : 0;
}

int usleep(unsigned microseconds) {
  struct timespec time = {microseconds / 1000000, microseconds % 1000000 * 1000};
  return nanosleep(&time, NULL);
}

int getpagesize(void) { return 4096; }

int brk(void *to) {
  if (__brk(to) == to)
    return 0;
  errno = ENOMEM;
  return -1;
}

void *sbrk(intptr_t by) {
  char *before = __brk(NULL);
  return by == 0 || brk(before + by) == 0 ? before : (void *)-1;
}

int isatty(int fd) { return __isatty(fd) == 1; }
