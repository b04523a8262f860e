#include "waits.h"
#include <pty.h>

int main(void) {
  int master, slave;
  char c;
  openpty(&master, &slave, NULL, NULL, NULL);
  if (fork() == 0) {
    later();
    if (!STUCK)
      write(slave, "x", 1);
    stay();
    _exit(0);
  }
  read(master, &c, 1);
  return done("read what was put out");
}
