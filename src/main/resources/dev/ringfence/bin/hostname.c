/* hostname: writes the machine's name. */
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
  char name[256];
  if (gethostname(name, sizeof name))
    error(1, errno, "cannot determine hostname");
  puts(name);
  return 0;
}
