/* pwd: writes the path of the current directory (POSIX). */
#include <errno.h>
#include <error.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
  char path[PATH_MAX];
  if (!getcwd(path, sizeof path))
    error(1, errno, "error retrieving current directory");
  puts(path);
  return 0;
}
