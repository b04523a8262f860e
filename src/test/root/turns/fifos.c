/* Who goes on when several open a FIFO, and who reads first then. */
#include "turns.h"
#include <sys/stat.h>

static char name[64];
static int way;
static int stays[2];

static void opens(int number) {
  int fd = open(name, way);
  say("  %d opens: %s\n", number, fd < 0 ? strerror(errno) : "done");
  char byte = (char)('a' + number);
  long done = way == O_RDONLY ? read(fd, &byte, 1) : write(fd, &byte, 1);
  say("  %d: %s %c\n", number, result(done), byte);
  if (way == O_WRONLY) read(stays[0], &byte, 1);
}

int main(void) {
  on_one_cpu();
  snprintf(name, sizeof name, "/tmp/turns-%d.fifo", getpid());
  if (mkfifo(name, 0600) || pipe(stays)) exit(1);
  for (int round = 0; round < 2; round++) {
    say("%s first\n", round ? "writers" : "readers");
    way = round ? O_WRONLY : O_RDONLY;
    for (int i = 0; i < 3; i++) begin(opens, i);
    way = round ? O_RDONLY : O_WRONLY;
    for (int i = 3; i < 7; i++) begin(opens, i);
    end();
  }
  unlink(name);
}
