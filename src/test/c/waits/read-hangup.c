#include "waits.h"
#include <pty.h>

int main(void) {
  int master, slave;
  char c;
  openpty(&master, &slave, NULL, NULL, NULL);
  if (fork() == 0) {
    later();
    if (STUCK)
      rest_for_ever();
    _exit(0);
  }
  close(master);
  if (read(slave, &c, 1) < 0)
    puts(strerror(errno));
  return done("hung up");
}
