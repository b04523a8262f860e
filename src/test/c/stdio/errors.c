// stdout and stderr are separate; perror, strerror, errors of FILE functions.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void) {
  fprintf(stderr, "to standard error\n");
  errno = ENOENT;
  perror("not seen on standard output");
  printf("%s\n", strerror(ENOENT));
  printf("%s\n", strerror(0));
  printf("%s\n", strerror(EINTR));
  printf("%s\n", strerror(9999));
  int numbers[] = {EPERM, ESRCH, EIO, EBADF, ECHILD, EAGAIN, ENOMEM, EACCES, EFAULT, EEXIST, EINVAL, EPIPE, ERANGE, EDOM, ETIMEDOUT, EDEADLK};
  for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++) printf("%d %s\n", numbers[i], strerror(numbers[i]));
  errno = 0;
  printf("%zd %d\n", write(77, "x", 1), errno == EBADF);
  dup2(2, 1);
  printf("now on standard error\n");
  return 0;
}
