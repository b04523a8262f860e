#include <errno.h>
#include <string.h>
#include <unistd.h>

size_t confstr(int name, char *to, size_t size) {
  static const char path[] = "/bin:/usr/bin";
  if (name != _CS_PATH) {
    errno = EINVAL;
    return 0;
  }
  if (size > 0) {
    strncpy(to, path, size - 1);
    to[size < sizeof path ? size - 1 : sizeof path - 1] = 0;
  }
  return sizeof path;
}
