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

int execv(const char *path, char *const argv[]) {
  char *environment[1] = {NULL};
  return execve(path, argv, environment);
}
